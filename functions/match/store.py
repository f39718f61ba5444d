"""How does match read what connect and refresh have stored? Queries, only here; one round trip each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from functions.match.own_audience import SERIES, Connected
from functions.match.trend_wish import Stored
from functions.shared.audience.metrics import Step
from functions.shared.database import Database

_OWN = """
select c.id, c.provider, c.name, c.handle, c.property_name, c.status, c.checked_at, c.share_with_brands,
       s.body, s.fetched_at, newest.steps, series.steps
from connect.connections c
left join lateral (
    select body::text as body, fetched_at from connect.snapshots
    where connection_id = c.id order by fetched_at desc, id desc limit 1
) s on true
left join lateral (
    select jsonb_agg(jsonb_build_array(metric, day, value) order by metric) as steps
    from (select distinct on (metric) metric, day, value from connect.metrics
          where connection_id = c.id and (c.told_metrics is null or metric = any(c.told_metrics))
          order by metric, day desc) of_each
) newest on true
left join lateral (
    select jsonb_agg(jsonb_build_array(metric, day, value) order by day) as steps
    from connect.metrics m
    where m.connection_id = c.id and m.metric = any(%(series)s) and m.day >= coalesce(
        (select max(day) from connect.metrics where connection_id = c.id and metric = m.metric and day <= %(since)s),
        %(since)s)
) series on true
where c.user_id = %(user_id)s
order by c.created_at, c.id
"""
_FIND = """
with asked as (
    update match.trends set requested_at = %(now)s
    where keyword = %(keyword)s and geo = %(geo)s and requested_at < %(now)s - interval '1 day'
      and (fetched_at is not null or failed_at is not null)
)
select points, fetched_at, failed_at from match.trends where keyword = %(keyword)s and geo = %(geo)s
"""
"""A wish keeps its place in the line however often it is repeated: `requested_at` moves once it was tried."""
_WISH = """
insert into match.trends (keyword, geo, requested_at) values (%(keyword)s, %(geo)s, %(now)s)
on conflict (keyword, geo) do nothing
"""


class Audiences:
    def __init__(self, database: Database) -> None:
        self._database = database

    def own(self, user_id: str, since: date) -> Sequence[Connected]:
        """Everything of one user's connections, oldest connection first; series from `since` on."""
        with self._database.statement() as connection:
            rows = connection.execute(_OWN, {"user_id": user_id, "since": since, "series": list(SERIES)}).fetchall()
        return [_connected(*row) for row in rows]


class Trends:
    """The cache of Google Trends, as `trend_wish.TrendCache` wants it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, keyword: str, geo: str, now: float) -> Stored | None:
        with self._database.statement() as connection:
            row = connection.execute(_FIND, {"keyword": keyword, "geo": geo, "now": _moment(now)}).fetchone()
        return Stored(row[0], _epoch(row[1]), _epoch(row[2])) if row else None

    def wish(self, keyword: str, geo: str, now: float) -> None:
        with self._database.statement() as connection:
            connection.execute(_WISH, {"keyword": keyword, "geo": geo, "now": _moment(now)})


def _connected(*row: Any) -> Connected:
    (
        connection_id,
        provider,
        name,
        handle,
        property_name,
        status,
        checked_at,
        shared,
        body,
        fetched_at,
        newest,
        steps,
    ) = row
    return Connected(
        connection_id=connection_id,
        provider=provider,
        name=name,
        handle=handle,
        property_name=property_name or "",
        status=status,
        checked_at=_epoch(checked_at),
        share_with_brands=shared,
        body=body,
        fetched_at=_epoch(fetched_at),
        newest=_steps(newest),
        steps=_steps(steps),
    )


def _steps(found: Sequence[Sequence[Any]] | None) -> tuple[Step, ...]:
    return tuple(Step(metric, date.fromisoformat(day), float(value)) for metric, day, value in found or ())


def _moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def _epoch(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
