"""How do counters and slots behave, without DynamoDB? The memory twin of `functions.refresh.budget_store`.

One lock makes every method atomic. tests/store/refresh/test_budgets_contract.py holds both to the same contract.
"""

from threading import RLock

from functions.refresh.budgets import Counter, Slots


class MemoryBudgets:
    """Implements `ports.Budgets`."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str, int], int] = {}
        self.held: dict[tuple[str, int], tuple[str, float]] = {}
        self._lock = RLock()

    def spend(self, counter: Counter, units: int) -> bool:
        with self._lock:
            spent = self.spent(counter)
            if spent + units > counter.limit:
                return False
            self.counts[counter.name, counter.key, counter.ends] = spent + units
        return True

    def spent(self, counter: Counter) -> int:
        with self._lock:
            return self.counts.get((counter.name, counter.key, counter.ends), 0)

    def exhaust(self, counter: Counter) -> None:
        with self._lock:
            self.counts[counter.name, counter.key, counter.ends] = max(self.spent(counter), counter.limit)

    def take(self, slots: Slots, holder: str, now: float, until: float) -> int | None:
        with self._lock:
            for place in range(slots.limit):
                _, ends = self.held.get((slots.name, place), ("", now))
                if ends <= now:
                    self.held[slots.name, place] = (holder, until)
                    return place
        return None

    def give_back(self, slots: Slots, place: int, holder: str) -> None:
        with self._lock:
            if self.held.get((slots.name, place), ("", 0.0))[0] == holder:
                del self.held[slots.name, place]
