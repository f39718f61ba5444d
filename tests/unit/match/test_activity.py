"""Does the activity check notice what is unusual, leave alone what is not, and show what it rests on?"""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.activity import (
    LEAST_PEERS,
    Check,
    Checked,
    Peers,
    State,
    activity,
    expected,
    tier,
)
from functions.shared.audience.metrics import Step
from tests.audiences import TODAY

CHANCE = random.Random(7)
PEERS = Peers(
    engagement_rate=[CHANCE.lognormvariate(-3, 0.4) for _ in range(200)],
    reach_per_follower=[CHANCE.lognormvariate(-1, 0.5) for _ in range(200)],
)


def daily(values: list[float], metric: str = "followers") -> list[Step]:
    """One a day, the last of them today."""
    return [Step(metric, TODAY - timedelta(days=ago), value) for ago, value in enumerate(reversed(values))]


def steady(days: int = 60, followers: float = 20_000) -> list[Step]:
    return daily([followers * 1.002**day for day in range(days)])


def checks(platform: str, steps: list[Step], peers: Peers = PEERS) -> dict[Check, Checked]:
    return {check.name: check for check in activity(platform, steps, TODAY, peers).checks}


def told(**values: float) -> list[Step]:
    return [Step(metric, TODAY, value) for metric, value in values.items()]


def test_an_account_like_its_peers_is_usual_and_says_from_what() -> None:
    steps = [*steady(), *told(reach=8_000.0, engagements=400.0)]
    found = activity("instagram", steps, TODAY, PEERS)
    assert found.state is State.USUAL
    assert {check.state for check in found.checks} == {State.USUAL}
    engagement = found.checks[1]
    assert engagement.value == pytest.approx(0.05)
    assert [(step.metric, step.value) for step in engagement.inputs] == [("engagements", 400.0), ("reach", 8_000.0)]
    assert engagement.expected is not None
    assert engagement.expected.low < 0.05 < engagement.expected.high


def test_a_jump_overnight_asks_to_look_closer_and_shows_both_days() -> None:
    values = [20_000.0 + 40 * day for day in range(60)]
    values[-10:] = [value + 15_000 for value in values[-10:]]
    growth = checks("instagram", daily(values))[Check.GROWTH]
    assert growth.state is State.LOOK_CLOSER
    assert [step.day for step in growth.inputs] == [TODAY - timedelta(days=10), TODAY - timedelta(days=9)]
    assert growth.value == pytest.approx(growth.inputs[1].value / growth.inputs[0].value - 1)


def test_a_fall_overnight_asks_too() -> None:
    growth = checks("instagram", daily([20_000.0] * 40 + [15_000.0] * 5))[Check.GROWTH]
    assert growth.state is State.LOOK_CLOSER
    assert growth.value == pytest.approx(-0.25)


def test_fast_and_even_growth_is_the_accounts_own_pace() -> None:
    chance = random.Random(3)
    values = [1_000.0]
    for _ in range(50):
        values.append(values[-1] * (1 + chance.uniform(0.03, 0.08)))
    assert checks("instagram", daily(values))[Check.GROWTH].state is State.USUAL


@pytest.mark.parametrize("followers", [60.0, 100_000.0])
def test_rounding_and_a_handful_of_people_are_nothing(followers: float) -> None:
    """YouTube rounds to three figures: 100,000 becomes 101,000 in one step."""
    after = followers + (10 if followers < 1_000 else 1_000)
    growth = checks("youtube", daily([followers] * 40 + [after] * 3))[Check.GROWTH]
    assert growth.state is State.USUAL


def test_a_quiet_account_is_usual_and_a_new_one_is_not_judged() -> None:
    assert checks("instagram", [Step("followers", TODAY - timedelta(days=70), 500.0)])[Check.GROWTH].value == 0
    new = checks("instagram", daily([500.0, 5_000.0]))[Check.GROWTH]
    assert (new.state, new.value, new.expected) == (State.TOO_LITTLE_DATA, None, None)


@pytest.mark.parametrize("engagements", [1.0, 7_000.0])
def test_far_from_its_peers_on_either_side_asks_to_look_closer(engagements: float) -> None:
    found = activity("instagram", [*steady(), *told(reach=8_000.0, engagements=engagements)], TODAY, PEERS)
    assert found.state is State.LOOK_CLOSER
    assert found.checks[1].state is State.LOOK_CLOSER
    assert found.checks[2].state is State.USUAL


def test_without_peers_or_numbers_nothing_is_said() -> None:
    alone = checks("instagram", [*steady(), *told(reach=8_000.0, engagements=400.0)], Peers([0.05] * 29))
    assert alone[Check.ENGAGEMENT].state is State.TOO_LITTLE_DATA
    assert alone[Check.ENGAGEMENT].value == pytest.approx(0.05)
    assert activity("tiktok", told(followers=900.0), TODAY, PEERS).state is State.TOO_LITTLE_DATA
    assert checks("youtube", steady())[Check.REACH].state is State.TOO_LITTLE_DATA
    assert activity("instagram", [], TODAY, Peers()).state is State.TOO_LITTLE_DATA


@given(
    usual=st.lists(st.floats(0.01, 0.2), min_size=LEAST_PEERS, max_size=80),
    odd=st.lists(st.sampled_from([1e-6, 50.0]), max_size=14),
)
def test_a_few_odd_peers_do_not_make_the_odd_expected(usual: list[float], odd: list[float]) -> None:
    found, clean = expected([*usual, *odd]), expected(usual)
    assert found is not None
    assert clean is not None
    assert clean.low < sorted(usual)[len(usual) // 2] < clean.high
    middle = (found.low * found.high) ** 0.5
    assert min(usual) * 0.999 <= middle <= max(usual) * 1.001


def test_sizes_begin_where_the_field_says() -> None:
    assert tier(0) == (0, 1_000)
    assert tier(1_000) == (1_000, 10_000)
    assert tier(999_999) == (100_000, 1_000_000)
    assert tier(5e6) == (1_000_000, None)
