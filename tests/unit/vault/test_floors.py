"""How the floor of a feed rises: past what is too old, never past what can still be read, never down."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core.head import CHANGES_KEPT
from functions.vault.feed.floors import risen
from tests.unit.vault.samples import NOW, head


@given(st.lists(st.floats(0, 2 * CHANGES_KEPT), max_size=20), st.integers(0, 20), st.sets(st.integers(1, 20)))
def test_what_can_be_read_stays_and_what_is_too_old_goes(ages: list[float], floor: int, gone: set[int]) -> None:
    """Oldest first; `gone` are rows that the table has removed already."""
    at = [NOW - age for age in sorted(ages, reverse=True)]
    before = replace(head(), seq=len(at), floor=min(floor, len(at)))
    readable = [number for number, moment in enumerate(at, 1) if moment + CHANGES_KEPT > NOW]
    left = [(number, at[number - 1]) for number in range(before.floor + 1, len(at) + 1)]
    left = [(number, moment) for number, moment in left if number not in gone or number in readable]
    after, due = risen(before, left, NOW)
    assert before.floor <= after <= before.seq
    assert after == max(before.floor, readable[0] - 1 if readable else before.seq)
    assert NOW < due <= NOW + CHANGES_KEPT
