"""Is the last post the last rise of the count, and unknown where no rise was seen?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.posting import last_rise
from tests.posting import SEEN

DAY = date(2026, 11, 1)


@pytest.mark.parametrize(("steps", "expected"), SEEN.values(), ids=SEEN.keys())
def test_the_last_rise_is_the_day_last_seen_to_post(steps: list[tuple[date, float]], expected: date | None) -> None:
    assert last_rise(steps) == expected
    assert last_rise(reversed(steps)) == expected


@given(counts=st.lists(st.integers(0, 5), max_size=12), again=st.integers(0, 5))
def test_days_on_which_nothing_changed_change_nothing(counts: list[int], again: int) -> None:
    """Steps leave such days out; a series with a value each day says the same."""
    daily = [(DAY + timedelta(days=at), float(count)) for at, count in enumerate(counts)]
    steps = [each for at, each in enumerate(daily) if at == 0 or each[1] != daily[at - 1][1]]
    assert last_rise(steps) == last_rise(daily)


@given(counts=st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_a_new_post_today_is_what_was_seen_last(counts: list[int]) -> None:
    steps = [(DAY + timedelta(days=at), float(count)) for at, count in enumerate(counts)]
    today = steps[-1][0] + timedelta(days=1)
    assert last_rise([*steps, (today, steps[-1][1] + 1)]) == today
    assert last_rise([*steps, (today, steps[-1][1] - 1)]) == last_rise(steps)
