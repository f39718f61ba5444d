"""May the next call to the provider be made? Its budget is charged first, and a pull has an end; pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from functions.refresh.budgets import Call, Counter, Limits, counters
from functions.refresh.work import RefusedError
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.clock import Clock

PULL_SECONDS = 50
"""A pull's longest: five of them, one after the other, stay below the function's 300 s."""
BUDGET_SPENT = "budget_spent"


class Spending(Protocol):
    def spend(self, counter: Counter) -> bool: ...


@dataclass(slots=True)
class Gate:
    """`stopwatch` runs evenly (time.monotonic); `clock` says the time of day."""

    budgets: Spending
    limits: Limits
    clock: Clock
    stopwatch: Callable[[], float]
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.stopwatch()

    def seconds_left(self) -> float:
        return PULL_SECONDS - (self.stopwatch() - self._began)

    def charge(self, call: Call, key: str = "") -> None:
        """Before each call. Raises RefusedError: quota_wait until the counter begins anew, or retry when time is up."""
        if self.seconds_left() <= 0:
            raise RefusedError(Outcome(Verdict.RETRY, "too_slow"))
        for counter in counters(call, key, self.limits, self.clock()):
            if not self.budgets.spend(counter):
                raise RefusedError(Outcome(Verdict.QUOTA_WAIT, BUDGET_SPENT, counter.ends))
