"""When does a provider's quota begin anew? Midnight in California for Google, in which daylight saving counts; pure.

By the rule of the Energy Policy Act of 2005 (second Sunday of March to first Sunday of November, changing at 2:00), so
that a Lambda without a time zone database knows it too. Should the rule change, a wait ends an hour early and the next
refusal sets it right.
"""

from datetime import UTC, date, datetime, timedelta

_STANDARD = timedelta(hours=-8)
_DAYLIGHT = timedelta(hours=-7)


def midnight_pacific(now: float) -> float:
    """Epoch seconds of the next 00:00 in Los Angeles after `now`; days of 23 and of 25 hours included."""
    here = datetime.fromtimestamp(now, UTC)
    for days in (-1, 0, 1, 2):
        day = here.date() + timedelta(days=days)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - _offset_at_midnight(day)
        if midnight.timestamp() > now:
            return midnight.timestamp()
    raise AssertionError("one of four midnights lies ahead")


def _offset_at_midnight(day: date) -> timedelta:
    """On both days of change midnight comes before the change."""
    begins, ends = _sunday(day.year, 3, 2), _sunday(day.year, 11, 1)
    return _DAYLIGHT if begins < day <= ends else _STANDARD


def _sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))
