"""Which companies want to be found, and by which audience? Keeps match.company_index in step with what it is made of.

A row is there while a company's profile is visible and its default audience tells something. It follows in the
transaction that saves a profile or an audience; what GA4 tells anew, `tend` carries over once an hour. A GA4 connection
that is removed takes the row along (foreign key).
"""

from collections.abc import Callable
from datetime import UTC, datetime

from psycopg.types.json import Jsonb

from functions.match import audience_rows, company_audience, mixing
from functions.match.company_audience import Audience
from functions.match.tending import BATCH, each
from functions.shared.database import Connection, Database
from functions.shared.matching.features import embedding
from functions.shared.matching.layout import VERSION

_LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
_VISIBLE = "select 1 from match.profiles where user_id = %s and kind = 'company' and visible"
_PUT = """
insert into match.company_index (user_id, connection_id, embedding, features, updated_at)
select %(user_id)s, %(connection_id)s, %(embedding)s::halfvec, %(features)s, %(now)s
where %(connection_id)s::text is null
    or exists (select from connect.connections where id = %(connection_id)s for key share)
on conflict (user_id) do update set connection_id = excluded.connection_id, embedding = excluded.embedding,
    features = excluded.features, updated_at = excluded.updated_at
"""
_STALE = """
select profile.user_id from match.profiles profile
left join match.company_index company using (user_id)
left join connect.connections site on site.user_id = profile.user_id and site.provider = 'ga4'
where profile.kind = 'company' and profile.visible and profile.user_id > %(after)s
    and (site.checked_at is not null or exists (select from match.audiences where user_id = profile.user_id))
    and (company.user_id is null or company.updated_at < site.checked_at
        or (company.features ->> 'version')::int is distinct from %(version)s)
order by profile.user_id limit %(limit)s
"""


def lock(opened: Connection, user_id: str) -> None:
    """Whoever changes what a row is made of takes turns, until the end of the transaction."""
    opened.execute(_LOCK, (f"company {user_id}",))


def reindex(opened: Connection, user_id: str, now: float) -> bool:
    """Whether the company can be found now. In the transaction of the change that it follows; repeatable."""
    lock(opened, user_id)
    audience = company_audience.default(audience_rows.kept(opened, user_id))
    if audience is None or not audience.told or opened.execute(_VISIBLE, (user_id,)).fetchone() is None:
        opened.execute("delete from match.company_index where user_id = %s", (user_id,))
        return False
    return _put(opened, user_id, audience, now)


def tend(database: Database, now: float, elapsed: Callable[[], float], batch: int = BATCH) -> int:
    """Renews rows whose GA4 was looked at since, each in a transaction of its own; how many it looked at.

    Those who tell nothing are looked at every time, and pass by. Raises as `tending.each`.
    """

    def stale(after: str, limit: int) -> list[str]:
        with database.statement() as opened:
            asked = {"version": VERSION, "after": after, "limit": limit}
            return [row[0] for row in opened.execute(_STALE, asked).fetchall()]

    def renew(user_id: str) -> None:
        with database.transaction() as opened:
            reindex(opened, user_id, now)

    return each(stale, renew, elapsed, batch)


def _put(opened: Connection, user_id: str, audience: Audience, now: float) -> bool:
    values = {
        "user_id": user_id,
        "connection_id": audience.connection_id,
        "embedding": str(list(embedding(audience.features))),
        "features": Jsonb({"version": VERSION, **mixing.encoded(audience.features)}),
        "now": datetime.fromtimestamp(now, UTC),
    }
    return opened.execute(_PUT, values).rowcount > 0
