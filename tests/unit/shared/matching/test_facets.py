"""Do facts answer what filters ask? Thresholds are met from their boundary on, ranges miss nobody."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.matching import facets
from functions.shared.matching.facets import Fact, Ranged
from functions.shared.matching.words import folded

PERCENT = st.integers(1, 19).map(lambda step: 5 * step)


@given(st.integers(0, 400), st.integers(1, 400), PERCENT)
def test_a_share_has_reached_exactly_the_thresholds_up_to_itself(part: int, whole: int, percent: int) -> None:
    part = min(part, whole)
    held = set(facets.shares("age", {"18-24": part / whole}))
    asked = set(facets.at_least("age", "18-24", percent))
    assert bool(held & asked) is (part * 100 >= percent * whole)


@given(st.integers(0, 400), st.integers(1, 400), PERCENT)
def test_minors_up_to_the_boundary_pass(part: int, whole: int, percent: int) -> None:
    part = min(part, whole)
    assert (facets.minors(part / whole) in facets.minors_at_most(percent)) is (part * 100 <= percent * whole)


@given(st.sampled_from(Ranged), st.floats(0, 1e9), st.floats(0, 1e9) | st.none(), st.floats(0, 1e9) | st.none())
def test_whoever_lies_between_is_found_by_the_range(
    column: Ranged, value: float, least: float | None, most: float | None
) -> None:
    held = facets.ranged(column, value)
    if (least is None or value >= least) and (most is None or value <= most):
        assert held in facets.between(column, least, most)


@given(st.integers(0, 10**9), st.integers(0, 10**9) | st.none(), st.integers(0, 10**9) | st.none())
def test_a_pair_finds_whom_category_and_followers_find(value: int, least: int | None, most: int | None) -> None:
    asked = facets.between_of(["beauty", "food"], least, most)
    found = facets.ranged(Ranged.FOLLOWERS, value) in facets.between(Ranged.FOLLOWERS, least, most)
    assert (facets.paired("food", value) in asked) is found
    assert facets.paired("travel", value) not in asked


def test_abroad_is_where_a_quarter_lives_and_nobody_is_at_home() -> None:
    shares = {"TR": 0.5, "DE": 0.25, "NL": 0.2499}
    assert facets.abroad(shares, "TR") == [facets.fact(Fact.ABROAD, "DE")]
    assert facets.abroad(shares, None) == [facets.fact(Fact.ABROAD, country) for country in ("TR", "DE")]


@pytest.mark.parametrize("column", [column for column in Ranged if column is not Ranged.FOLLOWERS])
def test_a_number_as_its_column_rounds_it_lies_in_the_same_range(column: Ranged) -> None:
    for edge in facets.EDGES[column]:
        rounded = struct.unpack("f", struct.pack("f", edge))[0]
        assert facets.ranged(column, rounded) == facets.ranged(column, edge)
        assert facets.ranged(column, rounded) in facets.between(column, edge, edge)


@pytest.mark.parametrize(
    ("least", "most", "wide"),
    [(None, 10**6, True), (1_000, None, True), (50_000, None, False), (None, 500, False), (9_000, 12_000, False)],
)
def test_a_span_that_holds_what_most_have_is_wide(least: float | None, most: float | None, *, wide: bool) -> None:
    assert facets.wide(Ranged.FOLLOWERS, least, most) is wide


def test_nothing_lies_between_bounds_that_cross() -> None:
    assert facets.between(Ranged.FOLLOWERS, 10_000, 100) == []


def test_facts_are_the_same_numbers_in_every_release() -> None:
    assert facets.fact(Fact.CATEGORY, "beauty") == 762238035
    tokens = {facets.fact(kind, value) for kind in Fact for value in ("", "a", "b", "TR")}
    assert len(tokens) == 4 * len(Fact)
    assert all(0 <= token < 2**31 for token in tokens)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Çağla ÖZGÜR", ["cagla", "ozgur"]),
        ("IŞIK Işık ışık", ["isik"]),
        ("İzmir", ["izmir"]),
        ("a_b'c; drop", ["a", "b", "c", "drop"]),
        ("!?", []),
        ("x" * 50, ["x" * 40]),
    ],
)
def test_words_are_what_any_keyboard_types(written: str, words: list[str]) -> None:
    assert folded(written) == words
