"""Do the numbers of made-up accounts go on from start to start, and look as checks by day would have stored them?"""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.activity import Check, Peers, activity
from functions.match.activity import State as Seen
from functions.shared.audience.metrics import Metric, Step
from functions.shared.audience.posting import last_rise
from functions.shared.matching.figures import GROWTH_DAYS, figures
from infra.local.population import pace
from infra.local.population.people import Account, creators
from tests.unit.audience.samples import TODAY

ACCOUNTS = [account for person in creators(300) for account in person.accounts]
BEGAN = TODAY - timedelta(days=pace.HISTORY_DAYS)


def newest(steps: Iterable[Step]) -> dict[str, float]:
    return {step.metric: step.value for step in sorted(steps, key=lambda step: step.day)}


def stored(account: Account, last: date = TODAY) -> list[Step]:
    return list(pace.steps(account, last - timedelta(days=pace.HISTORY_DAYS), last))


@given(account=st.sampled_from(ACCOUNTS), gaps=st.lists(st.integers(1, 50), min_size=1, max_size=4))
def test_whenever_it_is_started_the_last_day_shows_what_that_day_has(account: Account, gaps: list[int]) -> None:
    steps, last = stored(account), TODAY
    for gap in gaps:
        after, last = last, last + timedelta(days=gap)
        steps += pace.steps(account, after + timedelta(days=1), last, after)
    assert newest(steps) == {metric.value: value for metric, value in pace.values(account, last).items()}
    keys = [(step.metric, step.day) for step in steps]
    assert len(set(keys)) == len(keys)


@given(account=st.sampled_from(ACCOUNTS))
def test_a_step_is_a_change(account: Account) -> None:
    known: dict[str, float] = {}
    for step in stored(account):
        assert known.get(step.metric) != step.value
        known[step.metric] = step.value


def test_youtube_keeps_no_number_that_had_to_be_deleted() -> None:
    days = [step.day for account in ACCOUNTS if account.platform == "youtube" for step in stored(account)]
    assert min(days) >= TODAY - timedelta(days=29)


def test_growth_rates_and_posts_can_be_told_of_nearly_all() -> None:
    known = [figures(account.platform, stored(account), TODAY) for account in ACCOUNTS if account.platform != "tiktok"]
    assert all(found.growth is not None and found.views is not None for found in known)
    assert sum(bool(found.engagement_rate) for found in known) > 0.9 * len(known)
    posted = [found.posted_on for found in known if found.posted_on]
    assert 0.7 < len(posted) / len(known) < 0.98
    assert sum(day > TODAY - timedelta(days=30) for day in posted) > len(known) / 2


@pytest.mark.parametrize("days", [0, 11, 33])
def test_somebody_has_a_jump_in_followers_that_the_activity_check_sees(days: int) -> None:
    today = TODAY + timedelta(days=days)
    grown = [account for account in ACCOUNTS if account.odd == "bought" and account.platform == "instagram"]
    seen = [_growth(account, today) for account in grown]
    assert Seen.LOOK_CLOSER in seen
    quiet = [_growth(account, today) for account in ACCOUNTS if not account.odd and account.platform == "instagram"]
    assert quiet.count(Seen.LOOK_CLOSER) < len(quiet) / 20


def _growth(account: Account, today: date) -> Seen:
    checks = activity(account.platform, stored(account, today), today, Peers()).checks
    return next(check.state for check in checks if check.name is Check.GROWTH)


def test_odd_engagement_and_reach_stand_out_among_peers() -> None:
    accounts = [account for account in ACCOUNTS if account.platform == "instagram"]
    found = {account.connection_id: figures("instagram", stored(account), TODAY) for account in accounts}
    peers = Peers(
        [each.engagement_rate for each in found.values() if each.engagement_rate],
        [each.reach_per_follower for each in found.values() if each.reach_per_follower],
    )
    for odd, check in (("silent", Check.ENGAGEMENT), ("unseen", Check.REACH)):
        for account in (each for each in accounts if each.odd == odd):
            checks = activity("instagram", stored(account), TODAY, peers).checks
            assert next(each.state for each in checks if each.name is check) is Seen.LOOK_CLOSER


def test_posts_only_rise_and_days_are_told_from_them() -> None:
    for account in ACCOUNTS[:60]:
        posts = [(step.day, step.value) for step in stored(account) if step.metric == Metric.POSTS.value]
        assert posts == sorted(posts, key=lambda step: step[1])
        assert last_rise(posts) == (posts[-1][0] if len(posts) > 1 else None)


def test_growth_needs_no_older_number_than_youtube_may_keep() -> None:
    assert pace.YOUTUBE_DAYS >= GROWTH_DAYS
