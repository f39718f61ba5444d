"""Which rows of the creator index come first? Runs the plan that `planner` makes; queries, only here.

    table -> sample (unless there is no filter) -> plan -> exact, or graph; a graph that ends too early -> exact

[Note: Ways to the graph] PostgreSQL would choose by costs that know nothing of where the matches lie, and pgvector only
warns of a setting that it does not know. So the way is forced for the transaction, and a test reads the plan and the
settings. `-(embedding <#> query)` in `order by` keeps off the graph: the index offers `embedding <#> query` alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from functions.match import filters, planner
from functions.match.cursors import Position
from functions.match.filters import Condition, Filters
from functions.match.planner import Estimate, Graph, Leaned, Limits, Plan, Sampled, Table
from functions.shared.database import Connection, Database


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


@dataclass(frozen=True, slots=True)
class Search:
    """`query`: w_d √q_d in the layout's order (scoring.query). `now`: epoch seconds. `limit`: up to 1,000."""

    query: Sequence[float]
    filters: Filters = Filters()
    sort: Sort = Sort.SCORE
    limit: int = 20
    after: Position | None = None
    now: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """`id` of match.creators; `score` Σ w BC as the index has it (half precision); `key` what was sorted by."""

    id: int
    score: float
    key: float


@dataclass(frozen=True, slots=True)
class Found:
    """`exact`: the hits are the best ones and `matched` is counted. `way`: exact or graph, for logs and benchmarks."""

    hits: tuple[Hit, ...]
    matched: int
    exact: bool
    way: str
    following: Position | None = None
    """Where the next page begins; None: nothing follows."""


class SearchStore:
    """One search is one transaction: what is counted, sampled and found is of one state of consent per statement."""

    def __init__(self, database: Database, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self._database = database
        self._limits = limits

    def search(self, wanted: Search) -> Found:
        """Always min(limit, matches) hits."""
        raise NotImplementedError
