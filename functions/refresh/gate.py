"""May the provider be asked? A whole pull is charged before its first call, and it has an end; pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from functions.refresh.budgets import PULL_UNITS, Counter, Limits, closed, counters
from functions.refresh.work import RefusedError
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.clock import Clock
from functions.shared.tokens.grants import Provider

PULL_SECONDS = 50
"""A pull's longest: five of them, one after the other, stay below the function's 300 s."""
BUDGET_SPENT = "budget_spent"


class Spending(Protocol):
    def spend(self, counter: Counter, units: int) -> bool: ...

    def exhaust(self, counter: Counter) -> None: ...


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

    def charge(self, provider: Provider, key: str) -> None:
        """Everything that a pull may ask for, once; what it does not use is lost: then no crash, no second try and no
        number of workers can ask for more than was charged.

        Raises RefusedError: quota_wait until the counter begins anew, or retry when time is up.
        """
        if self.seconds_left() <= 0:
            raise RefusedError(Outcome(Verdict.RETRY, "too_slow"))
        for counter in counters(provider, key, self.limits, self.clock()):
            if not self.budgets.spend(counter, PULL_UNITS[counter.name]):
                raise RefusedError(Outcome(Verdict.QUOTA_WAIT, BUDGET_SPENT, counter.ends))

    def close(self, provider: Provider, name: str, until: float) -> None:
        """After the provider has said that all of us have had enough: charging and the plan refuse by themselves."""
        for counter in closed(provider, name, self.limits, self.clock(), until):
            self.budgets.exhaust(counter)
