"""What does collecting need from the world? A provider of series, the cache, and the pace that all runs share; no I/O.

TrendsFailed      one keyword could not be had; `failure` says whose fault it was
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from functions.shared.trend_series import Point
from functions.trends.pace import Pace


class Failure(StrEnum):
    LIMITED = "limited"  # 429: everybody has to wait
    REFUSED = "refused"  # 400: this keyword, and no other
    UNREACHABLE = "unreachable"  # no answer, or none in time
    BROKEN = "broken"  # an answer that is not the documented one


class TrendsFailed(Exception):
    """`detail` is ours or a type's name, never an answer: it may be logged."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure.value} {detail}".strip())
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked up: a keyword in lower case and a country of ISO 3166-1 alpha-2, empty for the world."""

    keyword: str
    geo: str


class TrendsProvider(Protocol):
    @property
    def on(self) -> bool:
        """False: nobody is asked, and whoever waits is told so."""

    def series(self, term: Term) -> Sequence[Point]:
        """About 90 whole days, oldest first; empty when too few search for it. Raises TrendsFailed and nothing else."""


class TermStore(Protocol):
    """The rows of match.trends; times in epoch seconds."""

    def due(self, now: float, limit: int) -> Sequence[Term]:
        """Wished or stale ones, whoever has waited longest first."""

    def fetched(self, term: Term, points: Sequence[Point], now: float) -> None: ...

    def failed(self, term: Term, now: float) -> None:
        """An older series stays."""

    def give_up(self, now: float) -> int:
        """Marks all that were wished for and never tried; how many."""

    def forget(self, before: float) -> int:
        """Deletes what nobody has asked for since; how many."""


class PaceStore(Protocol):
    def change(self, step: Callable[[Pace], Pace | None]) -> Pace | None:
        """Replaces the pace by what `step` makes of it, atomically: with others at work `step` is called again.

        None, and nothing changed, when `step` says None.
        """
