"""How far can an audience be trusted? Apart from how well it fits, and never a part of the score; pure.

    reliability = present · n / (n + 50) · source · e^(-age / 90 days) · (1 - truncated share)

`source` is 1 for what a provider told and 0.5 for what somebody typed in (matching reference §3.4). The constants are
ours: 150 people of whom a provider told today make .75, which is "high".
"""

import math
from enum import StrEnum

from functions.shared.matching.features import Feature, Features
from functions.shared.matching.layout import DIMENSIONS
from functions.shared.matching.weights import DEFAULT, Weights

HALF = 50.0
"""People at whom a sample counts for one half."""
FADING_DAYS = 90.0
SELF_REPORTED = 0.5
HIGH, MEDIUM = 0.75, 0.45
_DAY = 86_400.0


class Label(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def reliability(feature: Feature, now: float | None) -> float:
    """0 to 1; without `now` as if it had been looked at this moment (what an index may store)."""
    if not feature.present:
        return 0.0
    days = 0.0 if now is None else max(0.0, now - feature.fetched_at) / _DAY
    source = SELF_REPORTED if feature.self_reported else 1.0
    sample = feature.n / (feature.n + HALF)
    return sample * source * math.exp(-days / FADING_DAYS) * (1.0 - min(1.0, feature.truncated_share))


def confidence(of: Features, weights: Weights = DEFAULT, now: float | None = None) -> float:
    """Of one side alone; a match multiplies both sides, dimension by dimension."""
    parts = weights.normalised()
    return math.fsum(parts.of(name) * reliability(of.by_name[name], now) for name in DIMENSIONS)


def label(value: float) -> Label:
    if value >= HIGH:
        return Label.HIGH
    return Label.MEDIUM if value >= MEDIUM else Label.LOW
