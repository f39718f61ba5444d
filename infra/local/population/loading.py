"""How do made-up people get into a database? Batches by COPY, each one transaction; what is there already stays.

A load within RESTING days of the last one writes no creator; a later one adds what would have been told since.
Index rows come from the code that writes them for real people: shared/creators.py and match/company_rows.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, LiteralString

from psycopg import sql
from psycopg.types.json import Jsonb

from functions.match import company_rows
from functions.shared import creators
from functions.shared.database import Connection, Database
from infra.local.population import rows
from infra.local.population.companies import Company
from infra.local.population.ids import PREFIX
from infra.local.population.people import Account, Person
from infra.local.population.profiles import Profile, profile

BATCH = 250
"""Persons a transaction."""
RESTING = 3
"""Days: who starts the platform every day does not pay for it every day."""
_CONNECTIONS: LiteralString = """
insert into connect.connections as known
    (id, user_id, provider, status, account_id, name, handle, share_with_brands, created_at, authorised_at, checked_at,
     verified_at)
select id, user_id, provider, 'active', account_id, name, handle, true, created_at::timestamptz,
    authorised_at::timestamptz, checked_at::timestamptz, checked_at::timestamptz
from given
on conflict (id) do update set checked_at = excluded.checked_at, verified_at = excluded.verified_at,
    account_id = excluded.account_id, name = excluded.name, handle = excluded.handle
"""
_CONSENTS: LiteralString = """
insert into connect.consents (id, connection_id, granted, wording, decided_at)
select id, connection_id, true, wording, decided_at::timestamptz from given on conflict (id) do nothing
"""
_SNAPSHOTS: LiteralString = """
insert into connect.snapshots (connection_id, fetched_at, content_hash, body)
select given.connection_id, given.fetched_at::timestamptz, given.content_hash, given.body::jsonb
from given
left join lateral (
    select content_hash from connect.snapshots where connection_id = given.connection_id
    order by fetched_at desc, id desc limit 1
) newest on true
where newest.content_hash is distinct from given.content_hash
"""
_METRICS: LiteralString = """
insert into connect.metrics (connection_id, metric, day, value)
select connection_id, metric, day::date, value::float8 from given on conflict do nothing
"""
_STEP = ("connection_id", "metric", "day", "value")
_PROFILE = """
insert into match.profiles as known
    (user_id, kind, display_name, bio, categories, countries, languages, city, links, contact_email, price_from,
     price_to, currency, visible, created_at, updated_at)
values (%(user_id)s, %(kind)s, %(display_name)s, %(bio)s, %(categories)s, %(countries)s, %(languages)s, %(city)s,
    %(links)s, %(contact_email)s, %(price_from)s, %(price_to)s, %(currency)s, %(visible)s, %(now)s, %(now)s)
on conflict (user_id) do nothing
"""
_AUDIENCE = """
insert into match.audiences (id, user_id, name, definition, is_default, created_at, updated_at)
values (%(id)s, %(user_id)s, %(name)s, %(definition)s, true, %(now)s, %(now)s)
on conflict (id) do update set updated_at = excluded.updated_at
"""
_REMOVED = (
    "delete from connect.connections where id like %s",
    "delete from match.profiles where user_id like %s",
    "delete from match.audiences where user_id like %s",
    "delete from match.company_index where user_id like %s",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows that are new or changed."""

    accounts: int = 0
    companies: int = 0


def load(database: Database, people: Iterable[Person], companies: Iterable[Company], now: float) -> Loaded:
    """Raises Problem(unavailable) while Postgres is not there."""
    accounts = sum(_load_batch(database, batch, now) for batch in _batches(people))
    with database.transaction() as opened:
        made = sum(_load_company(opened, company, now) for company in companies)
    return Loaded(accounts, made)


def remove(database: Database) -> int:
    """All who are made up, with everything about them; how many accounts and companies."""
    with database.transaction() as opened:
        gone = [opened.execute(statement.encode(), (f"{PREFIX}%",)).rowcount for statement in _REMOVED]
    return gone[0] + gone[-1]


