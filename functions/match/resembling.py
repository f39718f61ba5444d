"""Whose audience is like this creator's? The creator's own shares are the query; the same index, another company; pure.

Who follows both, shares cannot tell: `overlap.at_most` says how many people it can be at most.
"""

from dataclasses import dataclass

from functions.match import overlap, scoring
from functions.match.creators import Creator, largest
from functions.match.filters import Filters
from functions.match.overlap import AtMost
from functions.match.ports import Wanted
from functions.match.scoring import Fit
from functions.match.searching import Searching
from functions.shared.matching.features import Features
from functions.shared.matching.weights import DEFAULT
from functions.shared.problems import Code, Problem

_PLATFORMS = 3
"""Rows that one person can have: asked for in addition, since the creator resembles nobody more than themselves."""


@dataclass(frozen=True, slots=True)
class Alike:
    """`at_most` None: the followers of one of both are not told."""

    creator: Creator
    fit: Fit
    at_most: AtMost | None


@dataclass(frozen=True, slots=True)
class Resembling:
    searching: Searching

    def like(
        self, influencer_id: str, platform: str | None, limit: int, now: float
    ) -> tuple[Creator, tuple[Alike, ...]]:
        """The creator as compared, and who is alike, best first. Raises Problem(not_found)."""
        asked = self._asked(influencer_id, platform)
        mine, weights = asked.features(), DEFAULT.normalised()
        vector = scoring.query(mine, weights)
        filters = self.searching.allowed(Filters())
        if filters is None:
            return asked, ()
        wanted = Wanted(vector, filters, "score", limit + _PLATFORMS, None, now)
        page = self.searching.index.search(wanted)
        rows = self.searching.creators.page(page.row_ids, vector) if page.row_ids else {}
        found = [rows[row_id][0] for row_id in page.row_ids if row_id in rows]
        others = [creator for creator in found if creator.user_id != influencer_id][:limit]
        return asked, tuple(_alike(asked, mine, creator, now) for creator in others)

    def _asked(self, influencer_id: str, platform: str | None) -> Creator:
        """On the platform asked for, else where the creator is largest."""
        shared = [one for one in self.searching.creators.of_users([influencer_id]) if self.searching.scored(one)]
        found = largest([one for one in shared if platform in (None, one.platform)])
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found


def _alike(asked: Creator, mine: Features, creator: Creator, now: float) -> Alike:
    yours = creator.features()
    fit = scoring.fit(yours, mine, DEFAULT, now)
    if asked.followers is None or creator.followers is None:
        return Alike(creator, fit, None)
    return Alike(creator, fit, overlap.at_most(mine, asked.followers, yours, creator.followers))
