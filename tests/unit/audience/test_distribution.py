import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.buckets import MINORS, OTHER, Name
from functions.shared.audience.distribution import (
    Dimension,
    Reason,
    Source,
    State,
    Tally,
    Unit,
    Window,
    tallied,
)
from tests.unit.audience.samples import NAMED_ROWS, PULL, TODAY, dimension

NEARLY = pytest.approx(1, abs=1e-9)


@given(NAMED_ROWS)
def test_nothing_is_lost(named: tuple[Name, list[tuple[str, float]]]) -> None:
    name, rows = named
    tally = tallied(name, rows)
    parts = tally.known_n + tally.unknown_n + tally.other_n + tally.minors_n
    assert parts == pytest.approx(math.fsum(amount for _, amount in rows), rel=1e-12)
    assert tally.total_n == pytest.approx(parts, rel=1e-12)
    assert tally.unrecognised_n <= tally.unknown_n


@given(NAMED_ROWS.flatmap(lambda named: st.tuples(st.just(named), st.permutations(named[1]))))
def test_the_order_of_rows_means_nothing(
    drawn: tuple[tuple[Name, list[tuple[str, float]]], list[tuple[str, float]]],
) -> None:
    (name, rows), permuted = drawn
    assert tallied(name, rows) == tallied(name, permuted)


@given(NAMED_ROWS, st.floats(0, 1e12), st.booleans())
def test_shares_sum_to_one_or_there_are_none(
    named: tuple[Name, list[tuple[str, float]]],
    people: float,
    cut: bool,  # noqa: FBT001
) -> None:
    found = dimension(*named, population=people, cut=cut)
    if found.state is State.VALUE:
        assert math.fsum(found.shares.values()) == NEARLY
        assert found.sample_size >= 0
        assert 0 <= found.matched_sample_size <= found.sample_size
    else:
        assert found.reason is not None
        assert found.shares == {}
        assert found.sample_size == found.matched_sample_size == 0
    if found.matched_shares:
        assert math.fsum(found.matched_shares.values()) == NEARLY
    assert 0 <= found.minors_share <= 1


@given(NAMED_ROWS, st.floats(0, 1e12), st.booleans())
def test_a_remainder_is_added_and_takes_from_nobody(
    named: tuple[Name, list[tuple[str, float]]],
    people: float,
    cut: bool,  # noqa: FBT001
) -> None:
    before, after = tallied(*named), dimension(*named, population=people, cut=cut).tally
    assert after.amounts == before.amounts
    assert after.minors_n == before.minors_n
    assert after.total_n == pytest.approx(max(before.total_n, people if before.total_n else 0), rel=1e-9)


@given(NAMED_ROWS, st.sampled_from([2.0, 10.0, 0.5]))
def test_more_people_of_the_same_kind_are_the_same_shares(
    named: tuple[Name, list[tuple[str, float]]], factor: float
) -> None:
    name, rows = named
    shares = dimension(name, rows).shares
    assert dimension(name, [(bucket, amount * factor) for bucket, amount in rows]).shares == pytest.approx(shares)


def test_minors_stay_outside_and_are_told() -> None:
    found = dimension(Name.AGE, [("13-17", 25), ("18-24", 50), ("65+", 25)])
    assert found.shares == {"18-24": 2 / 3, "65+": 1 / 3}
    assert MINORS not in found.matched_shares
    assert found.minors_share == 0.25
    assert found.sample_size == 75


def test_what_matching_leaves_out_takes_its_part_of_the_sample_along() -> None:
    found = dimension(Name.GENDER, [("female", 60), ("male", 20), ("user_specified", 20)])
    assert found.shares["user_specified"] == 0.2
    assert found.matched_shares == {"female": 0.75, "male": 0.25}
    assert (found.sample_size, found.matched_sample_size) == (100, 80)


def test_a_cut_list_has_an_other_that_is_no_known_country() -> None:
    found = dimension(Name.COUNTRY, [("TR", 60), ("DE", 10)], denominator=90, population=100, cut=True)
    assert (found.tally.other_n, found.tally.unknown_n) == (20, 10)
    assert found.other_share == found.shares[OTHER] == pytest.approx(20 / 90)
    assert found.truncated


def test_a_whole_list_that_is_short_of_people_has_unknown_ones() -> None:
    found = dimension(Name.COUNTRY, [("TR", 60), ("DE", 10)], population=100)
    assert (found.tally.other_n, found.tally.unknown_n) == (0, 30)
    assert not found.truncated


@pytest.mark.parametrize("rows", [[("unknown", 5.0)], [("13-17", 5.0)], [("nonsense", 5.0)]])
def test_nobody_known_is_suppressed_and_still_counted(rows: list[tuple[str, float]]) -> None:
    found = dimension(Name.AGE, rows, population=8)
    assert (found.state, found.reason) == (State.SUPPRESSED, Reason.NOTHING_KNOWN)
    assert found.tally.total_n == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.VALUE},
        {"state": State.SUPPRESSED},
        {"state": State.VALUE, "reason": Reason.NO_DATA, "tally": Tally({"TR": 1.0})},
        {"state": State.UNAVAILABLE, "reason": Reason.FAILED, "tally": Tally({"TR": 1.0})},
        {"state": State.UNAVAILABLE, "reason": Reason.FAILED, "sample_size": 1.0},
        {"state": State.VALUE, "tally": Tally({"TR": -1.0})},
        {"state": State.VALUE, "tally": Tally({"TR": math.nan})},
        {"state": State.VALUE, "tally": Tally({"TR": 1.0}), "sample_size": -1.0},
        {"state": State.VALUE, "tally": Tally({"TR": 1.0}), "sampling_rate": 0.0},
    ],
)
def test_what_breaks_a_law_cannot_be_made(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Dimension(name=Name.COUNTRY, source=Source("ga4", "x"), pull=PULL, unit=Unit.PEOPLE, **wrong)


def test_a_window_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="before"):
        Window(TODAY, PULL.window.start)
