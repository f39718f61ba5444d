"""What is known of a keyword at Google Trends, and may it be wished for? Pure but for its two ports.

known     value | unavailable, whatever its age       it is collected again once a day as long as somebody asks
wished    pending                                     `trends.collect` asks Google later, never a request
unknown   becomes a wish                              at most `WISHES_A_DAY` new ones a user
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from functions.shared import trend_series
from functions.shared.audience.buckets import COUNTRIES
from functions.shared.trend_series import Point

WISHES_A_DAY = 30
LONGEST = 100
"""Characters that Google Trends takes as one term."""
_JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner are part of Persian, Hindi and emoji; other invisible letters are tricks."""


class State(StrEnum):
    VALUE = "value"
    PENDING = "pending"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of match.trends; `points` is JSON as it was found there, times are epoch seconds."""

    points: Any
    fetched_at: float | None
    failed_at: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    keyword: str
    geo: str
    state: State
    points: tuple[Point, ...] = ()
    fetched_at: float | None = None


class TrendCache(Protocol):
    def find(self, keyword: str, geo: str, now: float) -> Stored | None:
        """Also notes, once a day, that somebody still asks."""

    def wish(self, keyword: str, geo: str, now: float) -> None:
        """Repeatable."""


class Allowance(Protocol):
    def take(self, user_id: str, now: float) -> None:
        """Raises Problem(rate_limited) when the day's wishes are spent."""


def keyword(written: str) -> str:
    """The term as it is looked up: NFC, single spaces, lower case. Raises ValueError for none, a long or a hidden one.

    Lower case and not casefolded, since it is what Google is asked: `straße` is another search than `strasse`.
    """
    if any(unicodedata.category(letter) == "Cc" for letter in written):
        raise ValueError("control character")
    lowered = written.replace("\u0130", "i").lower()
    term = " ".join(unicodedata.normalize("NFC", lowered).split())
    if not 1 <= len(term) <= LONGEST:
        raise ValueError("one to a hundred characters")
    if not all(letter.isprintable() or letter in _JOINERS for letter in term):
        raise ValueError("invisible character")
    return term


def place(written: str) -> str:
    """A country of ISO 3166-1 alpha-2, or empty for the world. Raises ValueError."""
    if written and written not in COUNTRIES:
        raise ValueError("no country")
    return written


def look_up(cache: TrendCache, allowance: Allowance, user_id: str, term: str, geo: str, now: float) -> Trend:
    """`term` and `geo` as `keyword` and `place` give them. Raises Problem(rate_limited) for one wish too many."""
    stored = cache.find(term, geo, now)
    if stored is None:
        allowance.take(user_id, now)
        cache.wish(term, geo, now)
        return Trend(term, geo, State.PENDING)
    return _trend(term, geo, stored)


def _trend(term: str, geo: str, stored: Stored) -> Trend:
    """A term that too few search for has no series: no absence is a zero. An old series outlives a failure."""
    points = _points(stored)
    if points:
        return Trend(term, geo, State.VALUE, points, stored.fetched_at)
    tried = stored.fetched_at is not None or stored.failed_at is not None
    return Trend(term, geo, State.UNAVAILABLE if tried else State.PENDING, (), stored.fetched_at)


def _points(stored: Stored) -> tuple[Point, ...]:
    try:
        return trend_series.decode(stored.points or ())
    except ValueError:
        return ()
