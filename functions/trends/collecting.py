"""Which keywords are asked for now, and what becomes of the answers? Best effort; no I/O but its ports.

    forget -> one run at a time -> for each due term: charge the pace -> ask -> keep the series or the failure -> pause

A provider's failure costs one keyword this round, and after some of them everybody a rest; it never raises.
"""

from collections.abc import Callable
from dataclasses import dataclass

from functions.shared.clock import Clock
from functions.shared.logs import logger
from functions.shared.metrics import Metrics
from functions.trends import pace
from functions.trends.ports import Failure, PaceStore, Term, TermStore, TrendsFailed, TrendsProvider

A_RUN = 10
"""Keywords in one run: three answers of 7 s at worst and the pause each fit into the function's 300 s."""
FORGOTTEN_AFTER = 30 * 86_400
PAUSE = 5.0
"""Seconds between two keywords."""


@dataclass(frozen=True, slots=True)
class Collecting:
    terms: TermStore
    provider: TrendsProvider
    paces: PaceStore
    metrics: Metrics
    clock: Clock
    sleep: Callable[[float], None]
    daily: int
    pause: float = PAUSE

    def run(self) -> dict[str, int]:
        """Numbers for the log."""
        told = {"forgotten": self.terms.forget(self.clock() - FORGOTTEN_AFTER), "collected": 0, "failed": 0}
        if not self.provider.on:
            return {**told, "failed": self.terms.give_up(self.clock())}
        if not self.paces.change(lambda seen: pace.begun(seen, self.clock())):
            return told
        try:
            collected, failed = self._collect()
        finally:
            self.paces.change(pace.ended)
        self.metrics.count("TrendsCollected", collected)
        self.metrics.count("TrendsFailed", failed)
        return {**told, "collected": collected, "failed": failed}

    def _collect(self) -> tuple[int, int]:
        collected, failed = 0, 0
        for place, term in enumerate(self.terms.due(self.clock(), A_RUN)):
            if place:
                self.sleep(self.pause)
            if not self.paces.change(lambda seen: pace.charged(seen, self.clock(), self.daily)):
                break
            if self._one(term):
                collected += 1
            else:
                failed += 1
        return collected, failed

    def _one(self, term: Term) -> bool:
        try:
            points = self.provider.series(term)
        except TrendsFailed as error:
            self.terms.failed(term, self.clock())
            self._slow_down(error)
            return False
        self.terms.fetched(term, points, self.clock())
        self.paces.change(pace.succeeded)
        return True

    def _slow_down(self, error: TrendsFailed) -> None:
        """A keyword that Google does not take says nothing about the others."""
        logger.warning("trends failed", extra={"failure": error.failure.value, "reason": str(error)})
        if error.failure is Failure.REFUSED:
            return
        limited = error.failure is Failure.LIMITED
        now = self.clock()
        seen = self.paces.change(lambda seen: pace.failed(seen, now, limited=limited))
        if seen and pace.resting(seen, now):
            self.metrics.count("TrendsResting")
