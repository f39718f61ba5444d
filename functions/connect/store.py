"""How are connections kept? The queries on Postgres, only here.

[Note: One user at a time]
A transaction that changes a user's connections holds an advisory lock of that user, so that callback, disconnect,
erasure and upload take turns, also where there is no row yet to lock. Rows are read FOR UPDATE besides: a pull, which
knows nothing of that lock, waits for the row or is waited for.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import sql

from functions.connect import mapping
from functions.connect.connections import Connection
from functions.connect.mapping import moment
from functions.connect.ports import Deletion, Rows, Stored
from functions.shared import creators, database
from functions.shared.audience.self_report import SelfReport
from functions.shared.audience.snapshot import Snapshot, content_hash, encode
from functions.shared.database import Database
from functions.shared.tokens.grants import Provider

_NAMES = sql.SQL(", ").join(map(sql.Identifier, mapping.COLUMNS))
_SELECT = sql.SQL("select {} from connect.connections").format(_NAMES)
_INSERT = sql.SQL("insert into connect.connections ({}) values ({})").format(
    _NAMES, sql.SQL(", ").join(map(sql.Placeholder, mapping.COLUMNS))
)
_UPDATE = sql.SQL("update connect.connections set {} where id = %(id)s").format(
    sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
        for name in mapping.COLUMNS
        if name not in {"id", "user_id", "provider", "created_at"}
    )
)
_WITH_STORED = sql.SQL(
    """
select {}, snapshots.n, metrics.n, least(snapshots.since, metrics.since), newest.dimensions
from connect.connections connection
cross join lateral (
    select count(*)::int as n, min(fetched_at) as since from connect.snapshots where connection_id = connection.id
) snapshots
cross join lateral (
    select count(*)::int as n, min(day)::timestamp at time zone 'UTC' as since from connect.metrics
    where connection_id = connection.id
) metrics
left join lateral (
    select array(
        select distinct dimension ->> 'name' from jsonb_array_elements(body -> 'dimensions') dimension order by 1
    ) as dimensions
    from connect.snapshots where connection_id = connection.id order by fetched_at desc, id desc limit 1
) newest on true
"""
).format(sql.SQL(", ").join(sql.Identifier("connection", name) for name in mapping.COLUMNS))
_ADD_METRIC = """
insert into connect.metrics (connection_id, metric, day, value)
select %(id)s, %(metric)s, %(day)s, %(value)s
where %(value)s is distinct from (
    select value from connect.metrics where connection_id = %(id)s and metric = %(metric)s and day < %(day)s
    order by day desc limit 1
)
on conflict (connection_id, metric, day) do update set value = excluded.value
"""


class Connections:
    """Implements `ports.ConnectionStore`. `youtube_derived`: whether scores may be made of YouTube's numbers."""

    def __init__(self, database: Database, *, youtube_derived: bool) -> None:
        self._database = database
        self._youtube_derived = youtube_derived

    @contextmanager
    def changing(self, user_id: str) -> Iterator[Rows]:
        """[Note: One user at a time]"""
        with self._database.transaction() as opened:
            opened.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"connect {user_id}",))
            yield UserRows(opened, user_id, youtube_derived=self._youtube_derived)

    def listed(self, user_id: str) -> list[tuple[Connection, Stored]]:
        """In the order in which they were connected."""
        return self._with_stored(sql.SQL("where connection.user_id = %s order by connection.id"), user_id)

    def find(self, user_id: str, connection_id: str) -> tuple[Connection, Stored] | None:
        where = sql.SQL("where connection.user_id = %s and connection.id = %s")
        found = self._with_stored(where, user_id, connection_id)
        return found[0] if found else None

    def of_app_user(self, app_user_id: str) -> list[Connection]:
        """Meta names people by the app-scoped id, in older documents by the account's."""
        with self._database.transaction() as opened:
            found = opened.execute(
                _SELECT + sql.SQL(" where provider = 'instagram' and (app_user_id = %s or account_id = %s)"),
                (app_user_id, app_user_id),
            ).fetchall()
        return [mapping.connection(values) for values in found]

    def dead(self, before: float) -> list[Connection]:
        """At most a hundred, the longest dead first; TikTok has no token."""
        where = sql.SQL(
            " where status = 'needs_reauth' and scopes <> '{}'"
            " and coalesce(verified_at, checked_at, authorised_at) < %s"
            " order by coalesce(verified_at, checked_at, authorised_at), id limit 100"
        )
        with self._database.transaction() as opened:
            return [mapping.connection(each) for each in opened.execute(_SELECT + where, (moment(before),)).fetchall()]

    def open_deletion(self, code: str, now: float) -> None:
        with self._database.transaction() as opened:
            opened.execute(
                "insert into connect.deletions (code, provider, requested_at) values (%s, 'instagram', %s)"
                " on conflict do nothing",
                (code, moment(now)),
            )

    def close_deletion(self, code: str, now: float) -> None:
        with self._database.transaction() as opened:
            opened.execute(
                "update connect.deletions set completed_at = %s where code = %s and completed_at is null",
                (moment(now), code),
            )

    def deletion(self, code: str) -> Deletion | None:
        with self._database.transaction() as opened:
            found = opened.execute(
                "select code, requested_at, completed_at from connect.deletions where code = %s", (plain(code),)
            ).fetchone()
        return mapping.deletion(found) if found else None

    def _with_stored(self, where: sql.SQL, *parameters: str) -> list[tuple[Connection, Stored]]:
        with self._database.transaction() as opened:
            found = opened.execute(_WITH_STORED + where, tuple(map(plain, parameters))).fetchall()
        width = len(mapping.COLUMNS)
        return [(mapping.connection(values[:width]), mapping.stored(values[width:])) for values in found]


