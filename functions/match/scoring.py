"""How well do two audiences coincide, why, and how sure is that? One creator against one company; pure.

    similarity   BC = Σ √p √q, the Bhattacharyya coefficient (1943); 1 - BC is the squared Hellinger distance (1909)
    score        Σ weight · BC                      it ranks, and is what the index computes as -(v <#> query)
    overlap      Σ min(p, q) = 1 - total variation  it explains: "62 % of the two audiences coincide"
Confidence and standard error stand beside the score and are no part of it. docs/matching.md has the reasons.
"""

import math
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest

from functions.shared.audience.buckets import Name
from functions.shared.matching.confidence import Label, label, reliability
from functions.shared.matching.features import TAU, Feature, Features
from functions.shared.matching.layout import BUCKETS, DIMENSIONS
from functions.shared.matching.priors import expected_roots, prior
from functions.shared.matching.weights import Weights

_NOTHING_LEFT = 1e-9
"""An average this close to 1 leaves nothing to be better by: the dimension says nothing about this company."""
NOTICED = 0.005
"""Differences of less than half a percentage point are not named: no bar would show them."""


class Side(StrEnum):
    """Where one side's shares of a dimension come from."""

    REPORTED = "reported"
    SELF_REPORTED = "self_reported"
    MISSING = "missing"  # nobody told: the prior stands in


@dataclass(frozen=True, slots=True)
class BucketFit:
    """`difference`: creator minus company; above 0 the creator has more of them than the company."""

    bucket: str
    creator: float
    company: float
    difference: float


@dataclass(frozen=True, slots=True)
class DimensionFit:
    """`weight` is a part of 1, `contribution` = weight x similarity; `lift` below -1 (where the average is near to
    perfect, small differences look huge) is told as -1. Shares are shrunk, or the prior's; `similarity` of a side that
    tells nothing is what is expected of it, see [Note: Expected root].
    """

    name: Name
    similarity: float
    overlap: float
    weight: float
    contribution: float
    lift: float
    confidence: float
    standard_error: float
    creator_state: Side
    company_state: Side
    creator: tuple[float, ...]
    company: tuple[float, ...]

    @property
    def buckets(self) -> tuple[BucketFit, ...]:
        """All of the layout, in its order; their differences sum to 0."""
        told = zip(BUCKETS[self.name], self.creator, self.company, strict=True)
        return tuple(BucketFit(bucket, mine, yours, mine - yours) for bucket, mine, yours in told)

    def over(self, most: int = 3) -> tuple[BucketFit, ...]:
        """Of whom the creator has more than the company, the largest differences first."""
        return self._furthest(1.0, most)

    def under(self, most: int = 3) -> tuple[BucketFit, ...]:
        """Of whom the creator has less than the company, the largest differences first."""
        return self._furthest(-1.0, most)

    def _furthest(self, sign: float, most: int) -> tuple[BucketFit, ...]:
        rows = zip(BUCKETS[self.name], self.creator, self.company, strict=True)
        far = nlargest(most, ((sign * (mine - yours), bucket, mine, yours) for bucket, mine, yours in rows))
        return tuple(BucketFit(bucket, mine, yours, mine - yours) for by, bucket, mine, yours in far if by >= NOTICED)


@dataclass(frozen=True, slots=True)
class Fit:
    """`score` and `average_score` 0 to 1; `standard_error` in the same unit ("82 ± 3" of 100). `lift` is
    (score - average) / (1 - average): 0 is the platform's creators on average, 1 perfect, below 0 worse than average.
    """

    score: float
    average_score: float
    lift: float
    confidence: float
    label: Label
    standard_error: float
    dimensions: tuple[DimensionFit, ...]

    @property
    def cautious(self) -> float:
        """For whoever would rather miss a good match than meet a lucky sample: one standard error down."""
        return self.score - self.standard_error


def fit(creator: Features, company: Features, weights: Weights, now: float) -> Fit:
    """`company` may be any audience: another creator's for lookalikes. `now`: epoch seconds, for the data's age."""
    parts = weights.normalised()
    averages = {name: _average(company.by_name[name].roots, name, creator.platform) for name in DIMENSIONS}
    found = tuple(
        _dimension(creator.by_name[name], company.by_name[name], parts.of(name), averages[name], now)
        for name in DIMENSIONS
    )
    score = math.fsum(one.contribution for one in found)
    average = average_score(averages, parts)
    sure = math.fsum(one.weight * one.confidence for one in found)
    return Fit(
        score=score,
        average_score=average,
        lift=_lift(score, average),
        confidence=sure,
        label=label(sure),
        standard_error=math.sqrt(math.fsum((one.weight * one.standard_error) ** 2 for one in found)),
        dimensions=found,
    )


def query(company: Features, weights: Weights) -> tuple[float, ...]:
    """Weight times √q of every bucket: its inner product with `features.embedding` of a creator is their score."""
    parts = weights.normalised()
    return tuple(parts.of(name) * root for name in DIMENSIONS for root in company.by_name[name].roots)


def similarity(p: Sequence[float], q: Sequence[float]) -> float:
    """The Bhattacharyya coefficient of two distributions over the same buckets, 0 to 1."""
    return _product([math.sqrt(share) for share in p], [math.sqrt(share) for share in q])


def overlap(p: Sequence[float], q: Sequence[float]) -> float:
    """The part of either audience that has its like in the other, 0 to 1."""
    return min(1.0, math.fsum(map(min, p, q)))


def average_score(averages: Mapping[Name, float], parts: Weights) -> float:
    return math.fsum(parts.of(name) * averages[name] for name in DIMENSIONS)


def _average(company: Sequence[float], name: Name, platform: str) -> float:
    """Of the platform's creators on average, at home anywhere: one yardstick for all creators of a platform."""
    return _product(expected_roots(prior(name, platform)), company)


def _product(mine: Sequence[float], yours: Sequence[float]) -> float:
    return min(1.0, math.fsum(map(operator.mul, mine, yours)))


def _dimension(mine: Feature, yours: Feature, weight: float, average: float, now: float) -> DimensionFit:
    found = _product(mine.roots, yours.roots)
    return DimensionFit(
        name=mine.name,
        similarity=found,
        overlap=overlap(mine.shares, yours.shares),
        weight=weight,
        contribution=weight * found,
        lift=max(-1.0, _lift(found, average)),
        confidence=reliability(mine, now) * reliability(yours, now),
        standard_error=_standard_error(found, mine.n, yours.n),
        creator_state=_side(mine),
        company_state=_side(yours),
        creator=mine.shares,
        company=yours.shares,
    )


def _lift(found: float, average: float) -> float:
    left = 1.0 - average
    return (found - average) / left if left > _NOTHING_LEFT else 0.0


def _standard_error(found: float, mine: float, yours: float) -> float:
    """Delta method over multinomial samples: dBC/dp = √(q/p) / 2, so Var(BC) = (1 - BC²) / 4n for each side.

    The shrunk shares are the mean of a Dirichlet of n + TAU people, whose variance is a multinomial's of n + TAU + 1:
    so a dimension that nobody told has a wide error, not an infinite one.
    """
    samples = 1.0 / (mine + TAU + 1.0) + 1.0 / (yours + TAU + 1.0)
    return math.sqrt((1.0 - found * found) / 4.0 * samples)


def _side(feature: Feature) -> Side:
    if not feature.present:
        return Side.MISSING
    return Side.SELF_REPORTED if feature.self_reported else Side.REPORTED
