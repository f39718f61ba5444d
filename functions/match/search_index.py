"""How is the index asked for a page, and where does the next one begin? As `searching.Index` wants it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from functions.match import cursors
from functions.match.search_store import Search, SearchStore, Sort
from functions.match.searching import Page, Wanted


@dataclass(frozen=True, slots=True)
class SearchIndex:
    store: SearchStore

    def search(self, wanted: Wanted) -> Page:
        of = _search(wanted)
        found = self.store.search(
            Search(
                query=wanted.vector,
                filters=wanted.filters,
                sort=Sort(wanted.sort),
                limit=wanted.limit,
                after=None if wanted.cursor is None else cursors.decode(wanted.cursor, of),
                now=wanted.now,
            )
        )
        following = None if found.following is None else cursors.encode(of, found.following)
        return Page(tuple((hit.id, hit.score) for hit in found.hits), found.exact, found.matched, following)


def _search(wanted: Wanted) -> Mapping[str, Any]:
    """All that decides about rows and order: the query holds the audience and the weights."""
    return {"query": list(wanted.vector), "filters": asdict(wanted.filters), "sort": wanted.sort}
