"""Memory twins of everything about trends: the cache of both functions, the pace, and Google Trends itself.

Held to the stores by tests/store/trends and tests/store/match.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from functions.match.trend_wish import Stored
from functions.shared.problems import Code, Problem
from functions.shared.rates import DAY
from functions.shared.trend_series import FRESH, Point, encode
from functions.trends.pace import Pace
from functions.trends.ports import Failure, Term, TrendsFailed
from functions.trends.store import TRY_AGAIN


@dataclass
class MemoryTrends:
    """match.trends as match sees it."""

    rows: dict[tuple[str, str], Stored] = field(default_factory=dict)
    asked_at: dict[tuple[str, str], float] = field(default_factory=dict)

    def find(self, keyword: str, geo: str, now: float) -> Stored | None:
        if (keyword, geo) in self.rows:
            self.asked_at[keyword, geo] = now
        return self.rows.get((keyword, geo))

    def wish(self, keyword: str, geo: str, now: float) -> None:
        self.rows.setdefault((keyword, geo), Stored(None, None, None))
        self.asked_at.setdefault((keyword, geo), now)


@dataclass
class MemoryWishes:
    limit: int
    taken: list[str] = field(default_factory=list)

    def take(self, user_id: str, now: float) -> None:
        if self.taken.count(user_id) >= self.limit:
            raise Problem(Code.RATE_LIMITED, retry_after=int(DAY - now % DAY))
        self.taken.append(user_id)


@dataclass
class Row:
    requested_at: float
    points: list[list[str | int]] | None = None
    fetched_at: float | None = None
    failed_at: float | None = None


@dataclass
class MemoryTerms:
    """match.trends as trends sees it."""

    rows: dict[Term, Row] = field(default_factory=dict)

    def wish(self, term: Term, now: float) -> None:
        self.rows.setdefault(term, Row(now))

    def due(self, now: float, limit: int) -> Sequence[Term]:
        waiting = [(_waits_since(row), term.keyword, term.geo) for term, row in self.rows.items() if _due(row, now)]
        return [Term(keyword, geo) for _, keyword, geo in sorted(waiting)[:limit]]

    def fetched(self, term: Term, points: Sequence[Point], now: float) -> None:
        if row := self.rows.get(term):
            row.points, row.fetched_at, row.failed_at = encode(points), now, None

    def failed(self, term: Term, now: float) -> None:
        if row := self.rows.get(term):
            row.failed_at = now

    def give_up(self, now: float) -> int:
        untried = [row for row in self.rows.values() if row.fetched_at is None and row.failed_at is None]
        for row in untried:
            row.failed_at = now
        return len(untried)

    def forget(self, before: float) -> int:
        gone = [term for term, row in self.rows.items() if row.requested_at < before]
        for term in gone:
            del self.rows[term]
        return len(gone)


def _due(row: Row, now: float) -> bool:
    stale = row.fetched_at is None or row.fetched_at <= now - FRESH
    return stale and (row.failed_at is None or row.failed_at <= now - TRY_AGAIN)


def _waits_since(row: Row) -> float:
    fetched = None if row.fetched_at is None else row.fetched_at + FRESH
    failed = None if row.failed_at is None else row.failed_at + TRY_AGAIN
    return max((moment for moment in (fetched, failed) if moment is not None), default=row.requested_at)


@dataclass
class MemoryPaces:
    pace: Pace = field(default_factory=Pace)

    def change(self, step: Callable[[Pace], Pace | None]) -> Pace | None:
        wanted = step(self.pace)
        self.pace = wanted or self.pace
        return wanted


@dataclass
class FakeTrends:
    """Google Trends: every keyword has 90 whole days, but for those that nobody searches for; `faults` come first."""

    now: float
    faults: list[Failure] = field(default_factory=list)
    asked: list[Term] = field(default_factory=list)
    unknown: frozenset[str] = frozenset()
    on: bool = True

    def series(self, term: Term) -> Sequence[Point]:
        self.asked.append(term)
        if self.faults:
            raise TrendsFailed(self.faults.pop(0))
        if term.keyword in self.unknown:
            return ()
        today = datetime.fromtimestamp(self.now, UTC).date()
        values = [(len(term.keyword) * 7 + ago) % 90 for ago in range(90, 0, -1)]
        top = values.index(max(values))
        return [
            Point(today - timedelta(days=90 - place), 100 if place == top else value)
            for place, value in enumerate(values)
        ]
