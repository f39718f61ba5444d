"""Who is in the creator index? What refresh, connect and profiles do to it when what it says changes.

    match.creators        one row per connection that is shared: what brands may see     publish, withdraw
    match.creator_index   its numbers and embedding, what a search looks through         publish, reindex
    match.creator_words   its words                                                      with it

All run in the caller's transaction, which must hold the connection's row (updated it, or selected it FOR UPDATE;
reindex does so itself): then a pull and a change of the consent switch take turns and the index says what the later one
says. The other two rows refer to the first: without consent there is none of them, at once. No change, no write.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from functions.shared.audience import snapshot
from functions.shared.audience.distribution import Dimension
from functions.shared.audience.metrics import Metric, Step
from functions.shared.database import Connection
from functions.shared.matching import indexing
from functions.shared.matching.indexing import About, Row, Told

NEARLY = 0.0005
"""An embedding that moved less stays as it is: no score changes by more, a quarter of what half precision may cost, and
the vector index, where a new row costs milliseconds, is left alone."""
_STEPS = 2_000
"""The newest ones are enough for all figures: months of every metric."""
_FIGURES = [
    metric.value
    for metric in (
        Metric.FOLLOWERS,
        Metric.POSTS,
        Metric.VIEWS,
        Metric.REACH,
        Metric.ENGAGEMENTS,
        Metric.LIKES,
        Metric.COMMENTS,
        Metric.SHARES,
    )
]
_PUBLISH = """
with shared as (
    select connection.id, connection.user_id, connection.provider, connection.name, connection.handle,
        (numbers.newest ->> 'followers')::numeric::bigint as followers, snapshot.body,
        coalesce(numbers.newest, '{}') as metrics, coalesce(connection.checked_at, snapshot.fetched_at) as checked_at
    from connect.connections connection
    cross join lateral (
        select body, fetched_at from connect.snapshots where connection_id = connection.id
        order by fetched_at desc, id desc limit 1
    ) snapshot
    cross join lateral (
        select jsonb_object_agg(metric, value) as newest from (
            select distinct on (metric) metric, value from connect.metrics where connection_id = connection.id
                and (connection.told_metrics is null or metric = any(connection.told_metrics))
            order by metric, day desc
        ) newest
    ) numbers
    where connection.id = %s and connection.share_with_brands and connection.status = 'active'
        and connection.provider <> 'ga4'
), written as (
    insert into match.creators as creator
        (connection_id, user_id, platform, name, handle, followers, audience, metrics, checked_at, updated_at)
    select id, user_id, provider, name, handle, followers, body, metrics, checked_at, now() from shared
    on conflict (connection_id) do update set
        name = excluded.name, handle = excluded.handle, followers = excluded.followers, audience = excluded.audience,
        metrics = excluded.metrics, checked_at = excluded.checked_at, updated_at = excluded.updated_at
    where (creator.name, creator.handle, creator.followers, creator.audience, creator.metrics, creator.checked_at)
        is distinct from (excluded.name, excluded.handle, excluded.followers, excluded.audience, excluded.metrics,
        excluded.checked_at)
)
select 1 from shared
"""
_TOLD = """
select creator.id, creator.platform, creator.name, creator.handle, creator.audience::text, creator.checked_at, array(
    select jsonb_build_array(metric, day, value) from connect.metrics
    where connection_id = creator.connection_id and metric = any(%(figures)s)
        and (connection.told_metrics is null or metric = any(connection.told_metrics))
    order by day desc limit %(steps)s
), to_jsonb(profile)
from match.creators creator
join connect.connections connection on connection.id = creator.connection_id
left join match.profiles profile on profile.user_id = creator.user_id and profile.kind = 'influencer'
where creator.connection_id = %(connection_id)s
"""
_COLUMNS = (
    "platform",
    "country",
    "followers",
    "engagement_rate",
    "growth",
    "views",
    "posted_on",
    "price_from",
    "price_to",
    "confidence",
    "facets",
)
_NAMES = ", ".join((*_COLUMNS, "checked_at", "features_version"))
_MOVED = "own.embedding <-> excluded.embedding > %(nearly)s"
_INDEX = f"""
insert into match.creator_index as own (id, {_NAMES}, embedding)
values (%(id)s, {", ".join(f"%({name})s" for name in _COLUMNS)}, %(checked_at)s, {indexing.VERSION}, %(embedding)s)
on conflict (id) do update set {", ".join(f"{name} = excluded.{name}" for name in _NAMES.split(", "))},
    embedding = case when {_MOVED} then excluded.embedding else own.embedding end
