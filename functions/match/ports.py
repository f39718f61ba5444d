"""What do search and its stores say to each other? Values, and the ports that the stores implement; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from functions.match.company_audience import Audience, Kept
from functions.match.creators import Creator
from functions.match.filters import Filters
from functions.match.scoring import Fit
from functions.shared.matching.weights import Weights

Others = tuple[tuple[str, float], ...]
"""(platform, score) of the same person's other platforms."""


@dataclass(frozen=True, slots=True)
class Query:
    """`weights` None: the default ones; `audience` None: the company's default."""

    filters: Filters = field(default_factory=Filters)
    weights: Weights | None = None
    audience: str | None = None
    sort: str = "score"


@dataclass(frozen=True, slots=True)
class Matched:
    """`others`: (platform, score) of the same person elsewhere, side by side."""

    creator: Creator
    fit: Fit
    others: Others = ()


@dataclass(frozen=True, slots=True)
class Found:
    """`audience` None: there is none yet, and averages stood in for it."""

    items: tuple[Matched, ...]
    audience: Audience | None
    weights: Weights
    exact: bool = True
    matched: int = 0
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an index is asked for: `vector` as `scoring.query` makes it. `now`: epoch seconds."""

    vector: tuple[float, ...]
    filters: Filters
    sort: str
    limit: int
    cursor: str | None
    now: float

    @property
    def search(self) -> Mapping[str, Any]:
        """All that decides about rows and order, for cursors: the vector holds the audience and the weights."""
        return {"query": list(self.vector), "filters": asdict(self.filters), "sort": self.sort}


@dataclass(frozen=True, slots=True)
class Page:
    """(row id, score as the index has it), in order."""

    hits: tuple[tuple[int, float], ...]
    exact: bool
    matched: int
    next_cursor: str | None

    @property
    def row_ids(self) -> tuple[int, ...]:
        return tuple(row_id for row_id, _ in self.hits)


class Index(Protocol):
    def search(self, wanted: Wanted) -> Page:
        """Raises Problem(invalid_request) for a cursor of another search."""


class Audiences(Protocol):
    def kept(self, user_id: str) -> Kept: ...


class CreatorSource(Protocol):
    def page(self, row_ids: Sequence[int], query: Sequence[float]) -> Mapping[int, tuple[Creator, Others]]:
        """By row id; who withdrew since the index was asked is absent. `query` as `scoring.query` makes it."""

    def of_users(self, user_ids: Sequence[str]) -> Sequence[Creator]:
        """All platforms that they share."""
