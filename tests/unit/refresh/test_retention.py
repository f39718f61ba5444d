"""Does thinning keep what it promises: all of a month, a row a week, a row a month, and always the newest?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from functions.refresh.retention import cutoffs, dead_grant_cutoff, kept, youtube_cutoff

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
LIMITS = cutoffs(NOW.timestamp())
AGES = some.lists(some.floats(0, 1_500), max_size=60)


def times(ages: list[float]) -> set[datetime]:
    return {NOW - timedelta(days=age) for age in ages}


def test_the_cutoffs() -> None:
    assert LIMITS.every == datetime(2026, 10, 23, tzinfo=UTC)
    assert LIMITS.weekly == datetime(2026, 8, 23, tzinfo=UTC)
    assert LIMITS.monthly == datetime(2023, 11, 22, tzinfo=UTC)
    assert cutoffs(datetime(2026, 1, 31, tzinfo=UTC).timestamp()).monthly == datetime(2023, 1, 28, tzinfo=UTC)
    assert youtube_cutoff(NOW.timestamp()) == dead_grant_cutoff(NOW.timestamp()) == NOW - timedelta(days=29)


def test_a_row_a_day_for_four_years() -> None:
    stays = kept(times([float(day) for day in range(1_460)]), LIMITS)
    days = sorted((NOW - time).days for time in stays)
    assert [day for day in days if day <= 30] == list(range(31))
    assert len([day for day in days if 30 < day <= 91]) in {9, 10}
    assert len([day for day in days if day > 91]) in {33, 34, 35}
    assert max(days) < 36 * 31


@given(ages=AGES)
def test_the_newest_stays_and_thinning_again_changes_nothing(ages: list[float]) -> None:
    before = times(ages)
    stays = kept(before, LIMITS)
    assert stays <= before
    assert kept(stays, LIMITS) == stays
    assert not before or max(before) in stays
    assert {time for time in before if time >= LIMITS.every} <= stays
    assert all(time >= LIMITS.monthly or time == max(before) for time in stays)


@given(ages=AGES, later=some.integers(1, 200))
def test_thinning_daily_keeps_no_more_than_thinning_once(ages: list[float], later: int) -> None:
    """Never more rows than buckets, whatever was thinned before."""
    series = times(ages)
    for day in range(0, later, 7):
        series = kept(series, cutoffs((NOW + timedelta(days=day)).timestamp()))
    last = cutoffs((NOW + timedelta(days=later)).timestamp())
    assert len(kept(series, last)) <= len(kept(times(ages), last))
