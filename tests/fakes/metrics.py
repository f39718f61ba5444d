"""What was counted? The twin of `shared.metrics` that remembers."""

from collections import Counter


class CountedMetrics:
    """Implements `shared.metrics.Metrics`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def count(self, name: str, value: int = 1) -> None:
        self.counts[name] += value
