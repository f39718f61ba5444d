"""Which saved searches are run again, and what becomes of each? One broken search stops no other; over the ports.

    due (longest waiting first) -> looked for, by the same flow as a search of its owner -> digest, or tried | failed

Called every hour, each search runs once a day: a run that has no time left leaves the rest to the next one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.match import digesting
from functions.match.digesting import Digest, Result
from functions.shared.clock import Clock
from functions.shared.logs import logger
from functions.shared.metrics import Metrics
from functions.shared.problems import Problem

MOST_SEARCHES = 20
EVERY = 23.5 * 3_600
"""Seconds; with an hourly schedule each search keeps its hour of the day."""
LONGEST = 780
"""Seconds, below the function's 900: the search that is running then has two minutes left for its 20 s statements."""
BATCH = 50


@dataclass(frozen=True, slots=True)
class Saved:
    """`query` is the JSON of a validated request; times in epoch seconds."""

    id: str
    user_id: str
    name: str
    query: str
    results: tuple[Result, ...]
    digest: Digest | None
    ran_at: float | None
    seen_at: float | None
    created_at: float

    @property
    def unseen(self) -> Digest | None:
        """The digest, unless its owner has looked since."""
        if self.digest is None or (self.seen_at is not None and self.seen_at >= self.digest.ran_at):
            return None
        return self.digest


class SearchStore(Protocol):
    def due(self, before: float, most: int) -> Sequence[Saved]: ...
    def told(self, saved: Saved, results: Sequence[Result], digest: Digest, now: float) -> None: ...
    def tried(self, saved: Saved, now: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Told:
    told: int
    idle: int
    failed: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Digesting:
    store: SearchStore
    look: Callable[[Saved, float], Sequence[Result]]
    """The first `digesting.DEPTH` results now. Raises Problem as a search of its owner would."""
    metrics: Metrics
    clock: Clock
    stopwatch: Callable[[], float]

    def run(self) -> Told:
        """Raises Problem(unavailable) where not even the failure of a search can be kept: then the rest stays due."""
        ends = self.stopwatch() + LONGEST
        began = self.clock()
        ended = {"told": 0, "idle": 0, "failed": 0}
        tried: set[str] = set()
        finished = False
        while not finished and self.stopwatch() < ends:
            due = [saved for saved in self.store.due(began - EVERY, BATCH) if saved.id not in tried]
            finished = not due
            for saved in due:
                if self.stopwatch() >= ends:
                    break
                tried.add(saved.id)
                ended[self._one(saved)] += 1
        self.metrics.count("SearchesDigested", ended["told"])
        if ended["failed"]:
            self.metrics.count("SearchFailed", ended["failed"])
        return Told(**ended, finished=finished)

    def _one(self, saved: Saved) -> str:
        now = self.clock()
        try:
            found = self.look(saved, now)
        except Exception as error:  # noqa: BLE001 - whatever it was, the other searches go on
            ended = "idle" if isinstance(error, Problem) and error.status < 500 else "failed"
            log = logger.info if ended == "idle" else logger.exception
            log("search not run", extra={"search_id": saved.id, "reason": str(error)[:200]})
            self.store.tried(saved, now)
            return ended
        if saved.digest is None:
            results, digest = digesting.first(found, now)
        else:
            results, digest = digesting.following(saved.results, found, saved.unseen, now)
        self.store.told(saved, results, digest, now)
        return "told"
