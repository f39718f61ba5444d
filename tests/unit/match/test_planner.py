"""Is the cheaper way chosen? From what a sample says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.planner import ANYWHERE, NEAR, Estimate, Leaned, Limits, Sampled, Table, parts

MILLION = Table(1_000_000, frozenset({"TR", "US"}))


def _estimate(hits: int, first: int, last: int, near: int = NEAR) -> Estimate:
    return Estimate(MILLION, 250.0, {ANYWHERE: Sampled(4_000, hits, near, first, last)})


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
    assert estimate.exact().cost < estimate.graph(51).cost
    assert not estimate.may_lean


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


def test_leaning_is_chosen_by_its_own_walk() -> None:
    estimate = _estimate(400, 900, 980)
    near, far = Leaned(0.3, "[0.3]", 2, 30, 20), Leaned(0.4, "[0.4]", 1, 2_000, 300)
    plan = estimate.leaning(51, [near, far])
    assert [graph.query for graph in plan.graphs] == ["[0.3]"]
    assert plan.cost < estimate.graph(51).cost
    assert plan.graphs[0].fetch >= 51 * 20 / NEAR


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        ((), [ANYWHERE]),
        (("TR",), ["TR"]),
        (("US", "TR", "TR"), ["TR", "US"]),
        (("TR", "NL"), [ANYWHERE]),
        (("XX",), [ANYWHERE]),
    ],
)
def test_countries_with_indexes_answer_for_themselves(countries: tuple[str, ...], expected: list[str]) -> None:
    assert parts(MILLION, countries) == expected
