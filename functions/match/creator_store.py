"""What do creators share with brands right now? Queries, only here; every one starts at match.creators.

[Note: Consent is a row] A connection is in match.creators exactly while it is shared: `creators.publish` and `withdraw`
run in the transaction that changes the consent. So no query here knows of anybody who has not consented, or no longer.
The one exception is `own`: what a user's own connections told, for that user alone.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from functions.match import filters
from functions.match.activity import Peers, tier
from functions.match.creators import Creator, Figures, about
from functions.match.filters import Filters, Span
from functions.match.moments import moment
from functions.match.ports import Others
from functions.match.profiles import Wish
from functions.shared.audience.metrics import Step
from functions.shared.database import Database

_CREATOR = """
    creator.id, creator.user_id, creator.platform, creator.name, creator.handle, creator.followers,
    extract(epoch from creator.checked_at)::float8, creator.audience::text,
    indexed.id is not null, indexed.country, indexed.engagement_rate::float8, indexed.growth::float8,
    indexed.views::float8, indexed.posted_on, to_jsonb(profile)
"""
_FROM = """
from match.creators creator
left join match.creator_index indexed on indexed.id = creator.id
left join match.profiles profile on profile.user_id = creator.user_id and profile.kind = 'influencer'
"""
_PAGE = f"""
select {_CREATOR}, (
    select jsonb_agg(jsonb_build_array(other.platform, -(beside.embedding <#> %(query)s::halfvec)) order by 1)
    from match.creators other join match.creator_index beside on beside.id = other.id
    where other.user_id = creator.user_id and other.id <> creator.id
) {_FROM} where creator.id = any(%(ids)s)
"""  # noqa: S608 - constants of ours
_OF_USERS = f"select {_CREATOR} {_FROM} where creator.user_id = any(%(user_ids)s) order by creator.platform"
_OWN = """
select 0, connection.user_id, connection.provider, connection.name, connection.handle, null::bigint,
    extract(epoch from coalesce(connection.checked_at, told.fetched_at))::float8, told.body,
    false, null, null, null, null, null, to_jsonb(profile)
from connect.connections connection
cross join lateral (
    select body::text as body, fetched_at from connect.snapshots
    where connection_id = connection.id order by fetched_at desc, id desc limit 1
) told
left join match.profiles profile on profile.user_id = connection.user_id and profile.kind = 'influencer'
where connection.user_id = %(user_id)s and connection.provider <> 'ga4'
order by connection.provider
"""
_DETAIL = f"""
select {_CREATOR}, creator.connection_id, steps.steps {_FROM}
left join lateral (
    select jsonb_agg(jsonb_build_array(step.metric, step.day, step.value) order by step.day) as steps
    from connect.metrics step join connect.connections connection on connection.id = step.connection_id
    where step.connection_id = creator.connection_id
        and (connection.told_metrics is null or step.metric = any(connection.told_metrics))
        and step.day >= coalesce((
            select max(day) from connect.metrics
            where connection_id = step.connection_id and metric = step.metric and day <= %(since)s), %(since)s)
) steps on true
where creator.user_id = %(user_id)s order by creator.platform
"""  # noqa: S608 - constants of ours
_ABOUT = "select to_jsonb(profile) from match.profiles profile where user_id = %s and kind = 'influencer'"
_PEERS = """
select engagement_rate::float8, (creator.metrics ->> 'reach')::float8 / nullif(creator.followers, 0)
from match.creators creator join (
    select id, engagement_rate from match.creator_index where {} limit 1000
) indexed using (id)
"""
"""Of the same platform and size: enough for a median, whoever comes first."""


class Creators:
    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, row_ids: Sequence[int], query: Sequence[float]) -> dict[int, tuple[Creator, Others]]:
        """By row id; who withdrew in the meantime is absent. `query` as `scoring.query` makes it."""
        with self._database.statement() as opened:
            found = opened.execute(_PAGE, {"ids": list(row_ids), "query": str(list(query))}).fetchall()
        return {row[0]: (_creator(*row[:-1]), tuple((name, float(at)) for name, at in row[-1] or ())) for row in found}

    def of_users(self, user_ids: Sequence[str]) -> list[Creator]:
        """All platforms that they share, by platform."""
        with self._database.statement() as opened:
            found = opened.execute(_OF_USERS, {"user_ids": list(filter(nameable, user_ids))}).fetchall()
        return [_creator(*row) for row in found]

    def own(self, user_id: str) -> list[Creator]:
        """What the user's own accounts told, shared or not: never for anybody else."""
        with self._database.statement() as opened:
            found = opened.execute(_OWN, {"user_id": user_id}).fetchall()
        return [_creator(*row) for row in found]


class Details:
    """One creator as a whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shared(self, user_id: str, since: date) -> list[tuple[Creator, str, tuple[Step, ...]]]:
        """(creator, connection id, steps of what the provider tells from `since` on), by platform."""
        if not nameable(user_id):
            return []
        with self._database.statement() as opened:
            found = opened.execute(_DETAIL, {"user_id": user_id, "since": since}).fetchall()
        return [(_creator(*row[:-2]), row[-2], _steps(row[-1])) for row in found]

    def about(self, user_id: str) -> Wish:
        with self._database.statement() as opened:
            row = opened.execute(_ABOUT, (user_id,)).fetchone()
        return about(row[0] if row else None)

    def peers(self, platform: str, followers: float, now: float) -> Peers:
        """Accounts of the same platform and tier (`activity.tier`) that share with brands."""
        low, high = tier(followers)
        wanted = Filters(platforms=(platform,), followers=Span(low, None if high is None else high - 1))
        alike = filters.conditions(wanted, moment(now))
        statement = _PEERS.format(filters.seeking(alike)).encode()
        with self._database.statement() as opened:
            rows = opened.execute(statement, filters.parameters(alike)).fetchall()
        return Peers([rate for rate, _ in rows if rate is not None], [reach for _, reach in rows if reach is not None])


def nameable(user_id: str) -> bool:
    """What Postgres cannot hold (NUL, lone surrogates) is nobody's id."""
    return user_id.isascii() and user_id.isprintable()


def _steps(found: Sequence[Sequence[Any]] | None) -> tuple[Step, ...]:
    return tuple(Step(metric, date.fromisoformat(day), float(value)) for metric, day, value in found or ())


def _creator(*row: Any) -> Creator:
    row_id, user_id, platform, name, handle, followers, checked_at, body, indexed, *rest = row
    country, engagement_rate, growth, views, posted_on, profile = rest
    return Creator(
        row_id=row_id,
        user_id=user_id,
        platform=platform,
        name=name,
        handle=handle,
        followers=followers,
        checked_at=checked_at,
        body=body,
        figures=Figures(country, engagement_rate, growth, views, posted_on) if indexed else None,
        about=about(profile),
    )
