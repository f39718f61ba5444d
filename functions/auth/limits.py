"""How often may it be tried? The windows and waits of `docs/auth.md`; pure. Values after the field's practice: Twilio
5 per 10 minutes, AWS Notify 10 per day, NIST SP 800-63B at most 100 consecutive failures.
"""

from dataclasses import dataclass

from functions.auth.users import User
from functions.shared.rates import DAY, HOUR, MINUTE, Window

COOLDOWN = 30
"""Seconds between the first two codes to a phone; doubles with each further one within an hour."""
CONSECUTIVE_FAILURES = 100
LOCKOUT = DAY
"""Seconds that a phone rests after each further failure once it has `CONSECUTIVE_FAILURES` of them in a row."""
PHONES_PER_NETWORK = 5
"""Different phones that one address may ask codes for within an hour."""
BUDGET_SHARDS = 10
"""The daily budget is counted in shards: one hot row takes about 1,000 writes a second."""


def send_windows(phone_hash: str, network_hash: str, budget: Window) -> list[Window]:
    """What one SMS is charged on. Turkish mobile networks share addresses (CGNAT): not below 10 in 10 minutes."""
    return [
        Window("send-phone-hour", phone_hash, HOUR, 5),
        Window("send-phone-day", phone_hash, DAY, 10),
        Window("send-network", network_hash, 10 * MINUTE, 10),
        Window("send-network-day", network_hash, DAY, 60),
        budget,
    ]


def budget_windows(daily_budget: int) -> list[Window]:
    """The day's budget in shards that add up to it exactly; none when nothing may be sent."""
    share, rest = divmod(max(0, daily_budget), BUDGET_SHARDS)
    shards = [Window("budget", str(shard), DAY, share + (shard < rest)) for shard in range(BUDGET_SHARDS)]
    return [window for window in shards if window.limit]


def phones_window(network_hash: str) -> Window:
    """Counts different phones, not requests."""
    return Window("phones", network_hash, HOUR, PHONES_PER_NETWORK)


def failure_windows(phone_hash: str, network_hash: str) -> list[Window]:
    """What one wrong code is charged on; when one of them is full, right and wrong codes are refused alike."""
    return [
        Window("fail-phone-hour", phone_hash, HOUR, 10),
        Window("fail-phone-day", phone_hash, DAY, 20),
        Window("fail-network", network_hash, 5 * MINUTE, 30),
    ]


@dataclass(frozen=True, slots=True)
class PhoneState:
    """What is remembered of a phone. `epoch` counts successes; `failures` are consecutive, over all its codes."""

    owner: User | None = None
    epoch: int = 0
    last_sent_at: int = 0
    next_send_at: int = 0
    streak: int = 0
    failures: int = 0
    last_failure_at: int = 0


def send_wait(state: PhoneState, now: int) -> int:
    """Seconds until a next code may be sent to the phone; 0 means now."""
    locked = state.failures >= CONSECUTIVE_FAILURES
    lockout_left = state.last_failure_at + LOCKOUT - now if locked else 0
    return max(0, state.next_send_at - now, lockout_left)


def after_send(state: PhoneState, now: int) -> tuple[int, int]:
    """(streak, next_send_at) once a code has gone out: waits of 30, 60, 120 … seconds within an hour."""
    streak = state.streak + 1 if now - state.last_sent_at < HOUR else 1
    return streak, now + COOLDOWN * 2 ** min(streak - 1, 6)
