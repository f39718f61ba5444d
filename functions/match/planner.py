"""Which way through the index costs least? Decides from a sample of the table; pure.

    exact   every row that passes is scored      few of them, or a small table: nothing is estimated
    cells   only those in the nearest cells      many pass, and enough of them lie near (shared/matching/cells.py)
    graph   HNSW, walked from the best row on    until enough rows have passed: short where those score high

[Note: How far is the walk]
A small sample, ordered by score, tells where those who pass come: `first` and `last` are the places of the best and the
8th of them. Between the two lies the gap from one to the next, before `first` what has to be passed by: beyond three
gaps, since that much happens by chance once in twenty. A filter that goes against the query (creators of one country, a
query shaped like another) shows as a large `first`, whatever the number of matches: what a count alone cannot tell.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from functions.match.filters import Filters
from functions.shared.audience.buckets import Name
from functions.shared.matching import facets

ANYWHERE = ""
"""The part of the table that is all of it; other parts are countries with an index of their own."""
NEAR = 8
"""So many of those who pass in the sample say where they lie; a gap is then known to a third or so."""
_CHANCE = 3
CELLS = (1, 2, 4, 8, 16)
"""So many of the nearest cells are looked into."""
COUNTRY_COUNTS = 0.2
"""Of a query: where it is less, who fits best may live elsewhere, and more of the nearest are looked at."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is small, far and deep; costs in microseconds, as read at a million on two cores (docs/decisions/0015)."""

    small: int = 20_000
    """Rows of a table that is searched exactly without asking."""
    sample: int = 3_000
    """Rows of it at most, read, tested and scored in two to five milliseconds."""
    part: float = 0.02
    """Of a smaller table so much: at 100,000 rows the sample costs as much as many an answer."""
    counted: int = 5_000
    """Estimated matches up to which an exact answer counts them: counting keeps the search on one core."""
    deep: int = 1_000
    """Rows shown, after which no graph is: it would be walked from its beginning."""
    enough: float = 20.0
    """Matches in the nearest cells for each row wanted: then the best of all were in them (docs/decisions/0015)."""
    start_exact: float = 10_000
    start_cells: float = 6_000
    exact: float = 3.0
    scan: float = 0.08
    start_graph: float = 12_000
    graph: float = 10.0
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
    """Of a part: sampled rows, how many pass, the places (from 1) of the best and the `near`-th of them.

    `cells`: which part of those who pass lies in the nearest cells, for each of CELLS; () where that was not asked.
    """

    rows: int
    hits: int
    near: int
    first: int
    last: int
    cells: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Walk the index of `part` until `fetch` rows have passed, or `scan` were looked at."""

    part: str
    fetch: int
    scan: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Without graphs and cells: exact. `matched`: estimated, None when it is to be counted."""

    graphs: tuple[Graph, ...] = ()
    cells: int = 0
    matched: int | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Which graphs answer. `abroad`: a country whose people also follow creators of other countries: they are looked
    for apart, by what their facets say.
    """

    of: tuple[str, ...] = (ANYWHERE,)
    abroad: str | None = None


MOST_PARTS = 4


def parts(table: Table, wanted: Filters) -> Parts:
    """Those of a few countries when each has an index, else the one of all.

    Who has at least a quarter of the audience in a country is mostly at home there.
    """
    own = tuple(sorted(set(wanted.countries)))
    if 0 < len(own) <= MOST_PARTS and table.countries.issuperset(own):
        return Parts(own)
    if own:
        return Parts()
    shares = [one for one in wanted.audience if one.dimension is Name.COUNTRY and one.bucket in table.countries]
    most = max(shares, key=lambda one: (one.at_least, one.bucket), default=None)
    return Parts((most.bucket,), most.bucket) if most and most.at_least >= facets.ABROAD else Parts()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A sample of `table`, by part; `scale` rows stand behind each sampled one. `beside`: sampled ones that pass,
    are in none of the parts, and are scored beside their graphs.
    """

    table: Table
    scale: float
    of: Mapping[str, Sampled]
    country: float = 1.0
    """What the country weighs in the query, as a part of 1."""
    beside: int = 0
    limits: Limits = field(default_factory=Limits)

    @property
    def matched(self) -> int:
        return round(self.scale * (self.beside + sum(part.hits for part in self.of.values())))

    def best(self, wanted: int, *, walk: bool) -> Plan:
        """`walk`: whether a graph may be."""
        graphs = [self.graph(wanted)] if walk else []
        return min([self.exact(), *self.cells(wanted), *graphs], key=lambda plan: plan.cost)

    def exact(self) -> Plan:
        cost = self.limits.start_exact + min(self.limits.exact * self.matched, self.limits.scan * self.table.rows)
        return Plan(matched=None if self.matched <= self.limits.counted else self.matched, cost=cost)

    def cells(self, wanted: int) -> list[Plan]:
        """The fewest that hold enough; none when even the most do not."""
        heavy = min(1.0, self.country / COUNTRY_COUNTS) ** 2
        for count, part in zip(CELLS, self.of[ANYWHERE].cells if ANYWHERE in self.of else (), strict=False):
            if (rows := part * self.matched) * heavy >= self.limits.enough * wanted:
                cost = self.limits.start_cells + self.limits.exact * rows
                return [Plan(cells=count, matched=self.matched, cost=cost)]
        return []

    def graph(self, wanted: int) -> Plan:
        """Through the indexes of all parts, one after the other."""
        walks = {part: self._walk(found.first, found.last, found.near, wanted) for part, found in self.of.items()}
        fetch = math.ceil(self.limits.over * wanted)
        graphs = tuple(Graph(part, fetch, self._scan(walk)) for part, walk in walks.items() if self.of[part].hits)
        beside = self.limits.exact * self.scale * self.beside
        return Plan(graphs, matched=self.matched, cost=self._cost(walks.values()) + beside)

    def _walk(self, first: int, last: int, near: int, wanted: int) -> float:
        """[Note: How far is the walk]"""
        if near < 2:
            return math.inf
        gap = max(1.0, (last - first) / (near - 1))
        return max(0.0, first - _CHANCE * gap) * self.scale + gap * wanted

    def _scan(self, walk: float) -> int:
        """With room for a sample that was wrong; what does not suffice ends in the exact way."""
        return self.limits.farthest if math.isinf(walk) else min(self.limits.farthest, max(1_000, math.ceil(4 * walk)))

    def _cost(self, walks: Iterable[float]) -> float:
        return sum(self.limits.start_graph + self.limits.graph * walk for walk in walks)
