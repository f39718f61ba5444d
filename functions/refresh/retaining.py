"""What does the daily run delete? First what providers' rules and people's consents demand, then our own thinning."""

from collections.abc import Callable
from dataclasses import dataclass

from functions.refresh.retain_store import BATCH, RetainStore
from functions.refresh.retention import cutoffs, dead_grant_cutoff, youtube_cutoff
from functions.shared.clock import Clock
from functions.shared.metrics import Metrics

LONGEST = 840
"""Seconds, below the function's 900: what is not done goes on tomorrow, and a counter says so."""
THINNING = 240
"""Of them, kept for the last rule however long the one before takes."""


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
        replaced = self._each(
            "replaced", lambda ids: self.store.drop_replaced(ids, youtube_cutoff(now)), ends - THINNING
        )
        thinned = self._each("thinned", lambda ids: self.store.thin(ids, cutoffs(now)), ends)
        finished = replaced.finished and thinned.finished and self.stopwatch() < ends
        retained = Retained(unrefreshed, dead, replaced.rows + thinned.rows, finished)
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

    def _each(self, name: str, rule: Callable[[list[str]], int], ends: float) -> "_Round":
        """The rule on every connection of YouTube ("replaced"), or of the others: from where the last run stopped to
        the last id, and from the first one to there.
        """
        began = after = self.store.reached(name)
        again, rows = False, 0
        while self.stopwatch() < ends:
            ids = self.store.next_connections(after, youtube=name == "replaced")
            if again:
                ids = [each for each in ids if each <= began]
            if ids:
                rows += rule(ids)
                after = ids[-1]
                self.store.reach(name, after)
            elif again or not began:
                return _Round(rows, finished=True)
            else:
                again, after = True, ""
        return _Round(rows, finished=False)


@dataclass(frozen=True, slots=True)
class _Round:
    rows: int
    finished: bool
