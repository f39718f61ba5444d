"""Which rows of the creator index come first? Runs the plan that `planner` makes; queries, only here.

table -> sample (unless there is no filter) -> plan -> exact, cells or graph; what ends too early -> exact
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

from functions.match import filters, planner, sample_store, search_way
from functions.match.cursors import Position
from functions.match.filters import Condition, Filters, Span
from functions.match.planner import ANYWHERE, Estimate, Graph, Limits, Parts, Plan, Sampled, Table
from functions.shared.database import Connection, Database
from functions.shared.matching import cells, facets
from functions.shared.matching.facets import Fact, Ranged


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
select found.id, found.key, -(own.embedding <#> %(query)s::halfvec), found.matched from ({found}) found
join match.creator_index own using (id) order by 2 desc, 1
"""
_BEST = """
select creator.id, {key} as key, 0::bigint as matched from match.creator_index creator where {where}
order by 2 desc, 1 limit %(limit)s
"""
_BEST_COUNTED = """
select id, key, count(*) over () as matched from (
    select creator.id, {key} as key from match.creator_index creator where {where} offset 0
) every order by key desc, id limit %(limit)s
"""
"""Counting ends what several cores could do; only the key then goes through the window, not the row."""
_GRAPH = """
select id, key from (
    select creator.id, {score} as key from match.creator_index creator
    where {where} order by creator.embedding <#> %(query)s::halfvec limit %(fetch)s
) near where {after} order by key desc, id limit %(limit)s
"""
_TABLE_SECONDS = 60


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
    """`exact`: the hits are the best ones and `matched` is counted. `way`: exact, cells or graph, for logs."""

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
        self._table = (-math.inf, Table(0))

    def search(self, wanted: Search) -> Found:
        """Always min(limit, matches) hits."""
        with self._database.transaction() as opened:
            looked, table = self._table
            if not 0 <= wanted.now - looked < _TABLE_SECONDS:
                table = sample_store.table(opened)
                self._table = (wanted.now, table)
            return _Searching(opened, wanted, self._limits, table).found()


