"""How fast may Google Trends be asked? A daily budget, a circuit breaker, one run at a time, in one value; pure.

    closed    calls are taken from the day's budget                  success: failures = 0, rests = 0
    resting   after 429 or three failures in a row, no call at all   for 4 h, 8 h, 16 h, 32 h, then 48 h
    trying    the rest is over: one failure, and it is a longer one

Google publishes no limit for these addresses; those who ask from a cloud are cut off early (pytrends, issue 625).
"""

from dataclasses import dataclass, replace

DAY = 86_400
FAILURES = 3
FIRST_REST = 4 * 3_600
LONGEST_REST = 48 * 3_600
HOLD = 900
"""Seconds that a run keeps others out: three times the function's timeout, less than until the next one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`spent` calls of `day` (days since 1970, UTC); `failures` and `rests` in a row; times in epoch seconds."""

    day: int = 0
    spent: int = 0
    failures: int = 0
    rests: int = 0
    rests_until: float = 0.0
    held_until: float = 0.0


def begun(pace: Pace, now: float) -> Pace | None:
    """None while another run is at work."""
    return replace(pace, held_until=now + HOLD) if pace.held_until <= now else None


def ended(pace: Pace) -> Pace:
    return replace(pace, held_until=0.0)


def resting(pace: Pace, now: float) -> bool:
    return now < pace.rests_until


def charged(pace: Pace, now: float, daily: int) -> Pace | None:
    """One call more; None when it may not be made."""
    today = int(now // DAY)
    spent = pace.spent if pace.day >= today else 0
    if resting(pace, now) or spent >= daily:
        return None
    return replace(pace, day=max(pace.day, today), spent=spent + 1)


def succeeded(pace: Pace) -> Pace:
    return replace(pace, failures=0, rests=0, rests_until=0.0)


def failed(pace: Pace, now: float, *, limited: bool) -> Pace:
    """`limited`: we were told to slow down, so the rest begins at once."""
    failures = pace.failures + 1
    if not limited and failures < FAILURES:
        return replace(pace, failures=failures)
    rest = min(FIRST_REST * 2 ** min(pace.rests, 10), LONGEST_REST)
    return replace(pace, failures=FAILURES - 1, rests=pace.rests + 1, rests_until=now + rest)
