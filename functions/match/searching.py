"""Who fits a company's audience, and why? From a query to matches with their reasons, over the ports.

    audience -> features, weights -> query vector -> index: ids of a page -> what these creators share -> explanation

The index finds and orders, Python explains: both compute the same score (docs/matching.md), up to the index's rounding.
No blended number: a person is scored on each platform alone. While YouTube's derived numbers are off, YouTube has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from functions.match import company_audience, scoring
from functions.match.company_audience import Audience, Kept
from functions.match.creators import Creator
from functions.match.filters import Filters
from functions.match.scoring import Fit
from functions.shared.matching.features import Features
from functions.shared.matching.weights import DEFAULT, Weights
from functions.shared.problems import Code, Problem

PLATFORMS = ("instagram", "youtube", "tiktok")


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
    others: tuple[tuple[str, float], ...] = ()


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
    def page(
        self, row_ids: Sequence[int], query: Sequence[float]
    ) -> Mapping[int, tuple[Creator, tuple[tuple[str, float], ...]]]: ...
    def of_users(self, user_ids: Sequence[str]) -> Sequence[Creator]: ...


@dataclass(frozen=True, slots=True)
class Searching:
    """`youtube`: whether scores may be made of YouTube's numbers."""

    index: Index
    audiences: Audiences
    creators: CreatorSource
    youtube: bool

    def search(self, user_id: str, query: Query, limit: int, cursor: str | None, now: float) -> Found:
        """Raises Problem: not_found (the audience), audience_missing, invalid_request (another search's cursor)."""
        audience = company_audience.chosen(self.audiences.kept(user_id), query.audience)
        weights = (query.weights or DEFAULT).normalised()
        filters = self.allowed(query.filters)
        if filters is None:
            return Found((), audience, weights)
        vector = scoring.query(audience.features, weights)
        wanted = Wanted(vector, filters, query.sort, limit, cursor, now)
        page = self.index.search(wanted)
        items = self._explained(page.row_ids, audience.features, weights, vector, now)
        return Found(items, audience, weights, page.exact, page.matched, page.next_cursor)

    def fit(
        self, user_id: str, influencer_id: str, audience_id: str | None, weights: Weights | None, now: float
    ) -> Found:
        """One influencer on each platform. Raises Problem: not_found, audience_missing."""
        shared = self.creators.of_users([influencer_id])
        if not shared:
            raise Problem(Code.NOT_FOUND)
        audience = company_audience.chosen(self.audiences.kept(user_id), audience_id)
        parts = (weights or DEFAULT).normalised()
        items = tuple(self._matched(shared, audience.features, parts, now))
        return Found(items, audience, parts, matched=len(items))

    def of(self, user_id: str, influencer_ids: Sequence[str], now: float) -> Mapping[str, list[Matched]]:
        """Each with all platforms, for the default audience; whoever shares nothing is absent.

        Without any audience everybody is compared with averages, at confidence 0: a list stays readable.
        """
        kept = self.audiences.kept(user_id)
        audience = company_audience.default(kept)
        features = audience.features if audience else company_audience.nothing_told(kept)
        found: dict[str, list[Matched]] = {}
        shared = self.creators.of_users(influencer_ids)
        for creator in shared:
            found.setdefault(creator.user_id, [])
        for one in self._matched(shared, features, DEFAULT.normalised(), now):
            found[one.creator.user_id].append(one)
        return found

    def cards(self, pairs: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], Creator]:
        """(influencer, platform) -> what is shared right now."""
        shared = self.creators.of_users(sorted({influencer_id for influencer_id, _ in pairs}))
        return {creator.key: creator for creator in shared if creator.key in set(pairs)}

    def scored(self, creator: Creator) -> bool:
        return self.youtube or not creator.derived_by_us

    def allowed(self, filters: Filters) -> Filters | None:
        """None when nobody may be scored who could be found."""
        if self.youtube:
            return filters
        wanted = filters.platforms or PLATFORMS
        platforms = tuple(platform for platform in wanted if platform != "youtube")
        return replace(filters, platforms=platforms) if platforms else None

    def _explained(
        self, row_ids: Sequence[int], company: Features, weights: Weights, vector: Sequence[float], now: float
    ) -> tuple[Matched, ...]:
        """In the order of the ids, without those who withdrew since the index was asked."""
        rows = self.creators.page(row_ids, vector) if row_ids else {}
        listed = [rows[row_id] for row_id in row_ids if row_id in rows]
        return tuple(
            Matched(creator, scoring.fit(creator.features(), company, weights, now), self._beside(others))
            for creator, others in listed
        )

    def _matched(self, shared: Sequence[Creator], company: Features, weights: Weights, now: float) -> list[Matched]:
        fits = [(one, scoring.fit(one.features(), company, weights, now)) for one in shared if self.scored(one)]
        return [
            Matched(
                creator,
                fit,
                tuple((o.platform, f.score) for o, f in fits if o.user_id == creator.user_id and o is not creator),
            )
            for creator, fit in fits
        ]

    def _beside(self, others: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
        return tuple((platform, score) for platform, score in others if self.youtube or platform != "youtube")
