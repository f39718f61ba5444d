"""Is the cheaper way chosen? From what a sample says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.filters import AudienceShare, Filters
from functions.match.planner import ANYWHERE, CELLS, NEAR, Estimate, Limits, Parts, Sampled, Table, parts
from functions.shared.audience.buckets import Name

MILLION = Table(1_000_000, frozenset({"TR", "US"}))


def _estimate(hits: int, first: int, last: int, near: int = NEAR, cells: tuple[float, ...] = ()) -> Estimate:
    return Estimate(MILLION, 250.0, {ANYWHERE: Sampled(4_000, hits, near, first, last, cells)})


@pytest.mark.parametrize(
    ("hits", "first", "last", "graph"),
    [
        (2_000, 1, 15, True),  # a half, anywhere
        (400, 8, 75, True),  # a tenth, anywhere
        (40, 90, 800, False),  # 1 %, anywhere: fewer are scored than would be walked
        (400, 900, 980, False),  # a tenth, all of it far down
        (20, 1, 9, True),  # few, all of them on top
    ],
)
def test_where_matches_lie_decides_not_only_how_many(hits: int, first: int, last: int, *, graph: bool) -> None:
    estimate = _estimate(hits, first, last)
    assert (estimate.graph(51).cost < estimate.exact().cost) is graph


def test_without_matches_in_the_sample_the_answer_is_exact() -> None:
    estimate = Estimate(MILLION, 250.0, {ANYWHERE: Sampled(4_000, 0, 0, 0, 0)})
    assert estimate.exact().matched is None
    assert estimate.best(51, walk=True) == estimate.exact()


@given(
    st.integers(0, 4_000),
    st.integers(1, 4_000),
    st.integers(0, 4_000),
    st.integers(0, NEAR),
    st.integers(1, 1_001),
)
def test_a_plan_is_always_possible(hits: int, first: int, more: int, near: int, wanted: int) -> None:
    estimate = _estimate(hits, first, first + more, near)
    plan = estimate.graph(wanted)
    assert plan.cost >= 0
    assert all(graph.fetch >= wanted and 1_000 <= graph.scan <= Limits().farthest for graph in plan.graphs)


@pytest.mark.parametrize(
    ("inside", "count"),
    [
        ((0.05, 0.1, 0.2, 0.3, 0.5), 1),
        ((0.001, 0.004, 0.02, 0.3, 0.5), 4),
        ((0.0, 0.0, 0.0, 0.0, 0.0), 0),  # none lies near
        ((), 0),  # nobody asked
    ],
)
def test_as_many_cells_are_looked_into_as_hold_enough(inside: tuple[float, ...], count: int) -> None:
    estimate = _estimate(400, 900, 980, cells=inside)
    plan = estimate.best(51, walk=False)
    assert plan.cells == count
    if count:
        assert inside[CELLS.index(count)] * 100_000 >= Limits().enough * 51
        assert plan.cost < estimate.exact().cost


def test_who_is_scored_beside_a_graph_counts_and_costs() -> None:
    part = {"TR": Sampled(100, 90, NEAR, 1, 9)}
    alone, beside = Estimate(MILLION, 250.0, part), Estimate(MILLION, 250.0, part, beside=40)
    assert beside.matched - alone.matched == 10_000
    assert beside.graph(51).cost - alone.graph(51).cost == pytest.approx(10_000 * Limits().exact)


def test_beyond_the_first_pages_no_graph_is_walked() -> None:
    estimate = _estimate(2_000, 1, 15)
    assert estimate.best(51, walk=True).graphs
    assert not estimate.best(51, walk=False).graphs


def _share(bucket: str, at_least: int, name: Name = Name.COUNTRY) -> AudienceShare:
    return AudienceShare(name, bucket, at_least)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filters(), Parts()),
        (Filters(countries=("TR",)), Parts(("TR",))),
        (Filters(countries=("US", "TR", "TR")), Parts(("TR", "US"))),
        (Filters(countries=("TR", "NL")), Parts()),
        (Filters(countries=("XX",)), Parts()),
        (Filters(audience=(_share("TR", 25),)), Parts(("TR",), "TR")),
        (Filters(audience=(_share("TR", 25), _share("US", 40))), Parts(("US",), "US")),
        (Filters(countries=("TR",), audience=(_share("US", 40),)), Parts(("TR",))),
        (Filters(countries=("NL",), audience=(_share("TR", 40),)), Parts()),
        (Filters(audience=(_share("TR", 20),)), Parts()),  # many have as many of them elsewhere
        (Filters(audience=(_share("NL", 40),)), Parts()),
        (Filters(audience=(_share("female", 40, Name.GENDER),)), Parts()),
    ],
)
def test_countries_with_indexes_answer_for_themselves(wanted: Filters, expected: Parts) -> None:
    assert parts(MILLION, wanted) == expected
