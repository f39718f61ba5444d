"""Who fits a company's audience, and why? From a query to matches with their reasons, over the ports.

    audience -> features, weights -> query vector -> index: ids of a page -> what these creators share -> explanation

The index finds and orders, Python explains: both compute the same score (docs/matching.md), up to the index's rounding.
No blended number: a person is scored on each platform alone. While YouTube's derived numbers are off, YouTube has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from functions.match import cautious, company_audience, scoring
from functions.match.creators import Creator
from functions.match.filters import Filters
from functions.match.ports import Audiences, CreatorSource, Found, Index, Matched, Others, Query, Wanted
from functions.match.scoring import Fit
from functions.shared.matching.features import Features
from functions.shared.matching.weights import DEFAULT, Weights
from functions.shared.problems import Code, Problem

PLATFORMS = ("instagram", "youtube", "tiktok")


@dataclass(frozen=True, slots=True)
class Explain:
    """Turns rows of the index into matches."""

    creators: CreatorSource
    company: Features
    weights: Weights
    vector: tuple[float, ...]
    now: float

    def __call__(self, row_ids: Sequence[int]) -> tuple[Matched, ...]:
        """In the order of the ids, without those who withdrew since the index was asked."""
        rows = self.creators.page(row_ids, self.vector) if row_ids else {}
        listed = [rows[row_id] for row_id in row_ids if row_id in rows]
        return tuple(Matched(creator, self._fit(creator), others) for creator, others in listed)

    def _fit(self, creator: Creator) -> Fit:
        return scoring.fit(creator.features(), self.company, self.weights, self.now)


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
        explain = Explain(self.creators, audience.features, weights, vector, now)
        if query.sort == cautious.SORT:
            page, items = cautious.search(self.index, explain, wanted)
        else:
            page = self.index.search(wanted)
            items = explain(page.row_ids)
        seen = tuple(replace(one, others=self._scored(one.others)) for one in items)
        return Found(seen, audience, weights, page.exact, page.matched, page.next_cursor)

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
        """(influencer, platform) -> what is shared right now; no pair that may not be scored, whatever was before."""
        shared = self.creators.of_users(sorted({influencer_id for influencer_id, _ in pairs}))
        return {creator.key: creator for creator in shared if creator.key in set(pairs) and self.scored(creator)}

    def scored(self, creator: Creator) -> bool:
        return self.youtube or not creator.derived_by_us

    def allowed(self, filters: Filters) -> Filters | None:
        """None when nobody may be scored who could be found."""
        if self.youtube:
            return filters
        wanted = filters.platforms or PLATFORMS
        platforms = tuple(platform for platform in wanted if platform != "youtube")
        return replace(filters, platforms=platforms) if platforms else None

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

    def _scored(self, others: Others) -> Others:
        return tuple((platform, score) for platform, score in others if self.youtube or platform != "youtube")
