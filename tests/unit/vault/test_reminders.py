"""Somebody is reminded when a window opens or an interval has passed, once a window, whatever the clocks do."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.reminders.reminders import following, is_due
from functions.vault.rules.rules import Rules, Window, opening

NIGHT = Rules(automatic=True, windows=(Window(22 * 60, 6 * 60),), time_zone="Europe/Berlin")
MINUTE = st.integers(0, 1_439)
WINDOWS = st.lists(st.builds(Window, MINUTE, MINUTE), min_size=1, max_size=4).map(tuple)
ZONES = st.sampled_from(["Europe/Istanbul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
MOMENTS = st.floats(1.7e9, 1.9e9)


def at(text: str, zone: str = "Europe/Berlin") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-11-22T12:00", "2026-11-22T22:00"),
        ("2026-11-22T22:00", "2026-11-23T22:00"),
        ("2026-11-23T05:59", "2026-11-23T22:00"),
        ("2026-03-28T23:00", "2026-03-29T22:00"),
        ("2026-10-24T23:00", "2026-10-25T22:00"),
    ],
)
def test_a_night_opens_once_a_night(after: str, expected: str) -> None:
    assert following(NIGHT, at(after), None) == at(expected)


def test_a_window_whose_first_hour_the_clocks_leave_out_opens_with_what_is_left_of_it() -> None:
    early = Rules(automatic=True, windows=(Window(150, 300),), time_zone="Europe/Berlin")
    assert following(early, at("2026-03-28T12:00"), None) == at("2026-03-29T03:00")


def test_windows_that_touch_are_one() -> None:
    touching = Rules(automatic=True, windows=(Window(60, 120), Window(120, 180), Window(100, 130)), time_zone="UTC")
    first = following(touching, at("2026-11-22T00:00", "UTC"), None)
    assert first == at("2026-11-22T01:00", "UTC")
    assert following(touching, first, None) == at("2026-11-23T01:00", "UTC")


@given(windows=WINDOWS, zone=ZONES, after=MOMENTS)
def test_what_follows_is_the_beginning_of_a_window(windows: tuple[Window, ...], zone: str, after: float) -> None:
    rules = Rules(automatic=True, windows=windows, time_zone=zone)
    found = following(rules, after, None)
    if found is None:
        assert all(opening(windows, zone, after + 60 * minute) == after + 60 * minute for minute in range(0, 2_880, 7))
        return
    assert found > after
    assert opening(windows, zone, found) == found
    assert opening(windows, zone, found - 1) == found
    assert is_due(rules, found, None)


@given(windows=WINDOWS, zone=ZONES, after=MOMENTS, interval=st.integers(1, 3_000), ago=st.floats(0, 3e5))
def test_with_an_interval_it_is_due_when_it_comes(
    windows: tuple[Window, ...], zone: str, after: float, interval: int, ago: float
) -> None:
    rules = Rules(automatic=True, windows=windows, time_zone=zone, interval_minutes=interval)
    found = following(rules, after, after - ago)
    assert found is not None
    assert found > after
    assert is_due(rules, found, after - ago)


def test_an_interval_by_itself_counts_from_the_last_backup_and_then_from_the_last_reminder() -> None:
    rules = Rules(automatic=True, interval_minutes=60)
    assert following(rules, 10_000, 9_000) == 12_600
    assert following(rules, 12_600, 9_000) == 16_200
    assert following(rules, 10_000, None) == 13_600
    assert following(rules, 10_000, 99_999) == 13_600


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        Rules(automatic=True),
        Rules(automatic=True, windows=(Window(0, 0),)),
        Rules(automatic=True, windows=(Window(0, 720), Window(720, 0))),
        Rules(windows=(Window(60, 120),), interval_minutes=5),
    ],
)
def test_where_nothing_opens_nobody_is_reminded(rules: Rules) -> None:
    assert following(rules, 1.8e9, 1.7e9) is None
