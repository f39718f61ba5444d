"""Does SQL find what Python finds? Filters, scores, order, counts and pages of an index search, on every way."""

import math
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.match import search_store
from functions.match.filters import AudienceShare, Filters, PriceSpan, Span
from functions.match.planner import Limits
from functions.match.search_store import Found, Search, SearchStore, Sort
from functions.shared.audience.buckets import AGES, GENDERS, Name
from functions.shared.database import Database
from functions.shared.matching import cells
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, MARKETS, block
from tests.store.conftest import MIGRATED, named
from tests.store.connections import NOW
from tests.store.match.crowd import CATEGORIES, CITIES, COUNTRIES, Member, crowd
from tests.store.match.passing import passes

ROUNDING = 2e-3
"""What half precision may cost a score."""
GRAPH = Limits(small=0, part=1, start_exact=1e9, start_cells=1e9)
CELLS = Limits(small=0, part=1, start_exact=1e9, start_graph=1e9, enough=1)


class Crowd(tuple[Database, list[Member]]):
    """Told briefly: a failing example says the rest."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "the crowd"


@pytest.fixture(scope="module")
def crowded(running_postgres: str) -> Iterator[Crowd]:
    with psycopg.connect(running_postgres, autocommit=True) as connection:
        connection.execute(f"create database crowded template {MIGRATED}".encode())
        database = Database(named(running_postgres, "crowded"))
        yield Crowd((database, crowd(database, 200)))
        database.close()
        connection.execute(b"drop database crowded with (force)")


def _spans(*values: float) -> st.SearchStrategy[Span]:
    return st.builds(Span, st.none() | st.sampled_from(values), st.none() | st.sampled_from(values))


_SHARES = st.one_of(
    *(
        st.builds(AudienceShare, st.just(name), st.sampled_from(buckets), st.integers(1, 19).map(lambda n: 5 * n))
        for name, buckets in (
            (Name.AGE, AGES),
            (Name.GENDER, GENDERS),
            (Name.COUNTRY, COUNTRIES),
            (Name.CITY, ("Istanbul", "izmir", "BERLIN")),
        )
    )
)
_FIELDS: dict[str, st.SearchStrategy[object]] = {
    "platforms": st.lists(st.sampled_from(("instagram", "youtube", "tiktok")), min_size=1, max_size=2).map(tuple),
    "categories": st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2).map(tuple),
    "countries": st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=2).map(tuple),
    "cities": st.lists(st.sampled_from(CITIES), min_size=1, max_size=2).map(tuple),
    "languages": st.just(("tr", "en")),
    "followers": _spans(1_000, 1_001, 25_000),
    "engagement_rate": _spans(0.01, 0.05, 0.1),
    "growth": _spans(-0.2, 0.0, 0.25, 24.0),
    "views": _spans(100_000, 500_000),
    "price": st.builds(PriceSpan, st.just("TRY"), st.sampled_from((None, 300)), st.sampled_from((None, 100, 400))),
    "verified": st.booleans(),
    "contactable": st.booleans(),
    "audience": st.lists(_SHARES, min_size=1, max_size=2).map(tuple),
    "minors_at_most": st.sampled_from((5, 10, 25, 95)),
    "confidence_at_least": st.sampled_from((0.0, 0.2, 0.4)),
    "posted_within_days": st.sampled_from((30, 100)),
    "checked_within_days": st.sampled_from((3, 20)),
    "text": st.sampled_from(("cagl", "YILMAZ anna", "h1", "!")),
}
_FILTERS = st.lists(st.sampled_from(sorted(_FIELDS)), max_size=2, unique=True).flatmap(
    lambda names: st.builds(Filters, **{name: _FIELDS[name] for name in names})
)


@st.composite
def _queries(draw: st.DrawFn) -> tuple[float, ...]:
    """Weight times √share: any audience, any weights, also none of a dimension."""
    weights = draw(st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda found: sum(found) > 0.1))
    query: list[float] = []
    for name, weight in zip(DIMENSIONS, weights, strict=True):
        amounts = draw(st.lists(st.floats(0.01, 1), min_size=2, max_size=2))
        shares = [0.0] * len(BUCKETS[name])
        shares[0], shares[-1] = amounts
        query += [weight / sum(weights) * math.sqrt(share / sum(amounts)) for share in shares]
    return tuple(query)


def _score(query: tuple[float, ...], who: Member) -> float:
    return math.fsum(one * other for one, other in zip(query, who.row.embedding, strict=True))


def _pages(store: SearchStore, wanted: Search) -> list[Found]:
    pages = [store.search(wanted)]
    while pages[-1].following:
        pages.append(
            store.search(
                Search(
                    wanted.query, wanted.filters, wanted.sort, wanted.limit, after=pages[-1].following, now=wanted.now
                )
            )
        )
    return pages


@settings(max_examples=120, deadline=None)
@given(query=_queries(), filters=_FILTERS, limit=st.integers(1, 60))
def test_the_exact_way_finds_counts_and_orders_what_passes(
    crowded: Crowd, query: tuple[float, ...], filters: Filters, limit: int
) -> None:
    database, members = crowded
    expected = {who.id: _score(query, who) for who in members if passes(who, filters)}
    found = SearchStore(database).search(Search(query, filters, limit=limit, now=NOW))
    assert (found.matched, found.exact) == (len(expected), True)
    assert len(found.hits) == min(limit, len(expected))
    best = sorted(expected.values(), reverse=True)
    for hit, score in zip(found.hits, best, strict=False):
        assert abs(hit.score - expected[hit.id]) <= ROUNDING
        assert abs(hit.score - score) <= ROUNDING
    assert list(found.hits) == sorted(found.hits, key=lambda hit: (-hit.key, hit.id))


@pytest.mark.parametrize("span", [(None, None), (300, None), (None, 150), (150, 250), (1_000, 2_000), (1, 50)])
def test_a_price_fits_where_the_ranges_touch(crowded: Crowd, span: tuple[int | None, int | None]) -> None:
    database, members = crowded
    wanted = Filters(price=PriceSpan("TRY", *span))
    found = SearchStore(database).search(Search((0.1,) * 73, wanted, limit=200, now=NOW))
    assert {hit.id for hit in found.hits} == {who.id for who in members if passes(who, wanted)}


@pytest.mark.parametrize("limits", [GRAPH, CELLS])
@settings(max_examples=60, deadline=None)
@given(query=_queries(), filters=_FILTERS, limit=st.integers(1, 60))
def test_no_way_shows_who_does_not_pass_or_too_few(
    crowded: Crowd, limits: Limits, query: tuple[float, ...], filters: Filters, limit: int
) -> None:
    database, members = crowded
    expected = {who.id: _score(query, who) for who in members if passes(who, filters)}
    found = SearchStore(database, limits).search(Search(query, filters, limit=limit, now=NOW))
    assert len(found.hits) == min(limit, len(expected))
    assert found.matched >= len(found.hits)
    if found.way == "exact":
        assert (found.matched, found.exact) == (len(expected), True)
    assert all(abs(hit.score - expected[hit.id]) <= ROUNDING for hit in found.hits)


@settings(max_examples=40, deadline=None)
@given(query=_queries(), filters=_FILTERS, limit=st.integers(3, 60), sort=st.sampled_from(Sort))
def test_pages_show_everybody_once_and_in_order(
    crowded: Crowd, query: tuple[float, ...], filters: Filters, limit: int, sort: Sort
) -> None:
    database, members = crowded
    pages = _pages(SearchStore(database), Search(query, filters, sort, limit, now=NOW))
    hits = [hit for page in pages for hit in page.hits]
    assert sorted(hit.id for hit in hits) == sorted(who.id for who in members if passes(who, filters))
    assert hits == sorted(hits, key=lambda hit: (-hit.key, hit.id))
    assert {(page.matched, page.exact) for page in pages} == {(len(hits), True)}


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("limits", [GRAPH, CELLS])
def test_pages_of_a_graph_have_no_duplicates(crowded: Crowd, limits: Limits, sort: Sort) -> None:
    database, members = crowded
    pages = _pages(SearchStore(database, limits), Search((0.1,) * 73, Filters(), sort, 25, now=NOW))
    ids = [hit.id for page in pages for hit in page.hits]
    assert len(set(ids)) == len(ids)
    assert len(ids) >= 0.99 * len(members)
    assert len({page.matched for page in pages}) == 1


def test_pages_of_cells_have_no_duplicates_and_nobody_who_does_not_pass(crowded: Crowd) -> None:
    database, members = crowded
    wanted = Filters(verified=True)
    pages = _pages(SearchStore(database, CELLS), Search((0.1,) * 73, wanted, limit=10, now=NOW))
    ids = [hit.id for page in pages for hit in page.hits]
    assert {page.way for page in pages} >= {"cells"}
    assert len(set(ids)) == len(ids)
    assert set(ids) <= {who.id for who in members if passes(who, wanted)}


@pytest.mark.parametrize("sort", Sort)
def test_a_short_page_of_a_large_table_tells_how_many_match(crowded: Crowd, sort: Sort) -> None:
    """Also where only rows above a cut are ordered, who of them were not counted."""
    database, members = crowded
    pages = _pages(SearchStore(database, GRAPH), Search((0.1,) * 73, Filters(verified=True), sort, 5, now=NOW))
    matching = sum(passes(who, Filters(verified=True)) for who in members)
    assert [page.matched for page in pages] == [pytest.approx(matching, rel=0.5)] * len(pages)


def test_a_graph_finds_the_best_ones(crowded: Crowd) -> None:
    database, _ = crowded
    wanted = Search((0.1,) * 73, Filters(contactable=True), limit=20, now=NOW)
    exact, found = SearchStore(database).search(wanted), SearchStore(database, GRAPH).search(wanted)
    assert found.way == "graph"
    assert not found.exact
    assert len({hit.id for hit in exact.hits} & {hit.id for hit in found.hits}) >= 19


def test_the_nearest_cells_hold_the_best_ones(crowded: Crowd) -> None:
    """Whom a company at home in one country finds lives there."""
    database, members = crowded
    query = list((0.01,) * 73)
    query[block(Name.COUNTRY).start + MARKETS.index("TR")] = 0.9
    wanted = Search(tuple(query), Filters(verified=True), limit=10, now=NOW)
    found = SearchStore(database, CELLS).search(wanted)
    assert found.way == "cells"
    assert not found.exact
    assert found.hits == SearchStore(database).search(wanted).hits
    assert {cells.cell(who.row.embedding) for who in members if who.id in {hit.id for hit in found.hits}} == {"TR"}


@pytest.mark.parametrize("percent", [25, 50])
def test_a_country_s_graph_is_no_reason_to_lose_who_reaches_it_from_abroad(crowded: Crowd, percent: int) -> None:
    database, members = crowded
    wanted = Filters(audience=(AudienceShare(Name.COUNTRY, "TR", percent),))
    expected = {who.id: who.row.country for who in members if passes(who, wanted)}
    assert set(expected.values()) > {"TR"}
    search = Search((0.1,) * 73, wanted, limit=10, now=NOW)
    found = SearchStore(database, GRAPH).search(search)
    assert found.way == "graph"
    assert found.hits == SearchStore(database).search(search).hits
    assert found.matched == pytest.approx(len(expected), rel=0.5)


def test_a_walk_that_ends_early_loses_its_country_to_no_other(crowded: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    database, _ = crowded
    share = Filters(audience=(AudienceShare(Name.COUNTRY, "TR", 25),))
    search = Search((0.1,) * 73, share, limit=20, now=NOW)
    whole = search_store._Searching._walk
    monkeypatch.setattr(search_store._Searching, "_walk", lambda self, graph: whole(self, graph)[:3])
    found = SearchStore(database, GRAPH).search(search)
    assert found.way == "graph"
    assert found.hits == SearchStore(database).search(search).hits