def _load_batch(database: Database, people: Sequence[Person], now: float) -> int:
    with database.transaction() as opened:
        opened.prepare_threshold = 1  # the same few statements for everybody: planned once, not for each
        known = _known(opened, [account.connection_id for person in people for account in person.accounts])
        fresh = [
            rows.stored(person, account, now, known.get(account.connection_id))
            for person in people
            for account in person.accounts
            if _is_late(known, person, account, now)
        ]
        if fresh:
            _write(opened, people, fresh, now)
    return len(fresh)


def _is_late(known: Mapping[str, date], person: Person, account: Account, now: float) -> bool:
    wanted = rows.checked_at(person.number, account.platform, now).date()
    stored = known.get(account.connection_id)
    return stored is None or (wanted - stored).days >= RESTING


def _known(opened: Connection, ids: Sequence[str]) -> dict[str, date]:
    """Up to which day each account's numbers are there; without those whose numbers the retention has taken."""
    found = opened.execute(
        "select id, checked_at from connect.connections c where id = any(%s) and checked_at is not null"
        " and exists (select from connect.snapshots where connection_id = c.id)",
        (list(ids),),
    )
    return {connection_id: checked.astimezone(UTC).date() for connection_id, checked in found}


def _write(opened: Connection, people: Sequence[Person], fresh: Sequence[rows.Stored], now: float) -> None:
    """Profiles first: an index row is made of both."""
    for person in people:
        if (said := profile(person)) is not None:
            _put_profile(opened, said, now)
    steps = [(each.connection[0], step.metric, step.day, step.value) for each in fresh for step in each.steps]
    for columns, listed, statement in (
        (rows.CONNECTION, [each.connection for each in fresh], _CONNECTIONS),
        (rows.CONSENT, [each.consent for each in fresh], _CONSENTS),
        (rows.SNAPSHOT, [each.snapshot for each in fresh if each.snapshot], _SNAPSHOTS),
        (_STEP, steps, _METRICS),
    ):
        _copy(opened, columns, listed, statement)
    for each in fresh:
        creators.publish(opened, str(each.connection[0]), youtube_derived=True)


def _copy(
    opened: Connection, columns: Sequence[str], listed: Iterable[Sequence[Any]], statement: LiteralString
) -> None:
    """Through a table that is there for this alone: what is known already meets `on conflict`."""
    fields = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in columns)
    opened.execute(sql.SQL("create temporary table given ({}) on commit drop").format(fields))
    with opened.cursor() as cursor, cursor.copy("copy given from stdin") as copy:
        for row in listed:
            copy.write_row(row)
    opened.execute(statement)
    opened.execute("drop table given")


def _load_company(opened: Connection, company: Company, now: float) -> bool:
    _put_profile(opened, company.profile, now)
    values = {
        "id": company.audience_id,
        "user_id": company.profile.user_id,
        "name": company.audience_name,
        "definition": Jsonb({"kind": "form", "dimensions": company.shares}),
        "now": datetime.fromtimestamp(now, UTC),
    }
    opened.execute(_AUDIENCE, values)
    return company_rows.reindex(opened, company.profile.user_id, now)


def _put_profile(opened: Connection, said: Profile, now: float) -> None:
    lowest, highest, currency = said.price or (None, None, None)
    values = {
        "user_id": said.user_id,
        "kind": said.kind,
        "display_name": said.display_name,
        "bio": said.bio,
        "categories": list(said.categories),
        "countries": list(said.countries),
        "languages": list(said.languages),
        "city": said.city,
        "links": Jsonb(list(said.links)),
        "contact_email": said.contact_email,
        "price_from": lowest,
        "price_to": highest,
        "currency": currency,
        "visible": said.visible,
        "now": datetime.fromtimestamp(now, UTC),
    }
    opened.execute(_PROFILE, values)


def _batches(people: Iterable[Person]) -> Iterator[Sequence[Person]]:
    listed = iter(people)
    while batch := tuple(islice(listed, BATCH)):
        yield batch
