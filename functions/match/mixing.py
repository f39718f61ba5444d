"""What do several audiences look like as one, each with its weight? Also: features as JSON, for keeping; pure.

    shares    Σ w · shares                 n    1 / Σ (w² / (n + TAU)) - TAU     the sample whose mean is as uncertain

A dimension that nobody of them told stays missing; one that some told is partly the average, and its n says so.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from functions.shared.audience.buckets import Name
from functions.shared.matching.features import TAU, Feature, Features
from functions.shared.matching.layout import BUCKETS, DIMENSIONS

Parts = Sequence[tuple[Features, float]]


def mixed(parts: Parts, platform: str, home: str | None) -> Features:
    """Weights of any size above 0."""
    whole = math.fsum(weight for _, weight in parts)
    scaled = [(each, weight / whole) for each, weight in parts]
    return Features(platform, home, {name: _mixed(name, scaled) for name in DIMENSIONS})


def encoded(features: Features) -> dict[str, Any]:
    by_name = {name.value: _members(features.by_name[name]) for name in DIMENSIONS}
    return {"platform": features.platform, "home": features.home, "by_name": by_name}


def decoded(members: Mapping[str, Any]) -> Features:
    """Raises KeyError, TypeError or ValueError unless `encoded` wrote it, for this layout."""
    by_name = {name: _feature(name, members["by_name"][name.value]) for name in DIMENSIONS}
    return Features(members["platform"], members["home"], by_name)


def _mixed(name: Name, parts: Parts) -> Feature:
    found = [(each.by_name[name], weight) for each, weight in parts]
    told = [feature for feature, _ in found if feature.present]
    uncertain = math.fsum(weight * weight / (feature.n + TAU) for feature, weight in found)
    return Feature(
        name=name,
        shares=_sum([(feature.shares, weight) for feature, weight in found]),
        reported=_sum([(feature.reported or feature.shares, weight) for feature, weight in found]) if told else None,
        n=max(0.0, 1.0 / uncertain - TAU) if told else 0.0,
        present=bool(told),
        self_reported=any(feature.self_reported for feature in told),
        truncated_share=math.fsum(feature.truncated_share * weight for feature, weight in found),
        fetched_at=min((feature.fetched_at for feature in told), default=0.0),
    )


def _sum(listed: Sequence[tuple[tuple[float, ...], float]]) -> tuple[float, ...]:
    columns = zip(*([share * weight for share in shares] for shares, weight in listed), strict=True)
    sums = [math.fsum(column) for column in columns]
    whole = math.fsum(sums)
    return tuple(amount / whole for amount in sums)


def _members(feature: Feature) -> dict[str, Any]:
    return {
        "shares": list(feature.shares),
        "reported": None if feature.reported is None else list(feature.reported),
        "n": feature.n,
        "self_reported": feature.self_reported,
        "truncated_share": feature.truncated_share,
        "fetched_at": feature.fetched_at,
    }


def _feature(name: Name, members: Mapping[str, Any]) -> Feature:
    shares = tuple(float(share) for share in members["shares"])
    if len(shares) != len(BUCKETS[name]):
        raise ValueError("another layout")
    reported = members["reported"]
    return Feature(
        name=name,
        shares=shares,
        reported=None if reported is None else tuple(float(share) for share in reported),
        n=float(members["n"]),
        present=reported is not None,
        self_reported=bool(members["self_reported"]),
        truncated_share=float(members["truncated_share"]),
        fetched_at=float(members["fetched_at"]),
    )
