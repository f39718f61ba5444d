"""Is the cautious order that of everybody's score less one error, and is nobody left out or shown twice?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match import cautious
from functions.match.creators import Creator
from functions.match.filters import Filters
from functions.match.ports import Matched, Page, Wanted
from functions.match.profiles import Wish
from functions.match.scoring import Fit
from functions.shared.matching.confidence import Label
from functions.shared.problems import Code, Problem

WANTED = Wanted((1.0,), Filters(), "cautious", 10, None, 0.0)
RATED = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.3)), max_size=40)


def _matched(row_id: int, score: float, error: float) -> Matched:
    creator = Creator(row_id, f"u{row_id}", "instagram", "", "", None, 0.0, "", None, Wish())
    return Matched(creator, Fit(score, 0.5, 0.0, 0.5, Label.MEDIUM, error, ()))


@dataclass
class Everybody:
    """An index and an explanation over a list of (score, error)."""

    rated: list[tuple[float, float]]
    asked: list[int] = field(default_factory=list)

    def search(self, wanted: Wanted) -> Page:
        assert (wanted.sort, wanted.cursor) == ("score", None)
        self.asked.append(wanted.limit)
        best = sorted(enumerate(self.rated), key=lambda one: -one[1][0])[: wanted.limit]
        return Page(tuple((row_id, score) for row_id, (score, _) in best), True, len(self.rated), None)  # noqa: FBT003

    def explain(self, row_ids: Sequence[int]) -> list[Matched]:
        return [_matched(row_id, *self.rated[row_id]) for row_id in row_ids]


def _pages(everybody: Everybody, limit: int) -> list[Matched]:
    wanted = Wanted((1.0,), Filters(), "cautious", limit, None, 0.0)
    found: list[Matched] = []
    while True:
        page, items = cautious.search(everybody, everybody.explain, wanted)
        found += items
        if page.next_cursor is None:
            return found
        wanted = Wanted((1.0,), Filters(), "cautious", limit, page.next_cursor, 0.0)


@given(RATED, st.integers(1, 9))
def test_pages_follow_the_lower_end_of_the_score(rated: list[tuple[float, float]], limit: int) -> None:
    found = [one.fit.cautious for one in _pages(Everybody(rated), limit)]
    assert found == sorted((score - error for score, error in rated), reverse=True)


def test_more_are_looked_at_only_while_the_order_may_change() -> None:
    sure = Everybody([(0.9 - place / 1_000, 0.0) for place in range(500)])
    cautious.search(sure, sure.explain, WANTED)
    assert sure.asked == [cautious.FIRST]
    unsure = Everybody([(0.9 - place / 1_000, 0.3) for place in range(400)] + [(0.45, 0.0)])
    page, items = cautious.search(unsure, unsure.explain, WANTED)
    assert unsure.asked == [cautious.FIRST, cautious.BEST]
    assert items[10 - 1].fit.cautious <= items[0].fit.cautious
    assert page.exact


def test_beyond_the_best_thousand_the_order_is_not_said_to_be_exact() -> None:
    many = Everybody([(0.9, 0.3)] * 1_200)
    page, items = cautious.search(many, many.explain, WANTED)
    assert (page.exact, page.matched, len(items)) == (False, 1_200, 10)


def test_a_cursor_of_another_search_is_refused() -> None:
    everybody = Everybody([(0.5, 0.1)] * 20)
    page, _ = cautious.search(everybody, everybody.explain, WANTED)
    other = Wanted((0.5,), Filters(), "cautious", 10, page.next_cursor, 0.0)
    with pytest.raises(Problem) as refused:
        cautious.search(everybody, everybody.explain, other)
    assert refused.value.code is Code.INVALID_REQUEST