class UserRows:
    """Implements `ports.Rows`."""

    def __init__(self, opened: database.Connection, user_id: str, *, youtube_derived: bool) -> None:
        self._opened = opened
        self._user_id = user_id
        self._youtube_derived = youtube_derived

    def get(self, connection_id: str) -> Connection | None:
        return next((found for found in self.all() if found.id == connection_id), None)

    def of(self, provider: Provider) -> Connection | None:
        return next((found for found in self.all() if found.provider is provider), None)

    def all(self) -> list[Connection]:
        """Four at most."""
        query = _SELECT + sql.SQL(" where user_id = %s order by id for update")
        return [mapping.connection(values) for values in self._opened.execute(query, (self._user_id,)).fetchall()]

    def add(self, connection: Connection) -> None:
        self._opened.execute(_INSERT, mapping.row(connection))

    def save(self, connection: Connection) -> None:
        self._opened.execute(_UPDATE, mapping.row(connection))

    def remove(self, connection_id: str) -> None:
        self._opened.execute("delete from connect.connections where id = %s", (connection_id,))

    def forget(self, connection_id: str) -> None:
        for table in ("connect.snapshots", "connect.metrics", "match.creators"):
            name = sql.Identifier(*table.split("."))
            self._opened.execute(sql.SQL("delete from {} where connection_id = %s").format(name), (connection_id,))

    def decide(self, connection: Connection, consent_id: str, wording: str, now: float) -> None:
        self._opened.execute(
            "insert into connect.consents (id, connection_id, granted, wording, decided_at)"
            " values (%s, %s, %s, %s, %s)",
            (consent_id, connection.id, connection.share_with_brands, wording, moment(now)),
        )
        if connection.share_with_brands:
            creators.publish(self._opened, connection.id, youtube_derived=self._youtube_derived)
        else:
            creators.withdraw(self._opened, connection.id)

    def take(self, connection: Connection, told: SelfReport, now: float) -> None:
        self._take_snapshot(connection, Snapshot(connection.provider.value, told.dimensions), now)
        day = told.metrics.pull.window.end
        for metric, value in told.metrics.values.items():
            self._opened.execute(_ADD_METRIC, {"id": connection.id, "metric": metric.value, "day": day, "value": value})
        creators.publish(self._opened, connection.id, youtube_derived=self._youtube_derived)

    def withdraw(self, connection_id: str) -> None:
        creators.withdraw(self._opened, connection_id)

    def _take_snapshot(self, connection: Connection, snapshot: Snapshot, now: float) -> None:
        """Unless the newest one says the same."""
        digest = content_hash(snapshot)
        newest = self._opened.execute(
            "select content_hash from connect.snapshots where connection_id = %s"
            " order by fetched_at desc, id desc limit 1",
            (connection.id,),
        ).fetchone()
        if newest is None or newest[0] != digest:
            self._opened.execute(
                "insert into connect.snapshots (connection_id, fetched_at, content_hash, body)"
                " values (%s, %s, %s, %s::jsonb)",
                (connection.id, moment(now), digest, encode(snapshot)),
            )


def plain(written: str) -> str:
    """An id from a path: what Postgres cannot hold (NUL, lone surrogates) is nobody's id."""
    return written if written.isascii() and written.isprintable() else ""
