"""Who is asked for, in what order, and does a failure stay where it belongs?"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.metrics import NullMetrics
from functions.trends import pace
from functions.trends.collecting import A_RUN, FORGOTTEN_AFTER, Collecting
from functions.trends.off_provider import OffProvider
from functions.trends.pace import DAY
from functions.trends.ports import Failure, Term, TrendsFailed
from functions.trends.store import TRY_AGAIN
from tests.fakes.trends import FakeTrends, MemoryPaces, MemoryTerms

NOW = 1_795_300_000.0
HOUR = 3_600.0


@dataclass
class World:
    """Memory twins and a clock that only sleeping and the test move."""

    now: float = NOW
    daily: int = 60
    terms: MemoryTerms = field(default_factory=MemoryTerms)
    paces: MemoryPaces = field(default_factory=MemoryPaces)
    google: FakeTrends = field(default_factory=lambda: FakeTrends(NOW))
    slept: list[float] = field(default_factory=list)

    def wish(self, *keywords: str) -> list[Term]:
        wished = [Term(keyword, "TR") for keyword in keywords]
        for term in wished:
            self.terms.wish(term, self.now)
            self.now += 1
        return wished

    def run(self) -> dict[str, int]:
        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.now += seconds

        return Collecting(
            self.terms, self.google, self.paces, NullMetrics(), lambda: self.now, sleep, self.daily, pause=5.0
        ).run()


def test_wishes_are_collected_one_by_one_with_a_pause_between() -> None:
    world = World()
    first, second, third = world.wish("çay", "kahve", "ayran")
    assert world.run() == {"forgotten": 0, "collected": 3, "failed": 0}
    assert world.google.asked == [first, second, third]
    assert world.slept == [5.0, 5.0]
    assert all(row.points and row.fetched_at for row in world.terms.rows.values())


def test_a_series_is_asked_for_again_after_a_day_and_not_before() -> None:
    world = World()
    world.wish("çay")
    world.run()
    world.now = NOW + 23 * HOUR
    assert world.run()["collected"] == 0
    world.now = NOW + 25 * HOUR
    assert world.run()["collected"] == 1


def test_who_waits_longest_is_next_wish_or_not() -> None:
    world = World(daily=1)
    world.wish("a", "b")
    asked = []
    for _ in range(4):
        world.run()
        asked.append(world.google.asked[-1].keyword)
        world.now += DAY + HOUR
    assert asked == ["a", "b", "a", "b"]


def test_a_run_is_bounded() -> None:
    world = World()
    world.wish(*(f"k{number:02}" for number in range(A_RUN + 5)))
    assert world.run()["collected"] == A_RUN
    assert world.run()["collected"] == 5


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    world = World()
    world.wish("old")
    world.now += FORGOTTEN_AFTER + HOUR
    assert world.run()["forgotten"] == 1
    assert world.google.asked == []


def test_too_few_searches_are_no_failure() -> None:
    world = World()
    (term,) = world.wish("nothing")
    world.google.unknown = frozenset({"nothing"})
    assert world.run()["collected"] == 1
    assert world.terms.rows[term].points == []


def test_being_told_to_slow_down_ends_the_run_and_begins_a_rest() -> None:
    world = World()
    first, second = world.wish("a", "b")
    world.google.faults = [Failure.LIMITED]
    assert world.run() == {"forgotten": 0, "collected": 0, "failed": 1}
    assert world.google.asked == [first]
    world.now += pace.FIRST_REST / 2
    assert world.run()["collected"] == 0
    world.now += pace.FIRST_REST
    assert world.run()["collected"] == 1
    assert world.google.asked == [first, second]


@pytest.mark.parametrize("failure", [Failure.UNREACHABLE, Failure.BROKEN])
def test_three_failures_in_a_row_begin_a_rest(failure: Failure) -> None:
    world = World()
    world.wish("a", "b", "c", "d")
    world.google.faults = [failure] * 3
    assert world.run() == {"forgotten": 0, "collected": 0, "failed": 3}
    assert pace.resting(world.paces.pace, world.now)


def test_keywords_that_google_does_not_take_stop_nobody_else() -> None:
    world = World()
    world.wish("a", "b", "c", "d", "e")
    world.google.faults = [Failure.REFUSED] * 4
    assert world.run() == {"forgotten": 0, "collected": 1, "failed": 4}
    assert world.paces.pace.failures == 0


def test_a_failure_keeps_the_old_series_and_waits_its_turn() -> None:
    world = World()
    (term,) = world.wish("a")
    world.run()
    row = world.terms.rows[term]
    old = row.points
    world.now = NOW + 2 * DAY
    world.google.faults = [Failure.UNREACHABLE]
    world.run()
    assert (row.points, row.failed_at) == (old, world.now)
    world.now += TRY_AGAIN - HOUR
    assert world.run() == {"forgotten": 0, "collected": 0, "failed": 0}
    world.now += 2 * HOUR
    assert world.run()["collected"] == 1
    assert row.failed_at is None


def test_a_second_run_at_the_same_time_does_nothing() -> None:
    world = World()
    world.wish("a")
    world.paces.change(lambda seen: pace.begun(seen, world.now))
    assert world.run() == {"forgotten": 0, "collected": 0, "failed": 0}
    world.now += pace.HOLD
    assert world.run()["collected"] == 1


def test_whatever_goes_wrong_on_our_side_the_next_run_may_begin() -> None:
    world = World()
    world.wish("a")

    def broken(now: float, limit: int) -> list[Term]:
        raise LookupError

    right: Callable[..., object] = world.terms.due
    world.terms.due = broken  # type: ignore[method-assign] # a store that fails once
    with pytest.raises(LookupError):
        world.run()
    world.terms.due = right  # type: ignore[method-assign,assignment] # as it was
    assert world.run()["collected"] == 1


def test_switched_off_nobody_is_asked_and_who_waits_is_told() -> None:
    world = World()
    (term,) = world.wish("a")
    world.google.on = False
    assert world.run()["failed"] == 1
    assert world.terms.rows[term].failed_at
    assert (world.google.asked, world.paces.pace.spent) == ([], 0)
    assert not OffProvider().on
    with pytest.raises(TrendsFailed):
        OffProvider().series(term)


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([*Failure, None]), st.floats(0, 30 * HOUR)), max_size=30))
def test_google_is_never_asked_more_than_the_budget_nor_while_we_rest(
    hours: list[tuple[int, Failure | None, float]],
) -> None:
    world, number = World(daily=7), 0
    asked_on: dict[int, int] = {}
    for wishes, fault, passed in hours:
        world.wish(*(f"k{number + place}" for place in range(wishes)))
        number += wishes
        world.google.faults = [fault] if fault else []
        rested, before, day = pace.resting(world.paces.pace, world.now), len(world.google.asked), int(world.now // DAY)
        told = world.run()
        asked = len(world.google.asked) - before
        assert asked == told["collected"] + told["failed"]
        assert not (rested and asked)
        if int(world.now // DAY) == day:
            asked_on[day] = asked_on.get(day, 0) + asked
        assert all(count <= 7 for count in asked_on.values())
        world.now += passed
