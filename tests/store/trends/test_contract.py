"""Do Postgres and its memory twin agree on who is next, and DynamoDB and its own on the pace?"""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.match.store import Trends as MatchTrends
from functions.shared.database import Database
from functions.shared.dynamo import Contended
from functions.shared.trend_series import FRESH, Point
from functions.trends import pace
from functions.trends.pace import Pace
from functions.trends.pace_store import Paces
from functions.trends.ports import PaceStore, Term, TermStore
from functions.trends.store import TRY_AGAIN, Terms
from tests.fakes.trends import MemoryTerms
from tests.store.connections import NOW

SERIES = [Point(date(2026, 11, 19), 7), Point(date(2026, 11, 20), 100)]
KAHVE, CAY = Term("kahve", "TR"), Term("çay", "")
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["wish", "fetched", "failed", "give_up", "forget", "pass"]),
        st.sampled_from([KAHVE, CAY, Term("kahve", ""), Term("a'b", "DE")]),
        st.integers(0, 3 * 86_400),
    ),
    max_size=25,
)


class WishedTerms(TermStore, Protocol):
    def wish(self, term: Term, now: float) -> None: ...


@dataclass
class StoredTerms(Terms):
    """With the wishing that is match's part."""

    database: Database

    def __post_init__(self) -> None:
        super().__init__(self.database)

    def wish(self, term: Term, now: float) -> None:
        MatchTrends(self.database).wish(term.keyword, term.geo, now)


@pytest.fixture(params=["memory", "postgres"])
def terms(request: pytest.FixtureRequest) -> WishedTerms:
    return MemoryTerms() if request.param == "memory" else StoredTerms(request.getfixturevalue("database"))


def test_a_wish_is_due_at_once_and_once(terms: WishedTerms) -> None:
    assert terms.due(NOW, 10) == []
    for _ in range(2):
        terms.wish(KAHVE, NOW)
    assert terms.due(NOW, 10) == [KAHVE]


def test_a_series_is_due_again_after_a_day_and_a_failure_after_its_wait(terms: WishedTerms) -> None:
    terms.wish(KAHVE, NOW)
    terms.fetched(KAHVE, SERIES, NOW)
    assert terms.due(NOW + FRESH - 1, 10) == []
    assert terms.due(NOW + FRESH, 10) == [KAHVE]
    terms.failed(KAHVE, NOW + FRESH)
    assert terms.due(NOW + FRESH + TRY_AGAIN - 1, 10) == []
    assert terms.due(NOW + FRESH + TRY_AGAIN, 10) == [KAHVE]


def test_giving_up_touches_only_what_was_never_tried(terms: WishedTerms) -> None:
    for term in (KAHVE, CAY):
        terms.wish(term, NOW)
    terms.fetched(KAHVE, SERIES, NOW)
    assert terms.give_up(NOW) == 1
    assert terms.give_up(NOW) == 0
    assert terms.due(NOW + TRY_AGAIN, 10) == [CAY]


def test_what_is_forgotten_takes_no_answer_any_more(terms: WishedTerms) -> None:
    terms.wish(KAHVE, NOW)
    assert terms.forget(NOW) == 0
    assert terms.forget(NOW + 1) == 1
    terms.fetched(KAHVE, SERIES, NOW)
    terms.failed(KAHVE, NOW)
    assert terms.due(NOW + 10 * FRESH, 10) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS, st.integers(1, 3))
def test_the_twin_agrees_on_who_is_next(database: Database, actions: list[tuple[str, Term, int]], limit: int) -> None:
    memory, stored, now = MemoryTerms(), StoredTerms(database), NOW
    assert stored.forget(NOW + 10**9) >= 0
    for action, term, passed in actions:
        for store in (memory, stored):
            _act(store, action, term, now)
        now += passed
        assert stored.due(now, limit) == memory.due(now, limit)


def _act(terms: WishedTerms, action: str, term: Term, now: float) -> None:
    if action == "wish":
        terms.wish(term, now)
    elif action == "fetched":
        terms.fetched(term, SERIES, now)
    elif action == "failed":
        terms.failed(term, now)
    elif action == "give_up":
        terms.give_up(now)
    elif action == "forget":
        terms.forget(now - 2 * FRESH)


def test_a_pace_is_kept_from_change_to_change(pace_store: PaceStore) -> None:
    assert pace_store.change(lambda seen: pace.charged(seen, NOW, 2)) == Pace(int(NOW // pace.DAY), 1)
    assert pace_store.change(lambda seen: pace.failed(seen, NOW + 0.5, limited=True))
    held = pace_store.change(lambda seen: pace.begun(seen, NOW + 0.25))
    seen: list[Pace] = []
    assert pace_store.change(seen.append) is None
    assert seen == [held]
    assert held == Pace(int(NOW // pace.DAY), 1, 2, 1, NOW + 0.5 + pace.FIRST_REST, NOW + 0.25 + pace.HOLD)


def test_a_refused_change_changes_nothing(pace_store: PaceStore) -> None:
    for _ in range(3):
        pace_store.change(lambda seen: pace.charged(seen, NOW, 2))
    assert pace_store.change(lambda seen: pace.charged(seen, NOW, 2)) is None
    assert pace_store.change(lambda seen: pace.charged(seen, NOW, 3)) == Pace(int(NOW // pace.DAY), 3)


def test_many_at_once_spend_no_more_than_there_is(paces: Paces) -> None:
    def charge(_: int) -> bool:
        for _attempt in itertools.count():
            try:
                return paces.change(lambda seen: pace.charged(seen, NOW, 5)) is not None
            except Contended:
                continue
        raise AssertionError

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(charge, range(12))) == 5


def test_of_many_runs_at_once_one_begins(paces: Paces) -> None:
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: paces.change(lambda seen: pace.begun(seen, NOW)), range(8)))
    assert sum(found is not None for found in begun) == 1
