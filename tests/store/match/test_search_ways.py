"""Does a search go the way that was planned? What PostgreSQL and pgvector make of our settings, and of small tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest

from functions.match import sample_store, search_way
from functions.match.filters import Filters, Span
from functions.match.planner import Limits
from functions.match.search_store import Search, SearchStore, Sort
from functions.shared import creators
from functions.shared.database import Database
from tests.store.connections import NOW
from tests.store.match.crowd import Member, crowd

QUERY = (0.1,) * 73
GRAPH = Limits(small=0, part=1, start_exact=1e9, start_cells=1e9)


@pytest.fixture
def members(database: Database) -> list[Member]:
    return crowd(database, 60)


@contextmanager
def _way(database: Database, *, graph: bool) -> Iterator[psycopg.Connection]:
    """A transaction in which the store has set the way, and in which a warning is an error."""
    with database.transaction() as opened:
        told: list[str] = []
        opened.add_notice_handler(lambda notice: told.append(str(notice.message_primary)))
        search_way.force(opened, graph=graph, scan=12_345, fetch=200)
        yield opened
        assert told == []


def _plan(opened: psycopg.Connection, where: str) -> str:
    statement = (
        "explain select id from match.creator_index creator where "
        f"{where} order by creator.embedding <#> %s::halfvec limit 5"
    )
    return "\n".join(row[0] for row in opened.execute(statement.encode(), (str(list(QUERY)),)).fetchall())


def test_pgvector_knows_every_setting(database: Database) -> None:
    with _way(database, graph=True) as opened:
        opened.execute("select '[1]'::vector")
        names = ("iterative_scan", "ef_search", "max_scan_tuples", "scan_mem_multiplier")
        found = [opened.execute(f"show hnsw.{name}".encode()).fetchall()[0][0] for name in names]
        known = opened.execute("select count(*) from pg_settings where name like 'hnsw.%'").fetchall()[0][0]
    assert found == ["relaxed_order", "600", "12345", "8"]
    assert known == len(names)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ("true", "creator_index_hnsw on"),
        ("facets && '{1}'::int[]", "creator_index_hnsw on"),
        ("creator.country = 'TR'", "creator_index_hnsw_tr on"),
    ],
)
def test_the_graph_is_walked_whatever_else_could_be_done(
    database: Database, members: list[Member], where: str, index: str
) -> None:
    with _way(database, graph=True) as opened:
        assert index in _plan(opened, where)


def test_settings_end_with_the_search(database: Database, members: list[Member]) -> None:
    SearchStore(database, GRAPH).search(Search(QUERY, now=NOW))
    with database.transaction() as opened:
        found = [
            opened.execute(f"show {name}".encode()).fetchall()[0][0]
            for name in ("enable_seqscan", "hnsw.iterative_scan")
        ]
    assert found == ["on", "off"]


def test_an_empty_table_has_nothing(database: Database) -> None:
    for limits in (Limits(), GRAPH):
        for sort in Sort:
            found = SearchStore(database, limits).search(Search(QUERY, Filters(text="x"), sort, now=NOW))
            assert (found.hits, found.matched, found.following) == ((), 0, None)


@pytest.mark.parametrize("analysed", [False, True])
def test_size_is_known_before_and_after_the_first_analyze(
    database: Database, members: list[Member], *, analysed: bool
) -> None:
    with database.statement() as opened:
        if analysed:
            opened.execute("analyze match.creator_index")
        table = sample_store.table(opened)
    assert len(members) / 3 <= table.rows <= 3 * len(members)
    assert table.countries == {"TR"}


def test_an_index_that_is_not_finished_is_not_used(database: Database) -> None:
    with database.statement() as opened:
        opened.execute(
            "update pg_index set indisvalid = false where indexrelid = 'match.creator_index_hnsw_tr'::regclass"
        )
        assert sample_store.table(opened).countries == frozenset()


@pytest.mark.parametrize("limits", [Limits(), GRAPH])
def test_who_withdraws_is_found_no_more(database: Database, members: list[Member], limits: Limits) -> None:
    store = SearchStore(database, limits)
    gone = store.search(Search(QUERY, limit=1, now=NOW)).hits[0].id
    with database.transaction() as opened:
        creators.withdraw(
            opened,
            opened.execute("select connection_id from match.creators where id = %s", (gone,)).fetchall()[0][0],
        )
    found = store.search(Search(QUERY, limit=100, now=NOW))
    assert {hit.id for hit in found.hits} == {who.id for who in members} - {gone}


def test_several_countries_with_indexes_of_their_own_are_walked_one_by_one(
    database: Database, members: list[Member]
) -> None:
    with database.statement() as opened:
        opened.execute(
            "create index creator_index_hnsw_us on match.creator_index using hnsw (embedding halfvec_ip_ops)"
            " where country = 'US'"
        )
    wanted = Search(QUERY, Filters(countries=("US", "TR"), followers=Span(900)), limit=5, now=NOW)
    found, exact = SearchStore(database, GRAPH).search(wanted), SearchStore(database).search(wanted)
    assert found.way == "graph"
    assert found.hits == exact.hits


def test_an_index_that_was_dropped_is_missed_by_no_search(database: Database, members: list[Member]) -> None:
    """What is known of the table is a minute old at most; until then a search finds what it found before."""
    store, wanted = SearchStore(database, GRAPH), Search(QUERY, Filters(countries=("TR",)), limit=5, now=NOW)
    before = store.search(wanted)
    with database.statement() as opened:
        opened.execute("drop index match.creator_index_hnsw_tr")
    assert store.search(replace(wanted, now=NOW + 59)).hits == before.hits
    assert store._table[1].countries == {"TR"}
    assert store.search(replace(wanted, now=NOW + 60)).hits == before.hits
    assert store._table[1].countries == frozenset()
