"""What does the daily run delete? First what providers' rules and people's consents demand, then our own thinning."""

from collections.abc import Callable
from dataclasses import dataclass

from functions.refresh.retain_store import BATCH, RetainStore
from functions.refresh.retention import cutoffs, dead_grant_cutoff, youtube_cutoff
from functions.shared.clock import Clock
from functions.shared.metrics import Metrics

LONGEST = 840
"""Seconds, below the function's 900: what is not done goes on tomorrow, and a counter says so."""


@dataclass(frozen=True, slots=True)
class Retained:
    unrefreshed: int
    dead: int
    rows: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Retaining:
    store: RetainStore
    metrics: Metrics
    clock: Clock
    stopwatch: Callable[[], float]

    def run(self) -> Retained:
        now, ends = self.clock(), self.stopwatch() + LONGEST
        unrefreshed = self._all(lambda: self.store.empty_unrefreshed(youtube_cutoff(now)), ends)
        dead = self._all(lambda: self.store.empty_dead(dead_grant_cutoff(now)), ends)
        replaced = self._each(lambda ids: self.store.drop_replaced(ids, youtube_cutoff(now)), ends, youtube=True)
        thinned = self._each(lambda ids: self.store.thin(ids, cutoffs(now)), ends, youtube=False)
        finished = self.stopwatch() < ends
        retained = Retained(unrefreshed, dead, replaced + thinned, finished)
        for name, number in (
            ("YoutubeDataExpired", unrefreshed),
            ("ConsentLapsed", dead),
            ("RetentionUnfinished", int(not finished)),
        ):
            if number:
                self.metrics.count(name, number)
        return retained

    def _all(self, batch: Callable[[], int], ends: float) -> int:
        done = 0
        while self.stopwatch() < ends:
            found = batch()
            done += found
            if found < BATCH:
                break
        return done

    def _each(self, rule: Callable[[list[str]], int], ends: float, *, youtube: bool) -> int:
        """The rule on every connection of YouTube, or of the others."""
        done, after = 0, ""
        while self.stopwatch() < ends and (ids := self.store.next_connections(after, youtube=youtube)):
            done += rule(ids)
            after = ids[-1]
        return done
