"""When was it taken, by what the camera wrote; and what is not believed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.photos import exif
from functions.photos.developing import develop
from tests.unit.photos.making import NOW, corners, encoded
from tests.unit.photos.making import exif as tags

ORIGINAL, OFFSET, FRACTION = 0x9003, 0x9011, 0x9291
DIGITIZED, FILE = 0x9004, 0x0132
GPS_TIME, GPS_DATE = 7, 29


def taken(
    details: dict[int, Any] | None = None, gps: dict[int, Any] | None = None, main: dict[int, Any] | None = None
) -> tuple[str, int | None] | None:
    found = exif.taken(main or {}, details or {}, gps or {}, NOW)
    return (found.at, found.offset_minutes) if found else None


@pytest.mark.parametrize(
    ("details", "told"),
    [
        ({ORIGINAL: "2026:01:02 03:04:05"}, ("2026-01-02T03:04:05.000Z", None)),
        ({ORIGINAL: "2026:01:02 03:04:05", OFFSET: "+03:00"}, ("2026-01-02T00:04:05.000Z", 180)),
        ({ORIGINAL: "2026:01:02 03:04:05", OFFSET: "-09:30"}, ("2026-01-02T12:34:05.000Z", -570)),
        ({ORIGINAL: "2026:01:02 03:04:05", OFFSET: "Z"}, ("2026-01-02T03:04:05.000Z", 0)),
        ({ORIGINAL: "2026:01:02 03:04:05", OFFSET: "+99:00"}, ("2026-01-02T03:04:05.000Z", None)),
        ({ORIGINAL: "2026:01:02 03:04:05", OFFSET: "   :  "}, ("2026-01-02T03:04:05.000Z", None)),
        ({ORIGINAL: "2026:01:02 03:04:05", FRACTION: "7"}, ("2026-01-02T03:04:05.700Z", None)),
        ({ORIGINAL: "2026:01:02 03:04:05", FRACTION: "123456"}, ("2026-01-02T03:04:05.123Z", None)),
        ({ORIGINAL: "2026-01-02 03:04:05\0"}, ("2026-01-02T03:04:05.000Z", None)),
        ({DIGITIZED: "2026:01:02 03:04:05"}, ("2026-01-02T03:04:05.000Z", None)),
        ({ORIGINAL: "1900:05:06 07:08:09"}, ("1900-05-06T07:08:09.000Z", None)),
    ],
)
def test_the_clock_and_its_zone(details: dict[int, Any], told: tuple[str, int | None]) -> None:
    assert taken(details) == told


@pytest.mark.parametrize(
    "date",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2026:13:01 00:00:00",
        "2025:02:29 00:00:00",
        "2026:01:02",
        "",
        "2099:01:01 00:00:00",
        "1200:01:01 00:00:00",
        b"\xff\xfe",
        42,
        None,
    ],
)
def test_a_date_that_cannot_be_is_none(date: object) -> None:
    assert taken({ORIGINAL: date}) is None
    assert taken({ORIGINAL: date, DIGITIZED: "2026:01:02 03:04:05"}) == ("2026-01-02T03:04:05.000Z", None)


def test_the_date_of_the_file_is_the_last_resort() -> None:
    assert taken(main={FILE: "2026:01:02 03:04:05"}) == ("2026-01-02T03:04:05.000Z", None)
    both = taken({ORIGINAL: "2025:01:02 03:04:05"}, main={FILE: "2026:01:02 03:04:05"})
    assert both == ("2025-01-02T03:04:05.000Z", None)


@pytest.mark.parametrize(
    ("date", "clock", "offset"),
    [
        ("2026:01:02", (0.0, 4.0, 3.0), 180),
        ("2026:01:01", (21.0, 34.0, 0.0), 330),
        ("2026:01:02", (0.0, 11.0, 0.0), None),
        ("2025:12:30", (0.0, 0.0, 0.0), None),
        ("nonsense", (0.0, 4.0, 3.0), None),
        ("2026:01:02", ("x", None, 3), None),
        ("2026:01:02", (), None),
    ],
)
def test_satellites_know_the_zone(date: str, clock: tuple[Any, ...], offset: int | None) -> None:
    """Zones are quarters of an hour; a fix that is older than some minutes tells nothing."""
    found = taken({ORIGINAL: "2026:01:02 03:04:05"}, {GPS_DATE: date, GPS_TIME: clock})
    assert found is not None
    assert found[1] == offset


def test_it_is_read_from_a_real_file_with_both_directories() -> None:
    content = encoded(
        corners(),
        exif=tags(details={ORIGINAL: "2026:01:02 03:04:05"}, gps={GPS_DATE: "2026:01:02", GPS_TIME: (0.0, 4.0, 4.0)}),
    )
    found = develop(content, NOW).taken
    assert found is not None
    assert (found.at, found.offset_minutes) == ("2026-01-02T00:04:05.000Z", 180)


@given(
    st.dictionaries(st.sampled_from([ORIGINAL, OFFSET, FRACTION, DIGITIZED]), st.text() | st.binary() | st.integers())
)
def test_whatever_is_written_there_it_is_a_date_or_none(details: dict[int, Any]) -> None:
    taken(details, {GPS_DATE: "2026:01:02", GPS_TIME: (1, 2, 3)})
