"""Do our parsers read what the sandbox says about Instagram accounts, in every state?"""

import json
from typing import Any

import pytest

from functions.shared.audience import instagram, meta_errors
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Reason, State
from functions.shared.audience.metrics import Metric
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import CREATOR_INSTAGRAM
from tests.local.sandbox.people import DAY, NOW, graph
from tests.unit.audience.samples import PULL

FIELDS = "user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count"
LIFETIME = {"period": "lifetime", "metric_type": "total_value", "timeframe": "this_month"}
DAILY = {"period": "day", "metric_type": "total_value"}


def audience_of(sandbox: Sandbox, login: str, metric: str = instagram.FOLLOWERS) -> tuple[Dimension, ...]:
    token = sandbox.world.grant("instagram", login).token
    me = graph(sandbox, "/v25.0/me", token, fields=FIELDS).json()
    by_name = {
        name: graph(
            sandbox, f"/v25.0/{me['user_id']}/insights", token, metric=metric, breakdown=breakdown, **LIFETIME
        ).json()
        for name, breakdown in instagram.DIMENSIONS.items()
    }
    return instagram.audience(by_name, PULL, people=me["followers_count"], metric=metric)


def test_everything_there(sandbox: Sandbox) -> None:
    found = audience_of(sandbox, CREATOR_INSTAGRAM)
    assert [each.name for each in found] == [Name.AGE, Name.GENDER, Name.COUNTRY, Name.CITY]
    assert {each.state for each in found} == {State.VALUE}
    assert all(each.tally.unrecognised_n == 0 for each in found)
    assert found[0].minors_share > 0


@pytest.mark.parametrize(
    ("login", "reason"),
    [("under.100", Reason.TOO_FEW), ("empty.demographics", Reason.NO_DATA), ("no.breakdowns", Reason.NO_DATA)],
)
def test_states_without_a_value(sandbox: Sandbox, login: str, reason: Reason) -> None:
    found = audience_of(sandbox, login)
    assert {(each.state, each.reason) for each in found} == {(State.SUPPRESSED, reason)}


def test_lists_are_cut_at_45(sandbox: Sandbox) -> None:
    _, _, country, city = audience_of(sandbox, "top.45")
    assert country.truncated
    assert city.truncated
    assert country.tally.other_n > 0
    assert len(country.tally.amounts) == instagram.TOP_ROWS


def test_a_personal_account_says_so_and_has_no_insights(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", "personal").token
    assert graph(sandbox, "/v25.0/me", token, fields="account_type").json()["account_type"] == "PERSONAL"
    assert graph(sandbox, "/v25.0/me/insights", token, metric="reach", **DAILY).json()["error"]["code"] == 10


def test_the_engaged_have_a_floor_of_their_own(sandbox: Sandbox) -> None:
    assert audience_of(sandbox, CREATOR_INSTAGRAM, "engaged_audience_demographics")[0].state is State.VALUE


def test_profile_and_account_metrics(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    me = graph(sandbox, "/v25.0/me", token, fields=FIELDS).json()
    told = graph(sandbox, "/v25.0/me/insights", token, metric=",".join(instagram.INSIGHTS), **DAILY).json()
    found = instagram.metrics(me, told, PULL)
    assert found is not None
    assert set(found.values) == {*instagram.PROFILE.values(), *instagram.INSIGHTS.values()}
    assert found.values[Metric.REACH] < found.values[Metric.VIEWS]


def test_reach_by_day(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    query = {"period": "day", "metric_type": "time_series", "since": str(int(NOW - 7 * DAY)), "until": str(int(NOW))}
    told = graph(sandbox, "/v25.0/me/insights", token, metric="reach", **query).json()
    assert len(told["data"][0]["values"]) == 7


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({**LIFETIME, "metric": "follower_demographics", "timeframe": "last_30_days", "breakdown": "age"}, 100),
        ({**LIFETIME, "metric": "follower_demographics", "period": "day", "breakdown": "age"}, 100),
        ({**LIFETIME, "metric": "follower_demographics", "breakdown": "mood"}, 1),
        ({**DAILY, "metric": "impressions"}, 100),
        ({**DAILY, "metric": "reach", "breakdown": "mood"}, 1),
        ({**DAILY, "metric": "likes", "metric_type": "time_series"}, 100),
        ({**DAILY, "metric": ""}, 100),
        ({**DAILY, "metric": "reach", "since": "1", "until": str(int(NOW))}, 100),
    ],
)
def test_what_is_not_documented_is_refused(sandbox: Sandbox, query: dict[str, str], code: int) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    assert graph(sandbox, "/v25.0/me/insights", token, **query).json()["error"]["code"] == code


def test_a_strangers_insights_and_unknown_fields_are_refused(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    assert graph(sandbox, "/v25.0/17841/insights", token, metric="reach", **DAILY).json()["error"]["code"] == 100
    assert graph(sandbox, "/v25.0/me", token, fields="secrets").json()["error"]["code"] == 100
    assert graph(sandbox, "/v12.0/me", token).json()["error"]["code"] == 2635


def test_the_accounts_limit_is_told_and_held(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    first = graph(sandbox, "/v25.0/me", token)
    usage: dict[str, Any] = json.loads(first.headers["x-business-use-case-usage"])
    assert next(iter(usage.values()))[0]["estimated_time_to_regain_access"] == 0
    sandbox.world.quotas.limits.instagram_calls_per_impression = 0
    refused = graph(sandbox, "/v25.0/me", token)
    assert refused.json()["error"]["code"] == 80002
    assert meta_errors.usage(refused.headers) > 0
