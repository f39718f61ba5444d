"""When was a picture taken, by its own account? From the tags of EXIF (CIPA DC-008-2023) as Pillow reads them; pure.

DateTimeOriginal, else DateTimeDigitized, else DateTime -> the camera's clock
OffsetTime* -> its zone; else the GPS time, which is UTC, tells it; else it is not known: the clock is read as UTC
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from functions.shared.clock import rfc3339

Tags = Mapping[int, Any]
_CLOCKS = ((0x9003, 0x9011, 0x9291), (0x9004, 0x9012, 0x9292), (0x0132, 0x9010, 0x9290))
"""Date, offset and fraction of a second of: original, digitized, the file."""
_GPS_TIME, _GPS_DATE = 0x0007, 0x001D
_DATE = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_MOST_MINUTES = 14 * 60
_QUARTER = 15
"""Minutes that all zones are multiples of."""
_DRIFT = 4
"""Minutes that a camera's clock and the last GPS fix may differ."""
_FIRST_YEAR = 1826
"""Niépce's view from the window: scans carry old dates, nothing carries an older one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`at` RFC 3339; `offset_minutes` None: the zone is not known, and `at` is the camera's clock read as UTC."""

    at: str
    offset_minutes: int | None


def taken(main: Tags, details: Tags, gps: Tags, now: float) -> Taken | None:
    """None without a believable date: cameras that were never set say 0000, and some are ahead of time.

    `main` are the tags of the first directory, `details` those of the Exif directory.
    """
    for date_tag, offset_tag, fraction_tag in _CLOCKS:
        clock = _clock(main.get(date_tag) or details.get(date_tag), details.get(fraction_tag))
        if clock is None:
            continue
        offset = _offset(details.get(offset_tag))
        if offset is None and date_tag != 0x0132:
            offset = _by_gps(clock, gps)
        moment = clock - timedelta(minutes=offset or 0)
        if moment.year >= _FIRST_YEAR and moment.timestamp() <= now + 86_400:
            return Taken(rfc3339_of(moment), offset)
    return None


def rfc3339_of(moment: datetime) -> str:
    return rfc3339(moment.timestamp())


def _text(value: Any) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else value
    return text.strip("\0 ") if isinstance(text, str) else ""


def _clock(date: Any, fraction: Any) -> datetime | None:
    found = _DATE.match(_text(date))
    if not found:
        return None
    digits = re.match(r"\d+", _text(fraction))
    microseconds = int(f"{digits[0]:0<3.3}") * 1000 if digits else 0
    year, month, day, hour, minute, second = map(int, found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, microseconds, tzinfo=UTC)
    except ValueError:
        return None


def _offset(value: Any) -> int | None:
    text = _text(value)
    if text == "Z":
        return 0
    found = _OFFSET.fullmatch(text)
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    return (-minutes if found[1] == "-" else minutes) if minutes <= _MOST_MINUTES else None


def _by_gps(clock: datetime, gps: Tags) -> int | None:
    date = re.match(r"(\d{4})[:-](\d\d)[:-](\d\d)", _text(gps.get(_GPS_DATE)))
    if not date:
        return None
    year, month, day = map(int, date.groups())
    try:
        hours, minutes, seconds = (float(part) for part in gps.get(_GPS_TIME, ()))
        fix = datetime(year, month, day, tzinfo=UTC) + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except (ArithmeticError, TypeError, ValueError):
        return None
    ahead = (clock - fix).total_seconds() / 60
    offset = round(ahead / _QUARTER) * _QUARTER
    return offset if abs(ahead - offset) <= _DRIFT and abs(offset) <= _MOST_MINUTES else None
