"""Do both keepers of budgets count alike: never past a limit, a slot for one holder, free when its lease ends?"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from functions.refresh.budget_store import BudgetStore
from functions.refresh.budgets import Counter, Slots
from functions.refresh.ports import Budgets
from tests.fakes.budgets import MemoryBudgets

NOW = 1_795_300_000.0
LEASE = 120.0
DAY = Counter("day", "", 3, 86_400, 1_795_305_600)
SLOTS = Slots("ga4#properties/1", 2)


@pytest.fixture(params=["memory", "dynamodb"])
def budgets(request: pytest.FixtureRequest) -> Budgets:
    if request.param == "memory":
        return MemoryBudgets()
    store: BudgetStore = request.getfixturevalue("budget_store")
    return store


def take(budgets: Budgets, holder: str, now: float = NOW) -> int | None:
    return budgets.take(SLOTS, holder, now, now + LEASE)


def test_a_counter_gives_its_limit_and_no_more(budgets: Budgets) -> None:
    assert budgets.spent(DAY) == 0
    assert [budgets.spend(DAY, 1) for _ in range(5)] == [True, True, True, False, False]
    assert budgets.spent(DAY) == 3


def test_units_are_given_together_or_not_at_all(budgets: Budgets) -> None:
    assert [budgets.spend(DAY, units) for units in (4, 2, 2, 1, 1)] == [False, True, False, True, False]
    assert budgets.spent(DAY) == 3


@pytest.mark.parametrize("before", [0, 2, 3])
def test_an_exhausted_counter_gives_nothing_until_its_next_window(budgets: Budgets, before: int) -> None:
    assert before == 0 or budgets.spend(DAY, before)
    budgets.exhaust(DAY)
    assert (budgets.spend(DAY, 1), budgets.spent(DAY)) == (False, DAY.limit)
    assert budgets.spend(replace(DAY, ends=DAY.ends + 86_400), 1)


def test_a_crowd_that_spends_several_units_each_stays_within_the_limit(budgets: Budgets) -> None:
    counter = Counter("crowd", "several", 20, 60, DAY.ends)
    with ThreadPoolExecutor(8) as workers:
        given = list(workers.map(lambda _: budgets.spend(counter, 7), range(12)))
    assert (given.count(True), budgets.spent(counter)) == (2, 14)


def test_a_new_window_another_key_and_another_name_begin_at_nothing(budgets: Budgets) -> None:
    for _ in range(3):
        budgets.spend(DAY, 1)
    for other in (
        Counter("day", "", 3, 86_400, DAY.ends + 86_400),
        Counter("day", "properties/1", 3, 86_400, DAY.ends),
        Counter("other", "", 3, 86_400, DAY.ends),
    ):
        assert budgets.spend(other, 1)
        assert budgets.spent(other) == 1


def test_without_a_budget_nothing_is_given(budgets: Budgets) -> None:
    assert not budgets.spend(Counter("none", "", 0, 60, DAY.ends), 1)
    assert budgets.take(Slots("none", 0), "a", NOW, NOW + LEASE) is None


def test_a_crowd_gets_the_limit_and_no_more(budgets: Budgets) -> None:
    counter = Counter("crowd", "", 7, 60, DAY.ends)
    with ThreadPoolExecutor(8) as workers:
        given = list(workers.map(lambda _: budgets.spend(counter, 1), range(20)))
    assert given.count(True) == budgets.spent(counter) == 7


def test_slots_are_given_to_so_many_at_a_time(budgets: Budgets) -> None:
    places = [take(budgets, holder) for holder in ("a", "b", "c")]
    assert {places[0], places[1]} == {0, 1}
    assert places[2] is None
    assert budgets.take(Slots("another", 1), "c", NOW, NOW + LEASE) == 0


def test_a_slot_that_is_given_back_is_free(budgets: Budgets) -> None:
    place, _ = take(budgets, "a"), take(budgets, "b")
    assert place is not None
    budgets.give_back(SLOTS, place, "a")
    assert take(budgets, "c") == place


def test_a_lease_that_has_ended_is_free_and_its_old_holder_gives_nothing_back(budgets: Budgets) -> None:
    places = [take(budgets, "a"), take(budgets, "a")]
    later = NOW + LEASE
    taken = [take(budgets, holder, later) for holder in ("b", "c")]
    assert set(taken) == set(places) == {0, 1}
    for place in (0, 1):
        budgets.give_back(SLOTS, place, "a")
    assert take(budgets, "d", later) is None


def test_a_crowd_holds_as_many_slots_as_there_are(budgets: Budgets) -> None:
    with ThreadPoolExecutor(8) as workers:
        places = list(workers.map(lambda worker: take(budgets, str(worker)), range(8)))
    assert sorted(place for place in places if place is not None) == [0, 1]
