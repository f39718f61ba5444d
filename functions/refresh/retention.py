"""What may be kept, and how long? The providers' rules and our own thinning; pure.

YouTube      data nobody has refreshed for 29 days goes; so does a number 29 days after the next one replaced it
             (Developer Policies III.E.4: 30 days; a day is kept for the schedule). No history until acceptance.
others       every row for 30 days, one a week to 13 weeks, one a month to 36 months, then none; the newest stays
dead grants  29 days after the last use of a grant that no longer holds, what it gave us goes
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

YOUTUBE_DAYS = 29
DEAD_GRANT_DAYS = 29
EVERY_DAYS = 30
WEEKLY_WEEKS = 13
MONTHLY_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Midnights (UTC). What is older than `every` is thinned to weeks, than `weekly` to months, than `monthly` goes."""

    every: datetime
    weekly: datetime
    monthly: datetime


def cutoffs(now: float) -> Cutoffs:
    today = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Cutoffs(
        every=today - timedelta(days=EVERY_DAYS),
        weekly=today - timedelta(weeks=WEEKLY_WEEKS),
        monthly=_months_before(today, MONTHLY_MONTHS),
    )


def youtube_cutoff(now: float) -> datetime:
    return datetime.fromtimestamp(now, UTC) - timedelta(days=YOUTUBE_DAYS)


def dead_grant_cutoff(now: float) -> datetime:
    return datetime.fromtimestamp(now, UTC) - timedelta(days=DEAD_GRANT_DAYS)


def kept(times: Iterable[datetime], limits: Cutoffs) -> set[datetime]:
    """Of one series, what stays: the newest of each bucket. `thinning` says the same in SQL; a test compares them."""
    newest: dict[tuple[str, datetime], datetime] = {}
    series = sorted(times)
    for time in series:
        if (bucket := _bucket(time, limits)) is not None:
            newest[bucket] = time
    return {*newest.values(), *series[-1:]}


def _bucket(time: datetime, limits: Cutoffs) -> tuple[str, datetime] | None:
    day = time.replace(hour=0, minute=0, second=0, microsecond=0)
    if time >= limits.every:
        return "row", time
    if time >= limits.weekly:
        return "week", day - timedelta(days=day.weekday())
    return ("month", day.replace(day=1)) if time >= limits.monthly else None


def _months_before(day: datetime, months: int) -> datetime:
    """The same day of the month; the 28th for what not every month has."""
    years, month = divmod(day.month - 1 - months, 12)
    return day.replace(year=day.year + years, month=month + 1, day=min(day.day, 28))
