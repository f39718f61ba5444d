"""Which facts of a creator can a filter ask for? Each is one number in match.creator_index.facets; pure.

    one value        category, language, city, country, platform, currency, verified, contact
    a share          the floor to 5 % of what an audience reports of a bucket: one number for each bucket from 5 % up,
                     and the floor to 20 % from there on: fewer numbers answer "at least x %"
    a range          where followers, engagement rate, growth, views and confidence lie, coarsely
    a pair           category and range of followers, which are mostly asked for together: GIN looks at each row of both
                     lists otherwise
    a part           the cell of the embedding (cells.py); countries with many of its people where its owner is not

"At least x %" asks for the steps from x up to a multiple of 20 and the coarse ones from there, "from a to b" for any of
the ranges that touch it (the row's own number then decides). So an index of whole numbers answers all filters, and a
number that hardly moves changes none.
"""

import hashlib
import math
import struct
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

STEP = 5
"""Percent: thresholds are multiples of it."""
_STEPS = 100 // STEP
ABROAD = 25
"""Percent of an audience that make a country noticed where the creator is not at home."""
_COARSE = 20
"""Percent: 100 % is in the last full step of 80."""
_SLACK = 1e-9
"""A share of 0.15 that floats say is 0.1499999999999999 has reached 15 %."""


class Fact(StrEnum):
    CATEGORY = "category"
    LANGUAGE = "language"
    CITY = "city"
    COUNTRY = "country"
    PLATFORM = "platform"
    CURRENCY = "currency"
    VERIFIED = "verified"
    CONTACT = "contact"
    CELL = "cell"
    ABROAD = "abroad"


class Ranged(StrEnum):
    """Columns of match.creator_index whose range is a fact; NULL has none."""

    FOLLOWERS = "followers"
    ENGAGEMENT_RATE = "engagement_rate"
    GROWTH = "growth"
    VIEWS = "views"
    CONFIDENCE = "confidence"


def _decades(first: int, last: int) -> tuple[float, ...]:
    return tuple(step * 10.0**power for power in range(first, last) for step in (1, 2, 5))


EDGES: Mapping[Ranged, tuple[float, ...]] = {
    Ranged.FOLLOWERS: _decades(2, 9),
    Ranged.ENGAGEMENT_RATE: (0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5),
    Ranged.GROWTH: (-0.2, -0.1, -0.05, -0.02, 0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0),
    Ranged.VIEWS: _decades(2, 10),
    Ranged.CONFIDENCE: tuple(step / _STEPS for step in range(1, _STEPS + 1)),
}
"""Where one range ends and the next begins; an edge belongs to the upper one."""
USUAL: Mapping[Ranged, float] = {
    Ranged.FOLLOWERS: 10_000,
    Ranged.ENGAGEMENT_RATE: 0.03,
    Ranged.GROWTH: 0.0,
    Ranged.VIEWS: 10_000,
    Ranged.CONFIDENCE: 0.5,
}
"""About what half of the creators have (matching reference §4.3 for followers)."""
_NARROW = 4


@lru_cache(maxsize=65_536)
def token(*words: str) -> int:
    """The number of a fact: 31 bits of its name's BLAKE2b, the same in every release."""
    digest = hashlib.blake2b("\0".join(words).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1


def fact(kind: Fact, value: str = "") -> int:
    return token(kind.value, value)


def reached(share: float) -> int:
    """The step in percent that a share (0 to 1) has reached: 0.349 -> 30."""
    return min(_STEPS, math.floor(share * _STEPS + _SLACK)) * STEP


def shares(dimension: str, shares: Mapping[str, float]) -> list[int]:
    """Of each bucket its steps, from 5 % up. Cities by their `city_key`."""
    steps = {bucket: reached(share) for bucket, share in shares.items()}
    fine = [_share(dimension, bucket, step) for bucket, step in steps.items() if step]
    return fine + [_coarse(dimension, bucket, step) for bucket, step in steps.items() if step >= _COARSE]


def at_least(dimension: str, bucket: str, percent: int) -> list[int]:
    """Any of these: the bucket has `percent` (a multiple of STEP, from STEP) or more."""
    whole = -(-percent // _COARSE) * _COARSE
    if whole >= 100:
        return [_share(dimension, bucket, step) for step in range(percent, 101, STEP)]
    coarse = [_coarse(dimension, bucket, step) for step in range(whole, 100, _COARSE)]
    return [_share(dimension, bucket, step) for step in range(percent, whole, STEP)] + coarse


def minors(share: float) -> int:
    """The step under which the share of 13 to 17 year olds lies: 0.12 -> 15."""
    return token("minors", str(_STEPS * STEP - reached(1 - share)))


def minors_at_most(percent: int) -> list[int]:
    """Any of these: the share of minors is known and `percent` or less."""
    return [token("minors", str(step)) for step in range(0, percent + 1, STEP)]


def ranged(column: Ranged, value: float) -> int:
    return _range(column, _place(column, value))


def between(column: Ranged, least: float | None, most: float | None) -> list[int]:
    """Any of these: the number may lie in [least, most]; no bound on a side is None. [] when nothing can."""
    return [_range(column, place) for place in _places(column, least, most)]


def wide(column: Ranged, least: float | None, most: float | None) -> bool:
    """Whether so many lie in between that no index helps to find them."""
    places = _places(column, least, most)
    return len(places) > _NARROW and _place(column, USUAL[column]) in places


def paired(category: str, followers: float) -> int:
    return _pair(category, _place(Ranged.FOLLOWERS, followers))


def between_of(categories: Iterable[str], least: float | None, most: float | None) -> list[int]:
    """Any of these: one of the categories, and followers that may lie in [least, most]."""
    return [_pair(category, place) for category in categories for place in _places(Ranged.FOLLOWERS, least, most)]


def abroad(shares: Mapping[str, float], home: str | None) -> list[int]:
    """Countries other than `home` that reach `ABROAD`."""
    large = [country for country, share in shares.items() if reached(share) >= ABROAD]
    return [fact(Fact.ABROAD, country) for country in large if country != home]


def ordered(tokens: Iterable[int]) -> list[int]:
    """As they are stored: each once, so that equal facts are equal arrays."""
    return sorted(set(tokens))


def _places(column: Ranged, least: float | None, most: float | None) -> range:
    first = 0 if least is None else _place(column, least)
    last = len(EDGES[column]) if most is None else _place(column, most)
    return range(first, last + 1)


def _place(column: Ranged, value: float) -> int:
    """As the column rounds it: what it holds for equal lies in one range."""
    if column is Ranged.FOLLOWERS:
        return bisect_right(EDGES[column], value)
    return bisect_right(_REAL_EDGES[column], _real(value))


def _real(value: float) -> float:
    """A number of SQL's type `real`."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


_REAL_EDGES = {column: tuple(map(_real, edges)) for column, edges in EDGES.items()}


def _range(column: Ranged, place: int) -> int:
    return token("range", column.value, str(place))


def _pair(category: str, place: int) -> int:
    return token("pair", category, str(place))


def _share(dimension: str, bucket: str, step: int) -> int:
    return token("share", dimension, bucket, str(step))


def _coarse(dimension: str, bucket: str, step: int) -> int:
    return token("shares", dimension, bucket, str(min(step, 99) // _COARSE * _COARSE))
