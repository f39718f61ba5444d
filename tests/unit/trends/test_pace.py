"""Laws of the pace: never beyond the budget, never in a rest, ever longer rests, and a way back."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.trends import pace
from functions.trends.pace import DAY, FAILURES, FIRST_REST, HOLD, LONGEST_REST, Pace

NOW = 1_795_300_000.0
STEPS = st.lists(
    st.tuples(st.floats(0, 2 * DAY), st.sampled_from(["right", "wrong", "limited", "refused"])), max_size=80
)


@given(STEPS, st.integers(0, 5))
def test_whatever_comes_back_budget_and_rests_are_kept(steps: list[tuple[float, str]], daily: int) -> None:
    state, now, calls, rests_until = Pace(), NOW, Counter[int](), 0.0
    for passed, outcome in steps:
        now += passed
        charged = pace.charged(state, now, daily)
        if charged is None:
            assert now < rests_until or calls[int(now // DAY)] >= daily
            continue
        assert now >= rests_until
        calls[int(now // DAY)] += 1
        state = charged
        if outcome == "right":
            state = pace.succeeded(state)
        elif outcome != "refused":
            state = pace.failed(state, now, limited=outcome == "limited")
        rests_until = state.rests_until
    assert all(count <= daily for count in calls.values())


@given(st.integers(1, 40))
def test_rests_grow_to_their_longest(times: int) -> None:
    state, now, rests = Pace(), NOW, []
    for _ in range(times):
        state = pace.failed(state, now, limited=True)
        rests.append(state.rests_until - now)
        now = state.rests_until
    assert rests == sorted(rests)
    assert rests[0] == FIRST_REST
    assert rests[-1] == min(FIRST_REST * 2 ** (times - 1), LONGEST_REST)


def test_failures_in_a_row_begin_a_rest_and_a_success_between_does_not() -> None:
    state = Pace()
    for _ in range(FAILURES - 1):
        state = pace.failed(state, NOW, limited=False)
    assert not pace.resting(state, NOW)
    assert not pace.resting(pace.failed(pace.succeeded(state), NOW, limited=False), NOW)
    assert pace.resting(pace.failed(state, NOW, limited=False), NOW)


def test_after_a_rest_one_failure_is_enough_and_one_success_ends_it() -> None:
    state = pace.failed(Pace(), NOW, limited=True)
    later = state.rests_until
    assert pace.charged(state, later, 1)
    assert pace.failed(state, later, limited=False).rests_until == later + 2 * FIRST_REST
    healed = pace.succeeded(state)
    assert (healed.failures, healed.rests) == (0, 0)
    assert pace.failed(healed, later, limited=True).rests_until == later + FIRST_REST


def test_a_day_begins_with_a_full_budget_and_a_clock_set_back_gives_none() -> None:
    spent = Pace(day=int(NOW // DAY), spent=5)
    assert pace.charged(spent, NOW, 5) is None
    assert pace.charged(spent, NOW - DAY, 5) is None
    assert pace.charged(spent, NOW + DAY, 5) == Pace(day=spent.day + 1, spent=1)


@pytest.mark.parametrize("passed", [0.0, HOLD - 1.0])
def test_one_run_keeps_others_out_until_it_ends_or_must_be_dead(passed: float) -> None:
    held = pace.begun(Pace(spent=3), NOW)
    assert held
    assert pace.begun(held, NOW + passed) is None
    assert pace.begun(held, NOW + HOLD)
    assert pace.begun(pace.ended(held), NOW + passed)
    assert pace.ended(held) == replace(held, held_until=0.0)
