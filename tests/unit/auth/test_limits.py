from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from functions.auth import limits
from functions.auth.limits import PhoneState
from functions.shared.rates import HOUR, Window

NOW = 1_800_000_000


@given(st.integers(min_value=0, max_value=4 * 10**9), st.sampled_from([60, 300, 600, 3600, 86_400]))
def test_a_full_window_opens_exactly_at_its_end(now: int, seconds: int) -> None:
    window = Window("w", "k", seconds, 5)
    wait = window.retry_after(now)
    assert 1 <= wait <= seconds
    assert window.start(now + wait) == window.start(now) + seconds
    assert window.start(now + wait - 1) == window.start(now)


def test_waits_double_within_an_hour_and_start_again_after_it() -> None:
    state, waits = PhoneState(), []
    now = NOW
    for _ in range(4):
        streak, next_send_at = limits.after_send(state, now)
        waits.append(next_send_at - now)
        state = replace(state, streak=streak, next_send_at=next_send_at, last_sent_at=now)
        now = next_send_at
    assert waits == [30, 60, 120, 240]
    assert limits.after_send(state, state.last_sent_at + HOUR) == (1, state.last_sent_at + HOUR + 30)


def test_at_most_three_codes_of_a_phone_live_at_once() -> None:
    """Waits of 30, 60 and 120 s against a life of 120 s: the reason why no live challenge must be cancelled."""
    sent, state, now = [], PhoneState(), NOW
    for _ in range(8):
        streak, next_send_at = limits.after_send(state, now)
        state = replace(state, streak=streak, next_send_at=next_send_at, last_sent_at=now)
        sent.append(now)
        assert sum(1 for moment in sent if now - moment < 120) <= 3
        now = next_send_at


def test_a_hundred_failures_in_a_row_rest_the_phone_for_a_day() -> None:
    state = PhoneState(failures=99, last_failure_at=NOW)
    assert limits.send_wait(state, NOW) == 0
    locked = replace(state, failures=100)
    assert limits.send_wait(locked, NOW) == limits.LOCKOUT
    assert limits.send_wait(locked, NOW + limits.LOCKOUT) == 0


@given(st.integers(min_value=-5, max_value=100_000))
def test_the_shards_of_the_budget_add_up_to_it(budget: int) -> None:
    windows = limits.budget_windows(budget)
    assert sum(window.limit for window in windows) == max(0, budget)
    assert len({window.key for window in windows}) == len(windows) <= limits.BUDGET_SHARDS
