"""May this file go up now, and if not: why, and from when on? Pure; `web/src/lib/rules.ts` is its copy for clients.

    the file: size, type -> automatic or by hand -> the clock: hours, interval -> the network

The first that says no is the reason. By hand means that a person asks for it now, so neither the switch nor the clock
holds it back. `tests/vectors/rules.json` is run by both copies.

[Note: Wall clock]  A window is open while the clocks of its zone show its hours. So a night of 22:00 to 06:00 lasts 9
hours when they go back and 7 when they go forward; an hour that comes twice is open twice, one that is left out stays
shut that day. Openings are looked for from one change of the clocks to the next, never by adding 24 hours.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HOME_ZONE = "Europe/Istanbul"
"""Of a user who has not said another."""
_MINUTES, _SECONDS = 1_440, 86_400
_ZONE = re.compile(r"UTC|[A-Z][A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}")
"""`Area/Location` (tz database, theory.html); what else lies beside (posixrules, right/…) is no zone of people."""


class Reason(StrEnum):
    FILE_TOO_LARGE = "file_too_large"
    TYPE_NOT_ALLOWED = "type_not_allowed"
    AUTOMATIC_OFF = "automatic_off"
    OUTSIDE_HOURS = "outside_hours"
    TOO_SOON = "too_soon"
    OFFLINE = "offline"
    MOBILE_DATA = "mobile_data"
    UNKNOWN_NETWORK = "unknown_network"
    DATA_SAVER = "data_saver"


class Network(StrEnum):
    """`unknown`: the device does not say, as on every iPhone. A cable counts as Wi-Fi."""

    WIFI = "wifi"
    MOBILE = "mobile"
    UNKNOWN = "unknown"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes of the local day, `end` not included: past midnight where it is the earlier one, all day where equal."""

    start: int
    end: int

    def holds(self, local: int) -> bool:
        """`local`: seconds since any midnight."""
        length = (self.end - self.start) % _MINUTES or _MINUTES
        return (local // 60 - self.start) % _MINUTES < length


@dataclass(frozen=True, slots=True)
class Rules:
    """What a user wants; as built, nothing is held back but nothing happens by itself.

    `windows`: none means all day. `interval_minutes` lie between the starts of automatic runs. Wi-Fi may always be
    used; where `mobile_data` may be, an unknown network may too. `types` are media types or `type/*`; none means all.
    """

    automatic: bool = False
    windows: tuple[Window, ...] = ()
    time_zone: str = HOME_ZONE
    interval_minutes: int = 0
    mobile_data: bool = True
    unknown_network: bool = False
    max_file_bytes: int | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """`at` and `last_run`, the start of the last automatic run that has ended, are epoch seconds.

    `confirmed`: a person has said that this network may be used, for now. `saves_data`: the device asks to save data.
    """

    at: float
    network: Network
    by_hand: bool = False
    confirmed: bool = False
    saves_data: bool = False
    last_run: float | None = None


@dataclass(frozen=True, slots=True)
class File:
    """`mime` as `media.parse` gives it."""

    size: int
    mime: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed without a reason. `opens_at`: until when the clock says no, if it is the clock that does."""

    reason: Reason | None = None
    opens_at: float | None = None


def decide(rules: Rules, situation: Situation, file: File | None = None) -> Decision:
    """For one file, or without one for all that would be allowed."""
    if file and (refused := refusal(rules, file)):
        return Decision(refused)
    if not situation.by_hand:
        if not rules.automatic:
            return Decision(Reason.AUTOMATIC_OFF)
        opens_at = due(rules, situation.at, situation.last_run)
        if opens_at > situation.at:
            return Decision(_clock_reason(rules, situation.at), opens_at)
    return Decision(_network_reason(rules, situation))


def refusal(rules: Rules, file: File) -> Reason | None:
    """What no time and no network changes; the server asks this of every announced file."""
    if rules.max_file_bytes is not None and file.size > rules.max_file_bytes:
        return Reason.FILE_TOO_LARGE
    taken = not rules.types or is_one_of(file.mime, rules.types)
    return None if taken else Reason.TYPE_NOT_ALLOWED


def is_one_of(mime: str, types: Sequence[str]) -> bool:
    return any(mime.startswith(one[:-1]) if one.endswith("/*") else mime == one for one in types)


def due(rules: Rules, at: float, last_run: float | None) -> float:
    """The first moment from `at` on at which the clock allows an automatic run.

    A last run that lies ahead was dated by a wrong clock and counts for nothing.
    """
    rested = at if last_run is None or last_run > at else last_run + rules.interval_minutes * 60
    return opening(rules.windows, rules.time_zone, max(at, rested))


def opening(windows: Sequence[Window], time_zone: str, at: float) -> float:
    """`at` itself when a window is open then, else the second at which the next one opens. [Note: Wall clock]"""
    zone, moment = ZoneInfo(time_zone), math.floor(at)
    if not windows or _is_open(windows, moment + _offset(zone, moment)):
        return at
    while True:
        offset = _offset(zone, moment)
        then = moment + min((window.start * 60 - moment - offset) % _SECONDS for window in windows)
        if _offset(zone, then) == offset:
            return then
        moment = _change(zone, moment, then)
        if _is_open(windows, moment + _offset(zone, moment)):
            return moment


def is_zone(name: str) -> bool:
    if not _ZONE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of zones
        return False
    return True


def _clock_reason(rules: Rules, at: float) -> Reason:
    is_open = opening(rules.windows, rules.time_zone, at) == at
    return Reason.TOO_SOON if is_open else Reason.OUTSIDE_HOURS


def _network_reason(rules: Rules, situation: Situation) -> Reason | None:
    network = situation.network
    if network is Network.OFFLINE:
        return Reason.OFFLINE
    if network is Network.WIFI or situation.confirmed:
        return None
    if not rules.mobile_data:
        if network is Network.MOBILE:
            return Reason.MOBILE_DATA
        if not rules.unknown_network:
            return Reason.UNKNOWN_NETWORK
    return Reason.DATA_SAVER if situation.saves_data and not situation.by_hand else None


def _is_open(windows: Sequence[Window], local: int) -> bool:
    return any(window.holds(local) for window in windows)


def _offset(zone: ZoneInfo, moment: int) -> int:
    """Seconds that local time is ahead of UTC."""
    return int((datetime.fromtimestamp(moment, zone).utcoffset() or timedelta()).total_seconds())


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The second in (before, after] from which on the offset is another; no zone changes it twice in a day."""
    offset = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after
