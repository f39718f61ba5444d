"""What of an audience is compared, and how well is it known? From dimensions to shares that may be embedded; pure.

    reported   shares as told, in the layout's order           None where there is no value: absence is no zero
    shares     (n reported + TAU prior) / (n + TAU)            the prior alone where nothing is told

docs/matching.md has the measurements behind TAU and behind imputing the prior instead of renormalising weights.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from functions.shared.audience.buckets import OTHER, Name
from functions.shared.audience.distribution import Dimension, Provenance, State
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, place
from functions.shared.matching.priors import expected_roots, prior

TAU = 5.0
"""People that the prior counts for (matching reference §3.3: mild shrinkage helps small samples, more of it hurts)."""
HOME_AT_LEAST = 1 / 3
"""Below that no country is an audience's home: 19 in 20 of Beta(5, 2.5), see `priors.HOME_SHARE`, lie above .37."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One dimension of one audience. `n`: people behind `reported`, in the buckets that are compared.

    `fetched_at`: epoch seconds, when this was last known to be so; 0 where nothing is present. `minors_share`: of ages
    alone, the part of 13-17 among all that are known; no score sees it.
    """

    name: Name
    shares: tuple[float, ...]
    reported: tuple[float, ...] | None
    n: float
    present: bool
    self_reported: bool
    truncated_share: float
    fetched_at: float
    minors_share: float = 0.0

    @property
    def roots(self) -> tuple[float, ...]:
        """What an inner product compares: √share, or its mean over all creators where nothing is told."""
        return tuple(map(math.sqrt, self.shares)) if self.present else expected_roots(self.shares)


@dataclass(frozen=True, slots=True)
class Features:
    """All dimensions of the layout. `platform`: whose prior filled them up."""

    platform: str
    home: str | None
    by_name: Mapping[Name, Feature]


def features(
    dimensions: Sequence[Dimension],
    platform: str,
    home: str | None,
    metric: str | None = None,
    checked_at: float | None = None,
    tau: float = TAU,
) -> Features:
    """`platform`: instagram, youtube, tiktok or ga4. `home`: the country of a profile, else `home_of(dimensions)`.

    `metric`: only what that metric told (GA4: all users or customers); None: of each name the first with a value.
    `checked_at`: when the provider last confirmed them, epoch seconds; a self-report is as old as the day it is about.
    """
    told = {name: _chosen(dimensions, name, metric) for name in DIMENSIONS}
    by_name = {
        name: _missing(name, prior(name, platform, home))
        if dimension is None
        else _feature(dimension, prior(name, platform, home), checked_at, tau)
        for name, dimension in told.items()
    }
    return Features(platform, home, by_name)


def embedding(of: Features) -> tuple[float, ...]:
    """√share of every bucket (Bhattacharyya 1943): a block has length 1, and a little less where nothing is told."""
    return tuple(root for name in DIMENSIONS for root in of.by_name[name].roots)


def home_of(dimensions: Sequence[Dimension]) -> str | None:
    """The country where most of an audience lives, if a third does; ISO code, also of one outside the layout."""
    dimension = _chosen(dimensions, Name.COUNTRY, None)
    shares = {} if dimension is None else {bucket: n for bucket, n in dimension.shares.items() if bucket != OTHER}
    top = max(shares, key=lambda bucket: (shares[bucket], bucket), default=None)
    return top if top is not None and shares[top] >= HOME_AT_LEAST else None


def _chosen(dimensions: Sequence[Dimension], name: Name, metric: str | None) -> Dimension | None:
    values = [found for found in dimensions if found.name is name and found.state is State.VALUE and _compared(found)]
    return next((found for found in values if metric in (None, found.source.metric)), None)


def _compared(dimension: Dimension) -> bool:
    """Somebody stands behind it; YouTube tells percentages of a channel without a view."""
    return dimension.matched_sample_size > 0


def _missing(name: Name, assumed: tuple[float, ...]) -> Feature:
    return Feature(name, assumed, None, 0.0, False, False, 0.0, 0.0)  # noqa: FBT003 - two flags in a row


def _feature(dimension: Dimension, assumed: tuple[float, ...], checked_at: float | None, tau: float) -> Feature:
    reported = _in_layout(dimension)
    n = dimension.matched_sample_size
    whole = n + tau
    return Feature(
        name=dimension.name,
        shares=_one(tuple((n * share + tau * mean) / whole for share, mean in zip(reported, assumed, strict=True))),
        reported=reported,
        n=n,
        present=True,
        self_reported=dimension.source.provenance is not Provenance.REPORTED,
        truncated_share=_truncated_share(dimension),
        fetched_at=_known_at(dimension, checked_at),
        minors_share=dimension.minors_share,
    )


def _in_layout(dimension: Dimension) -> tuple[float, ...]:
    amounts = dict.fromkeys(BUCKETS[dimension.name], 0.0)
    for bucket, share in dimension.matched_shares.items():
        amounts[place(dimension.name, bucket)] += share
    return _one(tuple(amounts.values()))


def _one(amounts: tuple[float, ...]) -> tuple[float, ...]:
    whole = math.fsum(amounts)
    return tuple(amount / whole for amount in amounts)


def _truncated_share(dimension: Dimension) -> float:
    """What a cut list left out: its `other`, or, where that cannot be told, all that is unknown."""
    if not dimension.truncated:
        return 0.0
    tally = dimension.tally
    return dimension.other_share if tally.other_n > 0 else tally.unknown_n / tally.total_n


def _known_at(dimension: Dimension, checked_at: float | None) -> float:
    if dimension.source.provenance is Provenance.REPORTED:
        return max(dimension.pull.fetched_at, checked_at or 0.0)
    return datetime.combine(dimension.pull.window.end, time(), UTC).timestamp()
