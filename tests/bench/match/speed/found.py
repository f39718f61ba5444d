"""What does a search answer, whoever makes it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Found:
    """`ids` the best first, `scores` as the contender tells them, `told` what else it says (exact, matched)."""

    seconds: float
    ids: list[int]
    scores: list[float]
    told: Mapping[str, object] = field(default_factory=dict)
