"""Who fits even if the sample was lucky? The best by score, ordered by score minus one standard error; pure.

The index knows scores, not errors: the first FIRST are taken and, unless their order already holds, up to BEST. It
holds when as many as are wanted have a lower end above all scores that are to come. Beyond BEST nobody is looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from functions.match import cursors
from functions.match.cursors import Position
from functions.match.ports import Index, Matched, Page, Wanted

SORT = "cautious"
FIRST, BEST = 200, 1_000
_HALF_PRECISION = 0.002
"""By how much the index's scores may be too low."""
Explain = Callable[[Sequence[int]], Sequence[Matched]]


def search(index: Index, explain: Explain, wanted: Wanted) -> tuple[Page, tuple[Matched, ...]]:
    """Raises Problem(invalid_request) for a cursor of another search."""
    begin = 0 if wanted.cursor is None else cursors.decode(wanted.cursor, wanted.search).shown
    end = begin + wanted.limit
    page, rated = _rated(index, explain, wanted, end)
    shown = tuple(rated[begin:end])
    exact = page.exact and (page.matched <= len(page.hits) or _settled(rated, end, page))
    position = Position(key=0.0, id=0, shown=end, matched=page.matched, exact=exact)
    following = cursors.encode(wanted.search, position) if end < len(rated) else None
    return replace(page, exact=exact, next_cursor=following), shown


def _rated(index: Index, explain: Explain, wanted: Wanted, end: int) -> tuple[Page, list[Matched]]:
    by_score = replace(wanted, sort="score", cursor=None)
    page = index.search(replace(by_score, limit=FIRST))
    rated = _ordered(explain(page.row_ids))
    if len(page.hits) < FIRST or _settled(rated, end, page):
        return page, rated
    known = set(page.row_ids)
    page = index.search(replace(by_score, limit=BEST))
    return page, _ordered([*rated, *explain([row_id for row_id in page.row_ids if row_id not in known])])


def _settled(rated: Sequence[Matched], end: int, page: Page) -> bool:
    _, last = page.hits[-1]
    return len(rated) > end and rated[end - 1].fit.cautious >= last + _HALF_PRECISION


def _ordered(found: Sequence[Matched]) -> list[Matched]:
    return sorted(found, key=lambda one: (-one.fit.cautious, one.creator.row_id))
