"""Does the sandbox move with time as promised: growing, repeating itself within a week, the same for everybody?"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import instagram
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Pull, Window
from functions.shared.audience.snapshot import Snapshot, content_hash
from infra.local.sandbox import published
from infra.local.sandbox.audiences import audience, counts
from infra.local.sandbox.drawn_accounts import COMPANIES, CREATORS
from infra.local.sandbox.movement import day_of, grown
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.world import World
from tests.local.sandbox.people import DAY, Clock, graph

LIFETIME = {"period": "lifetime", "metric_type": "total_value", "timeframe": "this_month"}
DAYS = st.dates(date(2025, 1, 1), date(2030, 1, 1))
SEEDS = st.text(max_size=5)


def audience_now(sandbox: Sandbox, login: str, clock: Clock) -> tuple[Dimension, ...]:
    token = sandbox.world.grant("instagram", login).token
    followers = graph(sandbox, "/v25.0/me", token, fields="followers_count").json()["followers_count"]
    answers: dict[Name, Any] = {
        name: graph(
            sandbox, "/v25.0/me/insights", token, metric=instagram.FOLLOWERS, breakdown=breakdown, **LIFETIME
        ).json()
        for name, breakdown in instagram.DIMENSIONS.items()
        if name is not Name.CITY
    }
    today = day_of(clock.now)
    return instagram.audience(answers, Pull(Window(today, today), clock.now), people=followers)


def test_an_unchanged_audience_repeats_its_hash_for_a_week(sandbox: Sandbox, clock: Clock) -> None:
    hashes = []
    for _ in range(22):
        hashes.append(content_hash(Snapshot("instagram", audience_now(sandbox, "quiet", clock))))
        clock.now += DAY
    changes = [at for at in range(1, len(hashes)) if hashes[at] != hashes[at - 1]]
    assert 1 < len(changes) <= 4
    assert {later - earlier for earlier, later in pairwise(changes)} == {7}


@given(SEEDS, st.integers(100, 10**7), DAYS, st.booleans())
def test_sizes_never_fall_and_hold_the_week_within_the_day(seed: str, size: int, day: date, lively: bool) -> None:  # noqa: FBT001
    today, tomorrow = (grown(seed, size, each, lively=lively) for each in (day, day + timedelta(days=1)))
    assert 0 < today <= tomorrow
    assert grown(seed, size, day, lively=False) <= grown(seed, size, day, lively=True)


@given(
    SEEDS,
    st.sampled_from(["instagram", "youtube", "ga4"]),
    st.sampled_from([*published.CATEGORIES, ""]),
    st.integers(-9, 200),
)
def test_every_mix_sums_to_one(seed: str, platform: str, about: str, week: int) -> None:
    people = audience(platform, seed, "TR", about, week)
    for mix in (people.ages, people.genders, people.countries, people.cities, people.languages):
        assert sum(mix.values()) == pytest.approx(1)
        assert min(mix.values()) >= 0


@given(st.dictionaries(st.text(max_size=3), st.floats(0.01, 1), min_size=1, max_size=9), st.integers(0, 10**7))
def test_people_are_counted_whole(weights: dict[str, float], people: int) -> None:
    whole = sum(weights.values())
    found = counts({bucket: weight / whole for bucket, weight in weights.items()}, people)
    assert sum(found.values()) == people
    assert all(amount > 0 for amount in found.values())


def test_the_accounts_are_the_same_in_every_process(clock: Clock) -> None:
    first, second = World(None, clock).accounts, World(None, clock).accounts
    assert dict(first) == dict(second)
    companies = [each for each in first.values() if each.login.startswith("company-")]
    assert len(companies) == COMPANIES
    assert {len(each.properties) for each in companies} == {0, 1, 2, 3, 4, 5}
    drawn = [each for each in first.values() if not each.special and not each.login.startswith("company-")]
    assert len({each.name for each in drawn}) > CREATORS / 3
    assert 100 <= len(first) <= 200


def test_followers_are_spread_as_published(clock: Clock) -> None:
    profiles = [each.profile for each in World(None, clock).accounts.values() if each.profile and not each.special]
    sizes = sorted(profile.followers for profile in profiles)
    assert 3_000 < sizes[len(sizes) // 2] < 30_000
    assert sizes[-1] > 100 * sizes[0]


def test_ids_are_nobodys_twice(clock: Clock) -> None:
    accounts = World(None, clock).accounts.values()
    ids = [
        *(each.profile.user_id for each in accounts if each.profile),
        *(each.profile.app_id for each in accounts if each.profile),
        *(each.channel.id for each in accounts if each.channel),
        *(property_.id for each in accounts for property_ in each.properties),
    ]
    assert len(ids) == len(set(ids))
    assert all(len(each.channel.id) == 24 for each in accounts if each.channel)


def test_the_clock_can_be_moved(sandbox: Sandbox, clock: Clock) -> None:
    sandbox.world.offset = 90 * DAY
    assert sandbox.world.now() == clock.now + 90 * DAY
    granted = sandbox.world.grant("instagram", "quiet")
    assert datetime.fromtimestamp(granted.issued_at, UTC).date() == day_of(clock.now + 90 * DAY)
