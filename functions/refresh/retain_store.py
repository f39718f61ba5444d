"""How is what may not be kept deleted? The rules of `retention` as statements, a batch of connections a transaction.

A connection that somebody is just working on is skipped and met by the next run: what a pull writes at that moment is
fresh. `thinned` says in SQL what `retention.kept` says in Python; a test compares the two.
"""

from datetime import datetime
from typing import LiteralString

from functions.refresh.retention import Cutoffs
from functions.shared.database import Database

BATCH = 500
"""Connections a transaction: some 10,000 rows at the most, well under the statement timeout."""
_EMPTY: LiteralString = """
gone_snapshots as (delete from connect.snapshots where connection_id in (select id from chosen)),
gone_metrics as (delete from connect.metrics where connection_id in (select id from chosen)),
gone_creators as (delete from match.creators where connection_id in (select id from chosen))
"""
_UNREFRESHED: LiteralString = f"""
with chosen as (
    select id from connect.connections
    where provider = 'youtube' and coalesce(checked_at, authorised_at) < %(cutoff)s
        and (checked_at is not null or name <> '' or handle <> '' or account_id <> '')
    order by coalesce(checked_at, authorised_at) limit %(batch)s for update skip locked
), {_EMPTY}
update connect.connections set checked_at = null, name = '', handle = '', account_id = ''
where id in (select id from chosen)
"""  # noqa: S608 - put together from constants
_DEAD: LiteralString = f"""
with chosen as (
    select id from connect.connections
    where status in ('needs_reauth', 'missing_scope', 'needs_property')
        and coalesce(verified_at, checked_at, authorised_at) < %(cutoff)s
        and (checked_at is not null or status = 'missing_scope')
    limit %(batch)s for update skip locked
), {_EMPTY}
update connect.connections
set checked_at = null, status = case when status = 'needs_property' then status else 'needs_reauth' end
where id in (select id from chosen)
"""  # noqa: S608 - as above
_NEXT = """
select id from connect.connections where (provider = 'youtube') = %(youtube)s and id > %(after)s
order by id limit %(batch)s
"""
_REACHED = "select after_id from connect.progress where name = %s"
_REACH = """
insert into connect.progress (name, after_id) values (%s, %s)
on conflict (name) do update set after_id = excluded.after_id
"""
_REPLACED_SNAPSHOTS = """
delete from connect.snapshots where id in (
    select id from (
        select id, lead(fetched_at) over (partition by connection_id order by fetched_at, id) as replaced_at
        from connect.snapshots where connection_id = any(%(ids)s)
    ) series where replaced_at < %(cutoff)s
)
"""
_REPLACED_METRICS = """
delete from connect.metrics doomed using (
    select connection_id, metric, day, lead(day) over (partition by connection_id, metric order by day) as replaced_on
    from connect.metrics where connection_id = any(%(ids)s)
) series
where (doomed.connection_id, doomed.metric, doomed.day) = (series.connection_id, series.metric, series.day)
    and replaced_on < %(cutoff)s
"""
_BUCKET: LiteralString = """
case when moment >= %(every)s then 'row ' || moment
     when moment >= %(weekly)s then 'week ' || date_trunc('week', moment)
     when moment >= %(monthly)s then 'month ' || date_trunc('month', moment) end
"""
_THIN_SNAPSHOTS: LiteralString = f"""
delete from connect.snapshots where id in (
    select id from (
        select id, bucket,
            row_number() over (partition by connection_id, bucket order by moment desc, id desc) as place,
            row_number() over (partition by connection_id order by moment desc, id desc) as newest
        from (
            select id, connection_id, moment, {_BUCKET} as bucket
            from (select *, fetched_at as moment from connect.snapshots where connection_id = any(%(ids)s)) told
        ) sorted
    ) placed where newest > 1 and (bucket is null or place > 1)
)
"""  # noqa: S608 - as above
_THIN_METRICS: LiteralString = f"""
delete from connect.metrics doomed using (
    select connection_id, metric, day, bucket,
        row_number() over (partition by connection_id, metric, bucket order by day desc) as place,
        row_number() over (partition by connection_id, metric order by day desc) as newest
    from (
        select connection_id, metric, day, {_BUCKET} as bucket
        from (select *, day::timestamptz as moment from connect.metrics where connection_id = any(%(ids)s)) told
    ) sorted
) placed
where (doomed.connection_id, doomed.metric, doomed.day) = (placed.connection_id, placed.metric, placed.day)
    and newest > 1 and (bucket is null or place > 1)
"""  # noqa: S608 - as above


class RetainStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def empty_unrefreshed(self, cutoff: datetime) -> int:
        """YouTube connections that nobody has refreshed since: everything that YouTube told of them, also what it told
        the consent of one that was never pulled.
        """
        return self._run(_UNREFRESHED, cutoff)

    def empty_dead(self, cutoff: datetime) -> int:
        """Connections whose grant does not hold, or does not reach the property, and was last used before that: their
        audience.
        """
        return self._run(_DEAD, cutoff)

    def next_connections(self, after: str, *, youtube: bool) -> list[str]:
        """The next BATCH ids, in order."""
        asked = {"after": after, "youtube": youtube, "batch": BATCH}
        with self._database.transaction() as connection:
            return [row[0] for row in connection.execute(_NEXT, asked)]

    def reached(self, name: str) -> str:
        """The last id that the rule of that name has dealt with; "" before the first."""
        with self._database.transaction() as connection:
            row = connection.execute(_REACHED, (name,)).fetchone()
        return row[0] if row else ""

    def reach(self, name: str, after: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(_REACH, (name, after))

    def drop_replaced(self, ids: list[str], cutoff: datetime) -> int:
        """Rows that a newer one has replaced before that."""
        asked = {"ids": ids, "cutoff": cutoff}
        with self._database.transaction() as connection:
            snapshots = connection.execute(_REPLACED_SNAPSHOTS, asked).rowcount
            return snapshots + connection.execute(_REPLACED_METRICS, asked).rowcount

    def thin(self, ids: list[str], limits: Cutoffs) -> int:
        asked = {"ids": ids, "every": limits.every, "weekly": limits.weekly, "monthly": limits.monthly}
        with self._database.transaction() as connection:
            snapshots = connection.execute(_THIN_SNAPSHOTS, asked).rowcount
            return snapshots + connection.execute(_THIN_METRICS, asked).rowcount

    def _run(self, statement: LiteralString, cutoff: datetime) -> int:
        """How many connections; less than BATCH: there are no more."""
        with self._database.transaction() as connection:
            return connection.execute(statement, {"cutoff": cutoff, "batch": BATCH}).rowcount
