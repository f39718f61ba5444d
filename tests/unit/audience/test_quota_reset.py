from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.quota_reset import midnight_pacific

PACIFIC = ZoneInfo("America/Los_Angeles")


def iso(epoch: float) -> str:
    return datetime.fromtimestamp(epoch, UTC).isoformat()


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        ("2026-11-21T22:31:00+00:00", "2026-11-22T08:00:00+00:00"),
        ("2026-07-01T06:59:59+00:00", "2026-07-01T07:00:00+00:00"),
        ("2026-07-01T07:00:00+00:00", "2026-07-02T07:00:00+00:00"),
        ("2026-03-07T12:00:00+00:00", "2026-03-08T08:00:00+00:00"),  # the change comes two hours after midnight
        ("2026-03-08T08:00:00+00:00", "2026-03-09T07:00:00+00:00"),  # the day of 23 hours
        ("2026-11-01T07:00:00+00:00", "2026-11-02T08:00:00+00:00"),  # the day of 25 hours
    ],
)
def test_the_next_midnight_in_california(now: str, midnight: str) -> None:
    assert iso(midnight_pacific(datetime.fromisoformat(now).timestamp())) == midnight


@given(st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_it_agrees_with_the_time_zone_database(moment: datetime) -> None:
    here = moment.astimezone(PACIFIC)
    following = (here + timedelta(days=1)).date()
    midnight = datetime(following.year, following.month, following.day, tzinfo=PACIFIC)
    assert midnight_pacific(moment.timestamp()) == midnight.timestamp()