class _Searching:
    """One search in its transaction."""

    def __init__(self, opened: Connection, wanted: Search, limits: Limits, table: Table) -> None:
        self._opened = opened
        self._wanted = wanted
        self._limits = limits
        self._table = table
        self._scale = max(1.0, table.rows / min(limits.sample, max(1.0, limits.part * table.rows)))
        self._key = _KEYS[wanted.sort]
        self._shown = wanted.after.shown if wanted.after else 0
        self._conditions = filters.conditions(wanted.filters, datetime.fromtimestamp(wanted.now, UTC))
        self._parameters = {
            **filters.parameters(self._conditions),
            "percent": 100 / self._scale,
            "query": str(list(wanted.query)),
            "limit": wanted.limit + 1,
            "after": wanted.after.key if wanted.after else None,
            "after_id": wanted.after.id if wanted.after else None,
        }

    def found(self) -> Found:
        if self._table.rows <= self._limits.small:
            return self._exact(None)
        return self._by_score() if self._wanted.sort is Sort.SCORE else self._by_column()

    def _by_score(self) -> Found:
        parts = planner.parts(self._table, self._wanted.filters)
        plan = self._plan(parts)
        rows, way = list[Hit](), "exact"
        if plan.cells:
            rows, way = self._best(filters.among(self._cells[: plan.cells])), "cells"
        elif plan.graphs:
            rows, way = [row for graph in plan.graphs for row in self._of_part(graph)], "graph"
            if parts.abroad:
                rows += self._best(filters.among([facets.fact(Fact.ABROAD, parts.abroad)]))
        if len(rows) > self._wanted.limit:
            return self._page(sorted(rows, key=lambda hit: (-hit.key, hit.id)), plan.matched, way)
        few = plan.matched is not None and plan.matched <= self._limits.counted
        return self._exact(None if few else plan.matched)

    def _plan(self, parts: Parts) -> Plan:
        """`wanted` counts from the first row of the list: the graph has no other place to begin."""
        limits, wanted = self._limits, self._shown + self._wanted.limit + 1
        may_walk = self._shown <= limits.deep
        if not self._conditions and may_walk:
            return Plan((Graph(ANYWHERE, wanted, limits.farthest),), matched=self._table.rows)
        near = self._cells if parts == Parts() else []
        asked = (self._key, filters.testing(self._conditions), self._parameters, near)
        sampled = {part: sample_store.places(self._opened, part, *asked)[0] for part in parts.of}
        beside = sample_store.beside(self._opened, parts.abroad, *asked[1:3]) if parts.abroad else 0
        country, scale = cells.weight(self._wanted.query), self._scale_of(sampled)
        return Estimate(self._table, scale, sampled, country, beside, limits).best(wanted, walk=may_walk)

    def _scale_of(self, sampled: Mapping[str, Sampled]) -> float:
        """Pages are drawn one by one: of all rows it is known how many were, of a part's only how many should be."""
        whole = sampled.get(ANYWHERE)
        return max(1.0, self._table.rows / whole.rows) if whole and whole.rows else self._scale

    @cached_property
    def _cells(self) -> list[int]:
        """Their facts, the nearest first."""
        return [facets.fact(Fact.CELL, name) for name in cells.nearest(self._wanted.query)]

    def _by_column(self) -> Found:
        """Only rows above a cut are ordered: one that leaves enough of them, by the sample. Who lie below it are not
        counted but estimated.
        """
        after = _AFTER.format(key=self._key, id="creator.id") if self._wanted.after else "true"
        test = f"{filters.testing(self._conditions)} and {after}"
        sampled, cut = sample_store.places(self._opened, ANYWHERE, self._key, test, self._parameters)
        estimate = Estimate(self._table, self._scale_of({ANYWHERE: sampled}), {ANYWHERE: sampled}, limits=self._limits)
        found = None if cut is None else self._exact(estimate.matched, self._above(cut))
        return found if found and found.following else self._exact(estimate.exact().matched)

    def _above(self, cut: float) -> Condition:
        if self._wanted.sort.value in set(Ranged):
            return filters.between(Ranged(self._wanted.sort.value), Span(cut))
        return Condition(f"{self._key} >= %(cut)s", "", {"cut": cut})

    def _exact(self, matched: int | None, above: Condition | None = None) -> Found:
        """`matched`: None when they are to be counted."""
        counting = matched is None and self._wanted.after is None
        hits, counted = self._ordered(above, counting=counting)
        return self._page(hits, counted if counting else matched, "exact", exact=counting)

    def _best(self, only: Condition) -> list[Hit]:
        return self._ordered(only, counting=False)[0]

    def _ordered(self, only: Condition | None, *, counting: bool) -> tuple[list[Hit], int]:
        """Of those who pass, and `only` if given, the best of the page; and how many there are, if that is asked."""
        where = filters.seeking([*self._conditions, *([only] if only else [])])
        if self._wanted.after:
            where += f" and {_AFTER.format(key=self._key, id='creator.id')}"
        found = (_BEST_COUNTED if counting else _BEST).format(key=self._key, where=where)
        search_way.force(self._opened, graph=False)
        asked = {**self._parameters, **(only.parameters if only else {})}
        rows = self._opened.execute(_EXACT.format(found=found).encode(), asked).fetchall()
        return [Hit(row_id, key, score) for row_id, key, score, _ in rows], rows[0][3] if rows else 0

    def _of_part(self, graph: Graph) -> list[Hit]:
        """Of one part; a walk that ended early is no reason to lose it to the others."""
        rows = self._walk(graph)
        if graph.part == ANYWHERE or len(rows) > self._wanted.limit:
            return rows
        return self._best(filters.among([facets.fact(Fact.COUNTRY, graph.part)]))

    def _walk(self, graph: Graph) -> list[Hit]:
        search_way.force(self._opened, graph=True, scan=graph.scan, fetch=graph.fetch)
        where = filters.testing(self._conditions)
        if graph.part != ANYWHERE:
            where += f" and creator.country = '{graph.part}'"  # from the name of an index: two letters
        after = _AFTER.format(key="key", id="id") if self._wanted.after else "true"
        asked = {**self._parameters, "fetch": graph.fetch}
        statement = _GRAPH.format(score=_SCORE, where=where, after=after).encode()
        return [Hit(row_id, key, key) for row_id, key in self._opened.execute(statement, asked).fetchall()]

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
