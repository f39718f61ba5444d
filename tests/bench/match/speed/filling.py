"""How does the index come to be? From the drawn creators into our tables, then every index of theirs, timed one by one.

Foreign keys are not checked meanwhile (session_replication_role), and the indexes of the migration are made after the
rows: what is timed is building each over a full table. Then match.tend's code builds those of countries.
"""

import time
from dataclasses import dataclass

import psycopg
from psycopg import sql

from functions.match.tending import changes
from functions.match.tending_store import CountryIndexes
from functions.shared.database import Database
from functions.shared.matching import indexing

_ROWS = (
    """
    insert into connect.connections (id, user_id, provider, status, name, handle, account_id, share_with_brands,
        created_at, authorised_at, checked_at)
    select '01k' || lpad(id::text, 23, '0'), '01j' || lpad(id::text, 23, '0'), platform, 'active', 'Name of ' || id,
        'handle' || id, 'account' || id, true, now(), now(), checked_at from bench.creators
    """,
    """
    insert into match.creators (id, connection_id, user_id, platform, name, handle, followers, audience, metrics,
        checked_at, updated_at) overriding system value
    select id, '01k' || lpad(id::text, 23, '0'), '01j' || lpad(id::text, 23, '0'), platform, 'Name of ' || id,
        'handle' || id, followers, '{}', jsonb_build_object('followers', followers), checked_at, now()
    from bench.creators
    """,
    f"""
    insert into match.creator_index (id, platform, country, followers, engagement_rate, growth, views, posted_on,
        price_from, price_to, confidence, checked_at, features_version, facets, embedding)
    select id, platform, country, followers, engagement_rate, growth, views, posted_on, price_from, price_to,
        confidence, checked_at, {indexing.VERSION}, facets, embedding::halfvec(73) from bench.creators order by id
    """,
    "select setval(pg_get_serial_sequence('match.creators', 'id'), (select max(id) from match.creators))",
)
_PLAIN = (
    """
    create table bench.loop as select id, platform, country, category, followers, engagement_rate, facets,
        embedding::real[] as roots from bench.creators
    """,
    *(
        f"create index on bench.{table} {columns}"
        for table in ("creators", "loop")
        for columns in ("(country)", "(category)", "(followers)", "using gin (facets)")
    ),
    "alter table bench.creators add primary key (id)",
    "alter table bench.loop add primary key (id)",
)
"""What the plain ways search: the same creators with whole floats, and the indexes that one thinks of first."""
_INDEXES = """
select indexname, indexdef from pg_indexes where schemaname = 'match' and tablename = 'creator_index'
    and indexname <> 'creator_index_pkey' order by indexdef like '%hnsw%', indexname
"""


@dataclass(frozen=True)
class Built:
    name: str
    seconds: float
    size: int
    """Bytes."""


def fill(connection: psycopg.Connection) -> list[Built]:
    """In autocommit. Everything is vacuumed and analysed afterwards."""
    indexes = [(str(name), str(made)) for name, made in connection.execute(_INDEXES)]
    for name, _ in indexes:
        connection.execute(sql.SQL("drop index match.{}").format(sql.Identifier(name)))
    connection.execute("set session_replication_role = replica")
    started = time.perf_counter()
    for statement in _ROWS:
        connection.execute(statement.encode())
    rows = time.perf_counter() - started
    connection.execute("reset session_replication_role")
    built = [_built(connection, name, made) for name, made in indexes]
    for statement in _PLAIN:
        connection.execute(statement.encode())
    connection.execute("vacuum analyze")
    return [Built("rows of creator_index and what it refers to", rows, size(connection, "match.creator_index")), *built]


def tend(url: str, connection: psycopg.Connection) -> list[Built]:
    """The indexes of countries that match.tend makes, by its own code."""
    database = Database(url)
    try:
        indexes, built = CountryIndexes(database), list[Built]()
        for country in changes(indexes.counted(), indexes.indexed())[0]:
            started = time.perf_counter()
            indexes.make(country)
            name = f"creator_index_hnsw_{country.lower()}"
            built.append(Built(name, time.perf_counter() - started, size(connection, f"match.{name}")))
        return built
    finally:
        database.close()


def _built(connection: psycopg.Connection, name: str, made: str) -> Built:
    started = time.perf_counter()
    connection.execute(made.encode())
    return Built(name, time.perf_counter() - started, size(connection, f"match.{name}"))


def size(connection: psycopg.Connection, relation: str) -> int:
    found = connection.execute("select pg_relation_size(%s::regclass)", (relation,)).fetchone()
    return int(found[0]) if found else 0
