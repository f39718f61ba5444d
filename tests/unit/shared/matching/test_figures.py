"""Are rates made of numbers of one window, and unknown where one of them is?"""

from datetime import timedelta

import pytest

from functions.shared.audience.metrics import Step
from functions.shared.matching.figures import Figures, figures
from tests.audiences import TODAY


def step(metric: str, value: float, ago: int = 0) -> Step:
    return Step(metric, TODAY - timedelta(days=ago), value)


def test_instagram_engages_those_whom_it_reaches() -> None:
    steps = [step("engagements", 300), step("reach", 6_000), step("followers", 20_000), step("views", 9_000)]
    found = figures("instagram", steps, TODAY)
    assert (found.engagement_rate, found.reach_per_follower) == (0.05, 0.3)
    assert (found.followers, found.views) == (20_000, 9_000)


def test_youtube_engages_viewers_and_tells_three_months_at_once() -> None:
    steps = [step("likes", 80), step("comments", 15), step("shares", 5), step("views", 2_700)]
    found = figures("youtube", steps, TODAY)
    assert found.engagement_rate == pytest.approx(100 / 2_700)
    assert found.views == 900
    assert found.reach_per_follower is None
    assert figures("youtube", steps[1:], TODAY).engagement_rate is None


@pytest.mark.parametrize("platform", ["instagram", "youtube", "tiktok"])
def test_nothing_told_is_nothing_known(platform: str) -> None:
    assert figures(platform, [], TODAY) == Figures()
    assert figures(platform, [step("followers", 900)], TODAY) == Figures(followers=900)


def test_nothing_is_divided_by_nobody() -> None:
    steps = [step("engagements", 0), step("reach", 0), step("followers", 0), step("views", 0), step("likes", 0)]
    for platform in ("instagram", "youtube"):
        found = figures(platform, [*steps, step("followers", 0, ago=60)], TODAY)
        assert (found.engagement_rate, found.reach_per_follower, found.growth) == (None, None, None)


def test_growth_looks_back_four_weeks_at_the_step_that_held_then() -> None:
    steps = [step("followers", 1_000, ago=40), step("followers", 1_100, ago=27), step("followers", 1_050, ago=1)]
    found = figures("instagram", steps, TODAY)
    assert found.growth == pytest.approx(0.05)
    assert found.followers_before == 1_000
    assert figures("instagram", steps[1:], TODAY).growth is None
    assert figures("instagram", [step("followers", 10, ago=28)], TODAY).growth == 0


def test_posts_that_rose_say_when_it_was_seen() -> None:
    steps = [step("posts", 10, ago=9), step("posts", 11, ago=4), step("posts", 10, ago=2)]
    assert figures("instagram", steps, TODAY).posted_on == TODAY - timedelta(days=4)


def test_the_order_of_steps_and_what_comes_after_the_day_change_nothing() -> None:
    steps = [step("followers", 1_000, ago=40), step("followers", 1_200, ago=3), step("posts", 4, ago=30)]
    future = [step("followers", 9_999, ago=-1), step("posts", 99, ago=-1)]
    assert figures("instagram", [*future, *reversed(steps)], TODAY) == figures("instagram", steps, TODAY)
