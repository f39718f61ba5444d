"""How many people can two audiences share at most? An upper bound from their aggregates, never an estimate; pure.

Nobody tells us who follows whom. But of women of 18-24 in Ankara two audiences of A and B people share no more than the
smaller one has: Σ min(A p, B q) over the buckets of a dimension bounds the overlap, and the smallest bound counts.

Assumed: that all followers are spread like those whose bucket is known. Sampling is allowed for, see `_upper`.
"""

import math
from dataclasses import dataclass

from functions.shared.audience.buckets import Name
from functions.shared.matching.features import Feature, Features
from functions.shared.matching.layout import DIMENSIONS


@dataclass(frozen=True, slots=True)
class AtMost:
    """`of_smaller`: as a part of the smaller audience, 0 to 1. `by`: the dimension that bounds it; None: size alone."""

    people: int
    of_smaller: float
    by: Name | None


def at_most(first: Features, first_size: float, second: Features, second_size: float) -> AtMost:
    """Sizes in people (followers). Dimensions that one side does not know, or only claims, bound nothing."""
    smaller = min(first_size, second_size)
    if smaller <= 0:
        return AtMost(0, 0.0, None)
    bounds = {
        name: _bound(first.by_name[name], first_size, second.by_name[name], second_size)
        for name in DIMENSIONS
        if _told(first.by_name[name]) and _told(second.by_name[name])
    }
    by = min(bounds, key=lambda name: bounds[name], default=None)
    if by is None or bounds[by] >= smaller:
        return AtMost(math.floor(smaller), 1.0, None)
    return AtMost(min(math.ceil(bounds[by]), math.floor(smaller)), bounds[by] / smaller, by)


def _told(feature: Feature) -> bool:
    return feature.present and not feature.self_reported


def _bound(mine: Feature, my_size: float, yours: Feature, your_size: float) -> float:
    pairs = zip(_parts(mine), _parts(yours), strict=True)
    return math.fsum(min(my_size * _upper(p, mine.n), your_size * _upper(q, yours.n)) for p, q in pairs)


def _parts(feature: Feature) -> tuple[float, ...]:
    """Parts of everybody. Age shares are of adults, and two audiences may well share their minors."""
    adults = 1.0 - feature.minors_share
    return (*(adults * share for share in feature.reported or ()), feature.minors_share)


def _upper(share: float, n: float) -> float:
    """One standard error up (Wilson 1927, z = 1): a bucket that a small sample has not met may still be there."""
    spread = math.sqrt(share * (1.0 - share) / n + 1.0 / (4.0 * n * n))
    return min(1.0, (share + 1.0 / (2.0 * n) + spread) / (1.0 + 1.0 / n))
