"""How is the index asked for a page, and where does the next one begin? As `searching.Index` wants it."""

from dataclasses import dataclass

from functions.match import cursors
from functions.match.ports import Page, Wanted
from functions.match.search_store import Search, SearchStore, Sort


@dataclass(frozen=True, slots=True)
class SearchIndex:
    store: SearchStore

    def search(self, wanted: Wanted) -> Page:
        of = wanted.search
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
