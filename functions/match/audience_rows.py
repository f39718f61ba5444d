"""What is kept of a company's audiences, and what did GA4 tell of its site? Queries within a transaction of others.

All of one user comes in one round trip: the saved definitions, the newest snapshot of the own GA4, the home country.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Jsonb

from functions.match.company_audience import Definition, Form, Ga4Users, Kept, Saved, Site, definition
from functions.shared.audience import snapshot
from functions.shared.audience.distribution import Dimension
from functions.shared.database import Connection

_KEPT = """
select
    (select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'definition', definition, 'is_default', is_default,
         'updated_at', extract(epoch from updated_at)) order by created_at, id)
     from match.audiences where user_id = %(user_id)s),
    (select countries[1] from match.profiles where user_id = %(user_id)s),
    site.id, site.property_name, site.checked_at, site.body
from (select) nothing
left join lateral (
    select c.id, c.property_name, c.checked_at, s.body
    from connect.connections c
    cross join lateral (
        select body::text as body from connect.snapshots
        where connection_id = c.id order by fetched_at desc, id desc limit 1
    ) s
    where c.user_id = %(user_id)s and c.provider = 'ga4'
) site on true
"""
_UNMARK = "update match.audiences set is_default = false where user_id = %s and is_default and id <> %s"
_PUT = """
insert into match.audiences (id, user_id, name, definition, is_default, created_at, updated_at)
values (%(id)s, %(user_id)s, %(name)s, %(definition)s, %(is_default)s, %(updated_at)s, %(updated_at)s)
on conflict (id) do update set name = excluded.name, definition = excluded.definition,
    is_default = excluded.is_default, updated_at = excluded.updated_at
"""


def kept(opened: Connection, user_id: str) -> Kept:
    row = opened.execute(_KEPT, {"user_id": user_id}).fetchone()
    if row is None:
        return Kept()
    saved, home, connection_id, property_name, checked_at, body = row
    site = None
    if connection_id is not None:
        told = _dimensions(body)
        site = Site(connection_id, property_name or "", told, checked_at.timestamp() if checked_at else None)
    return Kept(tuple(_saved(each) for each in saved or ()), site, home)


def put(opened: Connection, user_id: str, saved: Saved) -> None:
    if saved.is_default:
        opened.execute(_UNMARK, (user_id, saved.id))
    values = {
        "id": saved.id,
        "user_id": user_id,
        "name": saved.name,
        "definition": Jsonb(members(saved.definition)),
        "is_default": saved.is_default,
        "updated_at": datetime.fromtimestamp(saved.updated_at, UTC),
    }
    opened.execute(_PUT, values)


def remove(opened: Connection, user_id: str, audience_id: str) -> None:
    opened.execute("delete from match.audiences where user_id = %s and id = %s", (user_id, audience_id))


def members(wanted: Definition) -> dict[str, Any]:
    """As the API takes it, and as `company_audience.definition` reads it."""
    if isinstance(wanted, Ga4Users):
        return {"kind": "ga4", "users": wanted.users}
    if isinstance(wanted, Form):
        return {"kind": "form", "dimensions": {name: dict(shares) for name, shares in wanted.shares.items()}}
    parts = [{"audience_id": audience_id, "weight": weight} for audience_id, weight in wanted.parts]
    return {"kind": "mixture", "parts": parts}


def _saved(row: Mapping[str, Any]) -> Saved:
    return Saved(row["id"], row["name"], definition(row["definition"]), row["is_default"], float(row["updated_at"]))


def _dimensions(body: str) -> tuple[Dimension, ...]:
    """A snapshot that cannot be read tells nothing."""
    try:
        return snapshot.decode(body).dimensions
    except ValueError:
        return ()
