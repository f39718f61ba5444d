"""How does the sandbox move with time? Deterministically: one moment always shows the same numbers.

What an audience is made of changes once a week at most, on a weekday of its own for each account, so that the same
content comes back day after day. Followers and views of `lively` accounts grow daily above it, of the others weekly.
"""

import math
import random
from datetime import UTC, date, datetime, timedelta

DAY = 86_400
_BEGINNING = date(2026, 1, 5)
"""Where growth counts from: a Monday."""
_SLOWEST, _FASTEST = 0.0003, 0.006
"""Growth per week."""


def day_of(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def moment_of(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def week_of(seed: str, day: date) -> int:
    """Number of the account's week that this day lies in; negative before 2026."""
    offset = random.Random(f"{seed} weekday").randrange(7)
    return (day - _BEGINNING - timedelta(days=offset)).days // 7


def grown(seed: str, size: float, day: date, *, lively: bool) -> int:
    """A size of the beginning of 2026, on that day. Never falls, so that a week's audience fits into it."""
    week, offset = week_of(seed, day), random.Random(f"{seed} weekday").randrange(7)
    into = (day - _BEGINNING - timedelta(days=offset)).days % 7 if lively else 0
    rate = random.Random(f"{seed} growth").uniform(_SLOWEST, _FASTEST)
    weeks = min(max(week + into / 7, -520), 1040)
    return round(size * math.exp(weeks * math.log1p(rate)))


def wave(seed: str, day: date) -> float:
    """How a day differs from its like: 0.85 to 1.25, weekends higher."""
    noise = random.Random(f"{seed} {day.isoformat()}").uniform(0.85, 1.1)
    return noise * (1.13 if day.weekday() >= 5 else 1.0)
