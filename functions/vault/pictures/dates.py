"""When was a photo taken? What the picture says itself (EXIF), else its name, else the client, else the upload; pure.

Names are given by phones and apps at the moment of taking, and survive messengers that strip everything else.
`tz_offset_minutes` is None where the zone is not known: of a picture or a name, `taken_at` is then the clock of whoever
wrote it, read as UTC; of a client or the upload it is a moment.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from functions.shared.clock import rfc3339
from functions.shared.pictures import Report

_DAY = r"(?P<year>19[7-9]\d|20\d\d)(?P<dash>[-._]?)(?P<month>0[1-9]|1[0-2])(?P=dash)(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?P<hour>[01]\d|2[0-3])(?P<colon>[-.:_]?)(?P<minute>[0-5]\d)(?P=colon)(?P<second>[0-5]\d)(?P<milli>\d{3})?"
_NAMED = re.compile(rf"(?<!\d){_DAY}(?!\d)(?:[-_ T]+(?:at )?{_CLOCK}(?!\d))?")
"""IMG_20260102_030405, PXL_20260102_030405123 (in UTC), 20260102_030405, Screenshot_20260102-030405,
IMG-20260102-WA0001, WhatsApp Image 2026-01-02 at 03.04.05, signal-2026-01-02-030405."""
_NOON = 12
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Dated:
    """`taken_at` RFC 3339; `source`: exif, name, client, upload, or None when nothing is known."""

    taken_at: str | None
    tz_offset_minutes: int | None
    source: str | None


def at_upload(kind: str, name: str, told: str | None, uploaded_at: float) -> Dated:
    """Before the picture itself is asked. Files that are no photos have the date that their client told, or none."""
    if kind == "photo":
        found = in_name(name, uploaded_at)
        if found:
            return Dated(found, None, "name")
        if not told:
            return Dated(rfc3339(uploaded_at), None, "upload")
    return Dated(told, None, "client" if told else None)


def in_picture(before: Dated, report: Report) -> Dated:
    """What the picture says stands above all else."""
    return Dated(report.taken_at, report.tz_offset_minutes, report.date_source) if report.taken_at else before


def in_name(name: str, uploaded_at: float) -> str | None:
    """Noon where it tells a day and no time. None for what is after the upload: a number that looks like a date."""
    for found in _NAMED.finditer(name):
        parts = found.groupdict()
        hour, minute, second = (int(parts[unit] or 0) for unit in ("hour", "minute", "second"))
        if parts["hour"] is None:
            hour = _NOON
        try:
            day = datetime(int(parts["year"]), int(parts["month"]), int(parts["day"]), tzinfo=UTC)
        except ValueError:
            continue
        moment = day.replace(hour=hour, minute=minute, second=second, microsecond=1000 * int(parts["milli"] or 0))
        if moment.timestamp() <= uploaded_at + _DAY_SECONDS:
            return rfc3339(moment.timestamp())
    return None
