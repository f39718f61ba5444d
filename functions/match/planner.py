"""Which way through the index costs least? Decides from a sample of the table; pure.

    exact   every row that passes is scored      few of them, or a small table: nothing is estimated
    graph   HNSW, walked from the best row on    until enough rows have passed: short where those score high

[Note: How far is the walk]
A small sample, ordered by score, tells where those who pass come: `first` and `last` are the places of the best and the
8th of them. Between the two lies the gap from one to the next, before `first` what has to be passed by. A filter that
goes against the query (creators of one country, a query shaped like another) shows as a large `first`, whatever the
number of matches: what a count alone cannot tell.

[Note: Leaning]
Such a walk is shortened by a query that leans towards those who pass: q + f (their mean - the mean of all). Rows are
walked in its order and ordered by the query itself afterwards. A share filter is a half-space of the embedding, so this
is a Lagrange multiplier; which of some f is best the same sample tells.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ANYWHERE = ""
"""The part of the table that is all of it; other parts are countries with an index of their own."""
NEAR = 8
"""So many of those who pass in the sample say where they lie; a gap is then known to a third or so."""
LEANS = {0.2: 3.0, 0.3: 5.0, 0.4: 8.0}
"""f, and how many times the matches that the sample tells are fetched: the very best lie farther apart in the leaning
order than the best of a sample. With these tie-aware recall was 1 over kinds of filters (docs/decisions/0015)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is small, far and deep; costs in microseconds; of these only ratios were measured (docs/decisions/0015)."""

    small: int = 20_000
    """Rows of a table that is searched exactly without asking."""
    sample: int = 4_000
    """Rows of it: a third of a percent of a million, read and scored in about two milliseconds."""
    counted: int = 30_000
    """Estimated matches up to which an exact answer counts them: counting costs as much as half the search."""
    deep: int = 1_000
    """Rows shown, after which pages are exact: a graph would be walked from its beginning."""
    start_exact: float = 1_000
    exact: float = 1.0
    scan: float = 0.08
    start_graph: float = 2_000
    graph: float = 10.0
    lean_from: float = 16_000
    """A search that costs less is not worth a second look at the sample."""
    farthest: int = 20_000
    over: float = 1.5
    """So many times the rows wanted are fetched: the graph's order is nearly that of the scores."""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: about. `countries`: those with a valid index of their own."""

    rows: int
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sampled:
    """Of a part: rows in the sample, how many pass, the places (from 1) of the best and the `near`-th of them."""

    rows: int
    hits: int
    near: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Leaned:
    """The same in the order of `query`, which leans by `factor`; `hits` of those who pass come up to `last`."""

    factor: float
    query: str
    first: int
    last: int
    hits: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Walk the index of `part` until `fetch` rows have passed, or `scan` were looked at."""

    part: str
    fetch: int
    scan: int
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`graphs` empty: exact. `matched`: estimated, None when it is to be counted."""

    graphs: tuple[Graph, ...] = ()
    matched: int | None = None
    cost: float = 0.0


MOST_PARTS = 4


def parts(table: Table, countries: Sequence[str]) -> list[str]:
    """Which indexes answer: those of a few countries when each has one, else the one of all."""
    own = sorted(set(countries))
    return own if 0 < len(own) <= MOST_PARTS and table.countries.issuperset(own) else [ANYWHERE]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A sample of `table`, by part; `scale` rows stand behind each sampled one."""

    table: Table
    scale: float
    of: Mapping[str, Sampled]
    limits: Limits = field(default_factory=Limits)

    @property
    def matched(self) -> int:
        return round(self.scale * sum(part.hits for part in self.of.values()))

    @property
    def may_lean(self) -> bool:
        return len(self.of) == 1 and all(part.near == NEAR for part in self.of.values())

    def exact(self) -> Plan:
        cost = self.limits.start_exact + min(self.limits.exact * self.matched, self.limits.scan * self.table.rows)
        return Plan(matched=None if self.matched <= self.limits.counted else self.matched, cost=cost)

    def graph(self, wanted: int) -> Plan:
        """Through the indexes of all parts, one after the other."""
        walks = {part: self._walk(found.first, found.last, found.near, wanted) for part, found in self.of.items()}
        fetch = math.ceil(self.limits.over * wanted)
        graphs = tuple(Graph(part, fetch, self._scan(walk)) for part, walk in walks.items() if self.of[part].hits)
        return Plan(graphs, self.matched, self._cost(walks.values()))

    def leaning(self, wanted: int, leaned: Sequence[Leaned]) -> Plan:
        """The best way to lean. Only where there is one part."""
        (part, found), *_ = self.of.items()
        plans = []
        for one in leaned:
            fetch = math.ceil(wanted * one.hits / found.near * LEANS[round(one.factor, 2)])
            walk = self._walk(one.first, one.last, one.hits, fetch)
            plans.append(Plan((Graph(part, fetch, self._scan(walk), one.query),), self.matched, self._cost([walk])))
        return min(plans, key=lambda plan: plan.cost)

    def _walk(self, first: int, last: int, near: int, wanted: int) -> float:
        """[Note: How far is the walk]"""
        if near < 2:
            return math.inf
        gap = max(1.0, (last - first) / (near - 1))
        return max(0.0, first - gap) * self.scale + gap * wanted

    def _scan(self, walk: float) -> int:
        """With room for a sample that was wrong; what does not suffice ends in the exact way."""
        return self.limits.farthest if math.isinf(walk) else min(self.limits.farthest, max(1_000, math.ceil(4 * walk)))

    def _cost(self, walks: Iterable[float]) -> float:
        return sum(self.limits.start_graph + self.limits.graph * walk for walk in walks)
