"""How does an endpoint search? Our own way, as a contender: the planner's queries are in its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from functions.match.filters import AudienceShare, Filters, Span
from functions.match.search_store import Hit, Search, SearchStore
from functions.shared.audience.buckets import Name
from functions.shared.database import Database
from tests.bench.match.speed import sizes
from tests.bench.match.speed.cases import Case, Filter
from tests.bench.match.speed.found import Found


class Ours:
    def __init__(self, store: SearchStore) -> None:
        self._store = store

    def search(self, case: Case) -> Found:
        wanted = Search(case.vector, _filters(case.filter), limit=sizes.WANTED, now=time.time())
        started = time.perf_counter()
        found = self._store.search(wanted)
        seconds = time.perf_counter() - started
        told: dict[str, object] = {"exact": found.exact, "matched": found.matched, "way": found.way}
        return Found(seconds, [hit.id for hit in found.hits], [hit.score for hit in found.hits], told)

    def pages(self, case: Case, count: int) -> list[Hit]:
        """The rows of so many pages, or of all there are."""
        wanted, hits = Search(case.vector, _filters(case.filter), limit=sizes.WANTED, now=time.time()), list[Hit]()
        for _ in range(count):
            found = self._store.search(wanted)
            hits += found.hits
            if found.following is None:
                break
            wanted = replace(wanted, after=found.following)
        return hits


@contextmanager
def searching(url: str) -> Iterator[Ours]:
    """On one connection, as in one Lambda."""
    database = Database(url)
    try:
        yield Ours(SearchStore(database))
    finally:
        database.close()


def _filters(wanted: Filter) -> Filters:
    return Filters(
        countries=(wanted.country,) if wanted.country else (),
        categories=(wanted.category,) if wanted.category else (),
        followers=Span(wanted.followers) if wanted.followers else None,
        engagement_rate=Span(wanted.engagement_rate) if wanted.engagement_rate else None,
        audience=(AudienceShare(Name(wanted.share[0]), wanted.share[1], wanted.share[2]),) if wanted.share else (),
    )
