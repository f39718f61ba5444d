"""Is a day's budget spread over its ticks, is never more planned than there is, and is some left for newcomers?"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from functions.refresh.budgets import PULL_UNITS, Counter, Limits, closed, counters, shared_counters, slots
from functions.refresh.planning import MOST_WAITING, RESERVE, TICK, allowance
from functions.shared.audience.quota_reset import midnight_pacific
from functions.shared.tokens.grants import Provider

NOW = 1_795_300_000.0
LIMITS = Limits()


def test_without_budgets_only_the_queue_bounds_a_tick() -> None:
    assert shared_counters(Provider.GA4, LIMITS, NOW) == ()
    app = dict.fromkeys(shared_counters(Provider.INSTAGRAM, LIMITS, NOW), 10_000)
    assert allowance({}, PULL_UNITS, NOW) == allowance(app, PULL_UNITS, NOW) == MOST_WAITING


def test_a_provider_that_is_closed_is_closed_in_each_window_until_then_and_gets_nobody() -> None:
    hours = list(closed(Provider.INSTAGRAM, "instagram-app", LIMITS, NOW, NOW + 7_200))
    assert [counter.ends - hours[0].ends for counter in hours] == [0, 3_600, 7_200][: len(hours)]
    assert hours[-1].ends >= NOW + 7_200
    assert allowance({hours[0]: hours[0].limit}, PULL_UNITS, NOW) == 0
    midnight = midnight_pacific(NOW)
    assert [each.ends for each in closed(Provider.YOUTUBE, "youtube-units", LIMITS, NOW, midnight)] == [midnight]
    assert list(closed(Provider.GA4, "ga4-hour", LIMITS, NOW, midnight)) == []


def test_a_full_day_is_spread_evenly() -> None:
    morning = midnight_pacific(NOW)
    fresh = dict.fromkeys(shared_counters(Provider.YOUTUBE, LIMITS, morning), 0)
    assert allowance(fresh, PULL_UNITS, morning) == round(10_000 * (1 - RESERVE) / 96 + 0.5)


def test_a_tiny_budget_still_lets_somebody_through() -> None:
    fresh = dict.fromkeys(shared_counters(Provider.YOUTUBE, replace(LIMITS, youtube_daily_units=5), NOW), 0)
    assert allowance(fresh, PULL_UNITS, NOW) == 1


@given(
    limit=some.integers(0, 5_000),
    units=some.integers(1, 7),
    demand=some.integers(0, 10_000),
    begin=some.integers(0, 86_399),
)
def test_all_ticks_of_a_day_together_keep_to_the_budget(limit: int, units: int, demand: int, begin: int) -> None:
    """However much is due, and whenever the day is entered; and what is due gets what there is."""
    ends = 86_400
    counter = Counter("day", "", limit, 86_400, ends)
    spent, waiting, now = 0, demand, float(begin)
    while now < ends:
        sent = min(waiting, allowance({counter: spent}, {"day": units}, now))
        spent, waiting, now = spent + sent * units, waiting - sent, now + TICK
    assert spent <= limit
    plannable = limit - limit * RESERVE - 1
    assert spent >= min(demand * units, plannable - units)


def test_a_minutes_budget_bounds_a_tick_by_what_the_minutes_of_it_yield() -> None:
    minute = Counter("minute", "", 10, 60, 0)
    assert allowance({minute: 10}, {"minute": 5}, NOW) == 10 * 15 // 5


def test_days_end_at_midnight_in_california_and_short_windows_count_half() -> None:
    """Nobody tells where a provider's minute begins: any minute touches two of ours."""
    minute, day, analytics = counters(Provider.YOUTUBE, "", LIMITS, NOW)
    (hour,) = counters(Provider.GA4, "properties/1", LIMITS, NOW)
    assert day.ends == analytics.ends == midnight_pacific(NOW)
    assert (day.limit, minute.limit, analytics.limit, hour.limit) == (10_000, 360, 100_000, 60)
    assert (hour.key, hour.ends % 3_600, minute.ends % 60) == ("properties/1", 0, 0)
    assert 0 < minute.ends - NOW <= 60


def test_a_pull_costs_what_its_counters_say() -> None:
    charged = {counter.name for provider in Provider for counter in counters(provider, "", LIMITS, NOW)}
    assert set(PULL_UNITS) == charged


def test_ga4_holds_a_slot_of_its_property_besides() -> None:
    assert [each.name for each in slots(Provider.GA4, "properties/1", LIMITS)] == ["ga4", "ga4#properties/1"]
    assert [each.limit for each in slots(Provider.GA4, "properties/1", LIMITS)] == [8, 3]
    assert [each.name for each in slots(Provider.YOUTUBE, "", LIMITS)] == ["youtube"]
