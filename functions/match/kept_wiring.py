"""What are the parts made of that hold what users keep: profiles, shortlists, saved searches and their digests?"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from functions.match import company_rows, views_search
from functions.match.digesting import DEPTH, Result
from functions.match.erase_store import Erasing
from functions.match.listing import Listing
from functions.match.profile_store import Profiles
from functions.match.saved_search_store import SavedSearches
from functions.match.saved_searches import Digesting, Saved
from functions.match.schemas_search import SavedQuery
from functions.match.searching import Searching
from functions.match.shortlist_store import Shortlists
from functions.match.tending import Tending
from functions.match.tending_store import CountryIndexes, IndexRows
from functions.shared.clock import Clock
from functions.shared.database import Database
from functions.shared.metrics import EmfMetrics


def over(database: Database, searching: Searching, clock: Clock) -> dict[str, Any]:
    """The fields of `wiring.Match` that stand on Postgres."""
    saved = SavedSearches(database)
    return {
        "profiles": Profiles(database, searching.youtube),
        "listing": Listing(Shortlists(database)),
        "saved": saved,
        "erasing": Erasing(database),
        "tending": _tending(database, searching, clock),
        "digesting": Digesting(saved, Looking(searching).look, EmfMetrics(), clock, time.monotonic),
    }


def _tending(database: Database, searching: Searching, clock: Clock) -> Mapping[str, Callable[[], int]]:
    """Parts of `match.tend` by name; what each answers is how much it did."""
    rows = IndexRows(database, youtube_derived=searching.youtube)
    creators = Tending(rows, CountryIndexes(database), time.monotonic)
    return {
        "companies": lambda: company_rows.tend(database, clock(), time.monotonic),
        "creators": creators.reindex,
        "countries": creators.index_countries,
    }


class Looking:
    """A saved search by the same flow as its owner's own."""

    def __init__(self, searching: Searching) -> None:
        self._searching = searching

    def look(self, saved: Saved, now: float) -> Sequence[Result]:
        query = views_search.wanted(SavedQuery.model_validate_json(saved.query))
        found = self._searching.search(saved.user_id, query, DEPTH, None, now)
        return [Result(*one.creator.key, round(one.fit.score, 4)) for one in found.items]
