from typing import Any

import pytest

from functions.shared.audience import instagram
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Reason, State
from functions.shared.audience.metrics import Metric
from tests.unit.audience.samples import PULL, load

KNOWN = 8600
FOLLOWERS = 9000


def one(name: Name, answer: Any, *others: tuple[Name, Any], people: float | None = FOLLOWERS) -> Dimension:
    found = instagram.audience({name: answer, **dict(others)}, PULL, people=people)
    return next(dimension for dimension in found if dimension.name is name)


def test_seven_ages_become_six_and_minors_aside() -> None:
    found = one(Name.AGE, load("instagram_age.json"))
    assert found.state is State.VALUE
    assert found.tally.minors_n == 410
    assert found.sample_size == found.tally.known_n == KNOWN - 410
    assert found.minors_share == pytest.approx(410 / KNOWN)


def test_followers_without_known_demographics_are_unknown() -> None:
    found = one(Name.AGE, load("instagram_age.json"))
    assert found.tally.unknown_n == FOLLOWERS - KNOWN
    assert found.tally.total_n == FOLLOWERS


def test_u_is_unknown() -> None:
    found = one(Name.GENDER, load("instagram_gender.json"), people=None)
    assert found.shares == {"female": 4700 / 8000, "male": 3300 / 8000}
    assert found.tally.unknown_n == 600


def test_the_top_45_countries_fill_up_to_the_sum_of_ages() -> None:
    countries = load("instagram_country_top45.json")
    listed = sum(result["value"] for result in countries["data"][0]["total_value"]["breakdowns"][0]["results"])
    found = one(Name.COUNTRY, countries, (Name.AGE, load("instagram_age.json")))
    assert found.truncated
    assert found.tally.other_n == max(0, KNOWN - listed)
    assert found.tally.unknown_n == FOLLOWERS - max(KNOWN, listed)
    assert len(found.tally.amounts) == 45


def test_the_remainder_goes_to_other_and_to_no_country() -> None:
    countries = load("instagram_country_top45.json")
    results = countries["data"][0]["total_value"]["breakdowns"][0]["results"]
    for result in results:
        result["value"] = 100
    found = one(Name.COUNTRY, countries, (Name.AGE, load("instagram_age.json")))
    assert found.tally.other_n == KNOWN - 4500
    assert found.shares["TR"] == pytest.approx(100 / KNOWN)
    assert found.other_share == pytest.approx((KNOWN - 4500) / KNOWN)


def test_gender_stands_in_where_ages_are_missing() -> None:
    countries = load("instagram_country_top45.json")
    for result in countries["data"][0]["total_value"]["breakdowns"][0]["results"]:
        result["value"] = 10
    missing = (Name.AGE, load("instagram_empty.json"))
    found = one(Name.COUNTRY, countries, missing, (Name.GENDER, load("instagram_gender.json")))
    assert found.tally.other_n == KNOWN - 450
    alone = one(Name.COUNTRY, countries)
    assert (alone.tally.other_n, alone.tally.unknown_n, alone.truncated) == (0, FOLLOWERS - 450, True)


def test_the_sum_of_ages_goes_before_that_of_genders() -> None:
    countries = load("instagram_country_top45.json")
    for result in countries["data"][0]["total_value"]["breakdowns"][0]["results"]:
        result["value"] = 10
    fewer = load("instagram_gender.json")
    fewer["data"][0]["total_value"]["breakdowns"][0]["results"].pop()
    found = one(Name.COUNTRY, countries, (Name.AGE, load("instagram_age.json")), (Name.GENDER, fewer))
    assert found.tally.other_n == KNOWN - 450


def test_a_short_list_was_not_cut() -> None:
    found = one(Name.COUNTRY, load("instagram_country_short.json"), (Name.AGE, load("instagram_age.json")))
    assert (found.truncated, found.tally.other_n, found.tally.unknown_n) == (False, 0, 600)


def test_one_answer_by_age_and_gender_gives_both_marginals() -> None:
    crossed = load("instagram_age_gender.json")
    age, gender = instagram.audience({Name.AGE: crossed, Name.GENDER: crossed}, PULL, people=900)
    assert age.tally.amounts == {"18-24": 500, "25-34": 330}
    assert (age.tally.minors_n, gender.tally.unknown_n) == (70, 60)
    assert gender.tally.amounts == {"female": 490, "male": 350}


@pytest.mark.parametrize("answer", ["instagram_empty.json", "instagram_no_breakdowns.json"])
def test_no_data_is_suppressed_and_not_zero(answer: str) -> None:
    found = one(Name.AGE, load(answer))
    assert (found.state, found.reason, found.shares) == (State.SUPPRESSED, Reason.NO_DATA, {})


@pytest.mark.parametrize("answer", ["instagram_empty.json", "instagram_age.json"])
def test_under_100_followers_nothing_is_shown(answer: str) -> None:
    found = one(Name.AGE, load(answer), people=99)
    assert (found.state, found.reason) == (State.SUPPRESSED, Reason.TOO_FEW)
    assert one(Name.AGE, load("instagram_age.json"), people=100).state is State.VALUE


def test_one_failed_breakdown_leaves_the_others_alone() -> None:
    failed = {"error": {"message": "An unknown error has occurred.", "code": 1}}
    age, city = instagram.audience({Name.AGE: load("instagram_age.json"), Name.CITY: failed}, PULL, people=FOLLOWERS)
    assert age.state is State.VALUE
    assert (city.state, city.reason) == (State.UNAVAILABLE, Reason.FAILED)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"data": 4},
        {"data": [4]},
        {"data": [{"total_value": {"breakdowns": [{"dimension_keys": ["city"]}]}}]},
    ],
)
def test_another_shape_is_unavailable(answer: Any) -> None:
    found = one(Name.AGE, answer)
    assert (found.state, found.reason) == (State.UNAVAILABLE, Reason.MALFORMED)


def test_metrics_of_the_account() -> None:
    found = instagram.metrics(load("instagram_profile.json"), load("instagram_insights.json"), PULL)
    assert found is not None
    assert found.values[Metric.FOLLOWERS] == FOLLOWERS
    assert found.values[Metric.REACH] == 3100
    assert found.values[Metric.ENGAGEMENTS] == 560


def test_a_metric_without_value_is_absent() -> None:
    found = instagram.metrics(load("instagram_profile.json"), {"data": [{"name": "reach", "total_value": {}}]}, PULL)
    assert found is not None
    assert Metric.REACH not in found.values
