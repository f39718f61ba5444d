"""Which rows of the creator index come first? Runs the plan that `planner` makes; queries, only here.

    table -> sample (unless there is no filter) -> plan -> exact, or graph; a graph that ends too early -> exact

[Note: Ways to the graph] PostgreSQL would choose by costs that know nothing of where the matches lie, and pgvector only
warns of a setting that it does not know. So the way is forced for the transaction, and a test reads plan and settings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from functions.match import filters, planner, sample_store
from functions.match.cursors import Position
from functions.match.filters import Condition, Filters, Span
from functions.match.planner import ANYWHERE, Estimate, Graph, Limits, Plan, Table
from functions.shared.database import Connection, Database
from functions.shared.matching.facets import Ranged


class Sort(StrEnum):
    """The largest first (price: the smallest), unknown ones last; equal ones by id."""

    SCORE = "score"
    CONFIDENCE = "confidence"
    FOLLOWERS = "followers"
    ENGAGEMENT_RATE = "engagement_rate"
    GROWTH = "growth"
    VIEWS = "views"
    POSTED = "posted"
    CHECKED = "checked"
    PRICE = "price"


_SCORE = "-(creator.embedding <#> %(query)s::halfvec)"
"""Not what the graph is ordered by, so that no other way than the one chosen leads through it."""
_KEYS = {
    Sort.SCORE: _SCORE,
    Sort.CONFIDENCE: "creator.confidence::float8",
    Sort.FOLLOWERS: "coalesce(creator.followers, -1)::float8",
    Sort.ENGAGEMENT_RATE: "coalesce(creator.engagement_rate, -1)::float8",
    Sort.GROWTH: "coalesce(creator.growth, -2)::float8",
    Sort.VIEWS: "coalesce(creator.views, -1)::float8",
    Sort.POSTED: "coalesce(creator.posted_on - date '1970-01-01', -1)::float8",
    Sort.CHECKED: "extract(epoch from creator.checked_at)::float8",
    Sort.PRICE: "-coalesce(creator.price_from, 2147483647)::float8",
}
"""One number each, so that one kind of cursor serves all."""
_AFTER = "({key} < %(after)s or ({key} = %(after)s and {id} > %(after_id)s))"
_EXACT = """
select found.id, found.key, -(own.embedding <#> %(query)s::halfvec), found.matched from (
    select creator.id, {key} as key, {count} as matched from match.creator_index creator
    where {where} order by 2 desc, 1 limit %(limit)s
) found join match.creator_index own using (id) order by 2 desc, 1
"""
_GRAPH = """
select id, key from (
    select creator.id, {score} as key from match.creator_index creator
    where {where} order by creator.embedding <#> %(walk)s::halfvec limit %(fetch)s
) near where {after} order by key desc, id limit %(limit)s
"""
_WAY = """
select set_config('enable_seqscan', %(other)s, true), set_config('enable_bitmapscan', %(other)s, true),
    set_config('jit', 'off', true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
    set_config('hnsw.ef_search', %(ef)s, true), set_config('hnsw.max_scan_tuples', %(scan)s, true),
    set_config('hnsw.scan_mem_multiplier', '8', true)
"""
_EF = (600, 1_000)
"""hnsw.ef_search, candidates of a step of the walk: fewer miss whole groups of creators; pgvector's limit is 1,000."""


@dataclass(frozen=True, slots=True)
class Search:
    """`query`: w_d √q_d in the layout's order (scoring.query). `now`: epoch seconds. `limit`: up to 1,000."""

    query: Sequence[float]
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.SCORE
    limit: int = 20
    after: Position | None = None
    now: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """`id` of match.creators; `score` Σ w BC as the index has it (half precision); `key` what was sorted by."""

    id: int
    key: float
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """`exact`: the hits are the best ones and `matched` is counted. `way`: exact, graph or leaning, for logs."""

    hits: tuple[Hit, ...]
    matched: int
    exact: bool
    way: str
    following: Position | None = None
    """Where the next page begins; None: nothing follows."""


class SearchStore:
    def __init__(self, database: Database, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self._database = database
        self._limits = limits

    def search(self, wanted: Search) -> Found:
        """Always min(limit, matches) hits."""
        with self._database.transaction() as opened:
            return _Searching(opened, wanted, self._limits).found()


class _Searching:
    """One search in its transaction."""

    def __init__(self, opened: Connection, wanted: Search, limits: Limits) -> None:
        self._opened = opened
        self._wanted = wanted
        self._limits = limits
        self._key = _KEYS[wanted.sort]
        self._shown = wanted.after.shown if wanted.after else 0
        self._conditions = filters.conditions(wanted.filters, datetime.fromtimestamp(wanted.now, UTC))
        self._parameters = {
            **filters.parameters(self._conditions),
            "query": str(list(wanted.query)),
            "limit": wanted.limit + 1,
            "after": wanted.after.key if wanted.after else None,
            "after_id": wanted.after.id if wanted.after else None,
        }

    def found(self) -> Found:
        table = sample_store.table(self._opened)
        if table.rows <= self._limits.small:
            return self._exact(Plan())
        return self._by_score(table) if self._wanted.sort is Sort.SCORE else self._by_column(table)

    def _by_score(self, table: Table) -> Found:
        plan = self._plan(table)
        if plan.graphs:
            way = "graph" if plan.graphs[0].query is None else "leaning"
            rows = [row for graph in plan.graphs for row in self._walk(graph)]
            if len(rows) > self._wanted.limit:
                return self._page(sorted(rows, key=lambda hit: (-hit.key, hit.id)), plan.matched, way)
        few = plan.matched is not None and plan.matched <= self._limits.counted
        return self._exact(replace(plan, graphs=(), matched=None if few else plan.matched))

    def _plan(self, table: Table) -> Plan:
        """`wanted` counts from the first row of the list: the graph has no other place to begin."""
        limits, wanted = self._limits, self._shown + self._wanted.limit + 1
        if not self._conditions and self._shown <= limits.deep:
            return Plan((Graph(ANYWHERE, wanted, limits.farthest),), table.rows)
        test, asked = filters.testing(self._conditions), self._sampling(table)
        parts = planner.parts(table, self._wanted.filters.countries)
        sampled = {part: sample_store.places(self._opened, part, self._key, test, asked)[0] for part in parts}
        estimate = Estimate(table, self._scale(table), sampled, limits)
        plans = [estimate.exact()]
        if self._shown <= limits.deep:
            plans.append(estimate.graph(wanted))
        best = min(plans, key=lambda plan: plan.cost)
        if len(plans) > 1 and best.cost > limits.lean_from and estimate.may_lean:
            leaned = sample_store.leaned(self._opened, parts[0], self._key, test, asked)
            best = min(best, estimate.leaning(wanted, leaned), key=lambda plan: plan.cost)
        return best

    def _by_column(self, table: Table) -> Found:
        """Only rows above a cut are ordered: one that leaves enough of them, by the sample. Who lie below it are not
        counted but estimated.
        """
        after = _AFTER.format(key=self._key, id="creator.id") if self._wanted.after else "true"
        test = f"{filters.testing(self._conditions)} and {after}"
        sampled, cut = sample_store.places(self._opened, ANYWHERE, self._key, test, self._sampling(table))
        estimate = Estimate(table, self._scale(table), {ANYWHERE: sampled}, self._limits)
        told = replace(estimate.exact(), matched=estimate.matched)
        found = self._exact(told, self._above(cut)) if cut is not None else None
        return found if found and found.following else self._exact(estimate.exact())

    def _above(self, cut: float) -> Condition:
        if self._wanted.sort.value in set(Ranged):
            return filters.between(Ranged(self._wanted.sort.value), Span(cut))
        return Condition(f"{self._key} >= %(cut)s", "", {"cut": cut})

    def _exact(self, plan: Plan, above: Condition | None = None) -> Found:
        counting = plan.matched is None and self._wanted.after is None and above is None
        where = filters.seeking([*self._conditions, *([above] if above else [])])
        if self._wanted.after:
            where += f" and {_AFTER.format(key=self._key, id='creator.id')}"
        count = "count(*) over ()" if counting else "null::bigint"
        self._way(graph=False)
        rows = self._opened.execute(
            _EXACT.format(key=self._key, count=count, where=where).encode(),
            {**self._parameters, **(above.parameters if above else {})},
        ).fetchall()
        hits = [Hit(row_id, key, score) for row_id, key, score, _ in rows]
        counted = (rows[0][3] if rows else 0) if counting else None
        return self._page(hits, plan.matched if counted is None else counted, "exact", exact=counted is not None)

    def _walk(self, graph: Graph) -> list[Hit]:
        self._way(graph=True, scan=graph.scan, fetch=graph.fetch)
        where = filters.testing(self._conditions)
        if graph.part != ANYWHERE:
            where += f" and creator.country = '{graph.part}'"  # from the name of an index: two letters
        after = _AFTER.format(key="key", id="id") if self._wanted.after else "true"
        asked = {**self._parameters, "walk": graph.query or self._parameters["query"], "fetch": graph.fetch}
        statement = _GRAPH.format(score=_SCORE, where=where, after=after).encode()
        return [Hit(row_id, key, key) for row_id, key in self._opened.execute(statement, asked).fetchall()]

    def _way(self, *, graph: bool, scan: int = 20_000, fetch: int = 0) -> None:
        """[Note: Ways to the graph] In one statement."""
        ef = min(max(2 * fetch, _EF[0]), _EF[1])
        self._opened.execute(_WAY, {"other": "off" if graph else "on", "ef": str(ef), "scan": str(scan)})

    def _page(self, hits: Sequence[Hit], matched: int | None, way: str, *, exact: bool = False) -> Found:
        shown, after = tuple(hits[: self._wanted.limit]), self._wanted.after
        least = self._shown + len(hits)
        whole = after.matched if after else max(matched or 0, least)
        follows = len(hits) > self._wanted.limit
        if not after and not follows:
            whole = least
        told = exact or (way == "exact" and (after.exact if after else not follows))
        last = shown[-1] if follows else None
        following = Position(last.key, last.id, self._shown + len(shown), whole, told) if last else None
        return Found(shown, whole, told, way, following)

    def _sampling(self, table: Table) -> dict[str, Any]:
        return {**self._parameters, "percent": 100 / self._scale(table)}

    def _scale(self, table: Table) -> float:
        return max(1.0, table.rows / self._limits.sample)
