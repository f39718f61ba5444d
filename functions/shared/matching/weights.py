"""How much does each dimension count? A user's weights, as parts of one; pure."""

import math
from dataclasses import dataclass

from functions.shared.audience.buckets import Name


@dataclass(frozen=True, slots=True)
class Weights:
    """Any size; `normalised` makes parts of 1 of them. Raises ValueError: negative, not finite, or all zero."""

    age: float = 0.30
    gender: float = 0.20
    country: float = 0.40
    device: float = 0.10

    def __post_init__(self) -> None:
        found = self._all()
        if not all(math.isfinite(weight) and weight >= 0 for weight in found) or max(found) <= 0:
            raise ValueError("weights are finite, not negative, and not all zero")

    def normalised(self) -> "Weights":
        largest = max(self._all())
        whole = math.fsum(weight / largest for weight in self._all())
        return Weights(*(weight / largest / whole for weight in self._all()))

    def of(self, name: Name) -> float:
        return float(getattr(self, name.value))

    def _all(self) -> tuple[float, ...]:
        return (self.age, self.gender, self.country, self.device)


DEFAULT = Weights()