where ({", ".join(f"own.{name}" for name in _NAMES.split(", "))})
    is distinct from ({", ".join(f"excluded.{name}" for name in _NAMES.split(", "))}) or {_MOVED}
"""  # noqa: S608 - constants of ours
_WORDS = """
insert into match.creator_words as own (id, words) values (%(id)s, array_to_tsvector(%(words)s::text[]))
on conflict (id) do update set words = excluded.words where own.words <> excluded.words
"""
_HELD = """
select connection.id from connect.connections connection
where (connection.id = %(of)s or connection.user_id = %(of)s)
    and exists (select 1 from match.creators where connection_id = connection.id)
order by connection.id for update
"""


def publish(connection: Connection, connection_id: str, *, youtube_derived: bool) -> bool:
    """Writes what is shared, from the newest snapshot and the newest value of each metric; False when nothing is to be
    published: not shared, its grant is dead, never pulled, or a company's own site (ga4).

    `audience` is the snapshot's body, `metrics` {metric: newest value} (functions/shared/audience/metrics.py) of those
    that the last pull brought. `youtube_derived` False: numbers of YouTube are shown, but none is made of them.
    """
    if connection.execute(_PUBLISH, (connection_id,)).fetchone() is None:
        return False
    _write(connection, connection_id, youtube_derived=youtube_derived)
    return True


def rewrite(connection: Connection, connection_id: str, *, youtube_derived: bool) -> None:
    """What the index says of one connection, by the rules of today; nothing when it is not shared."""
    _rewrite(connection, connection_id, youtube_derived=youtube_derived)


def reindex(connection: Connection, user_id: str, *, youtube_derived: bool) -> None:
    """After a change of the profile: whatever this user shares is found by what the profile says now."""
    _rewrite(connection, user_id, youtube_derived=youtube_derived)


def withdraw(connection: Connection, connection_id: str) -> None:
    """Takes the connection out of the index; repeatable."""
    connection.execute("delete from match.creators where connection_id = %s", (connection_id,))


def _rewrite(connection: Connection, of: str, *, youtube_derived: bool) -> None:
    for (connection_id,) in connection.execute(_HELD, {"of": of}).fetchall():
        _write(connection, connection_id, youtube_derived=youtube_derived)


def _write(connection: Connection, connection_id: str, *, youtube_derived: bool) -> None:
    asked = {"connection_id": connection_id, "figures": _FIGURES, "steps": _STEPS}
    found = connection.execute(_TOLD, asked).fetchone()
    if found is None:  # withdrawn while _HELD waited for the connection's row: it still sees what was when it began
        return
    row_id, platform, name, handle, body, checked_at, steps, profile = found
    dimensions = _readable(body)
    if dimensions is None or (platform == "youtube" and not youtube_derived):
        for table in (b"match.creator_index", b"match.creator_words"):
            connection.execute(b"delete from " + table + b" where id = %s", (row_id,))
        return
    told = Told(
        platform=platform,
        name=name,
        handle=handle,
        dimensions=dimensions,
        steps=[Step(metric, date.fromisoformat(day), float(value)) for metric, day, value in steps],
        today=checked_at.astimezone(UTC).date(),
        about=_about(profile),
    )
    _save(connection, row_id, checked_at, indexing.row(told))


def _save(connection: Connection, row_id: int, checked_at: datetime, row: Row) -> None:
    members = {name: getattr(row, name) for name in _COLUMNS}
    vector = {"embedding": str(list(row.embedding)), "nearly": NEARLY}
    connection.execute(_INDEX.encode(), {"id": row_id, "checked_at": checked_at, **members, **vector})
    connection.execute(_WORDS, {"id": row_id, "words": row.words})


def _readable(body: str) -> tuple[Dimension, ...] | None:
    """None for a snapshot that no code of ours has written: it is shown to nobody either."""
    try:
        return snapshot.decode(body).dimensions
    except ValueError:
        return None


def _about(profile: Mapping[str, Any] | None) -> About:
    if profile is None:
        return About()
    known = ((one.name, profile[one.name]) for one in fields(About))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in known}
    return About(**values)
