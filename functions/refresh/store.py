"""Who pulls a connection now, and what did the pull bring? Each method is one transaction on one connection.

[Note: Single flight] A pull holds `claim` until `claimed_until`, by one conditional update, and no transaction. Its
end is one transaction on the condition that claim, pull_no, consent (`authorised_at`) and property are those it began
with; it advances pull_no. So a duplicate, a late or a concurrent message, a crash and a sleeper change nothing, and
after a disconnect there is no row left to hang anything on.
"""

from datetime import datetime
from typing import Any

from functions.refresh.moments import maybe, moment
from functions.refresh.outcomes import BUG, MISSING_SCOPE, NEEDS_REAUTH
from functions.refresh.work import Conclusion, Pulled, Work
from functions.shared import creators
from functions.shared.audience.snapshot import content_hash, encode
from functions.shared.database import Connection, Database
from functions.shared.pulls import Pull
from functions.shared.tokens.grants import Provider

_CLAIM = """
update connect.connections set claim = %(claim)s, claimed_until = %(until)s
where id = %(id)s and pull_no = %(pull_no)s and status = 'active' and due_at is not null
    and (claimed_until is null or claimed_until <= %(now)s)
returning id, user_id, provider, account_id, coalesce(property_id, ''), pull_no, failures, claim, authorised_at
"""
_RELEASE = """
update connect.connections
set claim = null, claimed_until = null, queued_until = case when %(message_lives)s then queued_until end
where id = %(id)s and claim = %(claim)s
"""
_REST = """
update connect.connections
set claim = null, claimed_until = null, due_at = greatest(due_at, %(until)s), reason = %(reason)s
where id = %(id)s and claim = %(claim)s
"""
_CONCLUDE = """
update connect.connections set
    status = %(status)s, reason = %(reason)s, due_at = %(due_at)s, failures = %(failures)s,
    claim = null, claimed_until = null, queued_until = null, pull_no = pull_no + 1,
    checked_at = case when %(pulled)s then %(now)s else checked_at end,
    verified_at = case when %(verified)s then %(now)s else verified_at end,
    token_expires_at = coalesce(%(token_expires_at)s, token_expires_at),
    token_renewed_at = coalesce(%(token_renewed_at)s, token_renewed_at),
    account_id = coalesce(%(account_id)s, account_id), name = coalesce(%(name)s, name),
    handle = coalesce(%(handle)s, handle), told_metrics = coalesce(%(told)s::text[], told_metrics)
where id = %(id)s and claim = %(claim)s and pull_no = %(pull_no)s and authorised_at = %(authorised_at)s
    and coalesce(property_id, '') = %(property_id)s
"""
_SNAPSHOT = """
insert into connect.snapshots (connection_id, fetched_at, content_hash, body)
select %(id)s, %(now)s, %(hash)s, %(body)s::jsonb
where %(hash)s is distinct from (
    select content_hash from connect.snapshots where connection_id = %(id)s order by fetched_at desc, id desc limit 1
)
"""
_METRICS = """
insert into connect.metrics (connection_id, metric, day, value)
select %(id)s, told.metric, %(day)s, told.value
from unnest(%(names)s::text[], %(values)s::float8[]) as told (metric, value)
left join lateral (
    select value from connect.metrics known where known.connection_id = %(id)s and known.metric = told.metric
    order by day desc limit 1
) newest on true
where newest.value is distinct from told.value
on conflict (connection_id, metric, day) do update set value = excluded.value
"""
_NO_LONGER_TOLD = "delete from connect.metrics where connection_id = %s and metric <> all(%s)"


class Store:
    """Implements `ports.Claims`. `youtube_derived`: whether scores may be made of YouTube's numbers."""

    def __init__(self, database: Database, *, youtube_derived: bool) -> None:
        self._database = database
        self._youtube_derived = youtube_derived

    def claim(self, pull: Pull, claim: str, now: float, until: float) -> Work | None:
        asked = {
            "id": pull.connection_id,
            "pull_no": pull.pull_no,
            "claim": claim,
            "now": moment(now),
            "until": moment(until),
        }
        with self._database.transaction() as connection:
            row = connection.execute(_CLAIM, asked).fetchone()
        if row is None:
            return None
        connection_id, user_id, provider, *rest = row
        return Work(connection_id, user_id, Provider(provider), *rest)

    def release(self, work: Work, *, message_lives: bool) -> None:
        asked = {"id": work.connection_id, "claim": work.claim, "message_lives": message_lives}
        with self._database.transaction() as connection:
            connection.execute(_RELEASE, asked)

    def rest(self, work: Work, until: float) -> None:
        """`claim` does not look at `due_at`: the message's next delivery, or its redrive, still finds its work."""
        asked = {"id": work.connection_id, "claim": work.claim, "until": moment(until), "reason": BUG}
        with self._database.transaction() as connection:
            connection.execute(_REST, asked)

    def conclude(self, work: Work, conclusion: Conclusion) -> bool:
        """The index follows in the same transaction: snapshot, name and followers, and the end of a grant."""
        now = moment(conclusion.now)
        with self._database.transaction() as connection:
            if connection.execute(_CONCLUDE, _facts(work, conclusion, now)).rowcount == 0:
                return False
            if conclusion.pulled:
                _keep(connection, work, conclusion.pulled, now)
                creators.publish(connection, work.connection_id, youtube_derived=self._youtube_derived)
            if conclusion.change.status in (NEEDS_REAUTH, MISSING_SCOPE):
                creators.withdraw(connection, work.connection_id)
        return True


def _facts(work: Work, conclusion: Conclusion, now: datetime) -> dict[str, Any]:
    change, access = conclusion.change, conclusion.access
    account = conclusion.pulled.account if conclusion.pulled else None
    return {
        "id": work.connection_id,
        "claim": work.claim,
        "pull_no": work.pull_no,
        "authorised_at": work.authorised_at,
        "property_id": work.property_id,
        "status": change.status,
        "reason": change.reason,
        "due_at": maybe(change.due_at),
        "failures": change.failures,
        "now": now,
        "pulled": conclusion.pulled is not None,
        "verified": conclusion.verified,
        "token_expires_at": maybe(access.expires_at) if access else None,
        "token_renewed_at": maybe(access.renewed_at) if access else None,
        "account_id": account.account_id if account else None,
        "name": account.name if account else None,
        "handle": account.handle if account else None,
        "told": _told(conclusion.pulled) if conclusion.pulled else None,
    }


def _told(pulled: Pulled) -> list[str] | None:
    """Names of the metrics that came; None when none could be read, which says nothing about any."""
    return [metric.value for metric in pulled.metrics] or None


def _keep(connection: Connection, work: Work, pulled: Pulled, now: datetime) -> None:
    """Data that did not change writes no row. What YouTube no longer tells nobody can refresh: it goes at once."""
    snapshot = {
        "id": work.connection_id,
        "now": now,
        "hash": content_hash(pulled.snapshot),
        "body": encode(pulled.snapshot),
    }
    connection.execute(_SNAPSHOT, snapshot)
    if (names := _told(pulled)) is None:
        return
    values = list(pulled.metrics.values())
    connection.execute(_METRICS, {"id": work.connection_id, "day": now.date(), "names": names, "values": values})
    if work.provider is Provider.YOUTUBE:
        connection.execute(_NO_LONGER_TOLD, (work.connection_id, names))
