from typing import Any

import pytest

from functions.shared.audience import ga4
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Reason, State, Unit
from functions.shared.audience.metrics import Metric
from tests.unit.audience.samples import PULL, load


def test_unknown_users_are_dropped_from_the_shares_and_kept_in_the_count() -> None:
    found = ga4.dimension(Name.AGE, load("ga4_age.json"), PULL)
    assert (found.state, found.unit) == (State.VALUE, Unit.PEOPLE)
    assert found.tally.known_n == found.sample_size == 22_000
    assert found.tally.unknown_n == 41_250
    assert found.shares["25-34"] == pytest.approx(9120 / 22_000)
    assert (found.source.provider, found.source.metric) == ("ga4", "activeUsers")


def test_thresholded_rows_that_remain_are_a_value_with_a_mark() -> None:
    found = ga4.dimension(Name.AGE, load("ga4_age_thresholded.json"), PULL)
    assert (found.state, found.thresholded) == (State.VALUE, True)
    assert found.sample_size == 137


def test_users_whom_a_threshold_withheld_are_unknown_where_the_total_tells() -> None:
    found = ga4.dimension(Name.AGE, load("ga4_age_thresholded.json"), PULL, users=1000)
    assert found.tally.unknown_n == 812 + 51
    assert found.tally.total_n == 1000


def _with_customers(answer: Any, customers: list[str]) -> Any:
    """The answer with a second column: as it comes when both metrics are asked for."""
    rows = [
        {**row, "metricValues": [*row["metricValues"], {"value": value}]}
        for row, value in zip(answer["rows"], customers, strict=True)
    ]
    return {**answer, "metricHeaders": [*answer["metricHeaders"], {"name": ga4.CUSTOMERS}], "rows": rows}


def test_customers_are_another_column_of_the_same_report() -> None:
    answer = load("ga4_gender.json")
    both = _with_customers(answer, ["7", "30", "20"])
    found = ga4.dimension(Name.GENDER, both, PULL, metric=ga4.CUSTOMERS, users=60)
    assert (found.source.metric, found.tally.amounts) == ("totalPurchasers", {"female": 30, "male": 20})
    assert (found.tally.unknown_n, found.sample_size) == (7 + 3, 50)
    assert ga4.dimension(Name.GENDER, both, PULL) == ga4.dimension(Name.GENDER, answer, PULL)


def test_a_site_that_sells_nothing_has_no_customers_and_not_zero_of_each() -> None:
    answer = load("ga4_age_thresholded.json")
    found = ga4.dimension(
        Name.AGE, _with_customers(answer, ["0"] * len(answer["rows"])), PULL, metric=ga4.CUSTOMERS, users=0
    )
    assert (found.state, found.reason, found.shares) == (State.SUPPRESSED, Reason.NO_DATA, {})


def test_an_odd_number_of_customers_costs_the_users_nothing() -> None:
    answer = load("ga4_gender.json")
    both = _with_customers(answer, ["many", *["1"] * (len(answer["rows"]) - 1)])
    assert ga4.dimension(Name.GENDER, both, PULL, metric=ga4.CUSTOMERS).reason is Reason.MALFORMED
    assert ga4.dimension(Name.GENDER, both, PULL).state is State.VALUE


def test_a_report_that_was_withheld_whole_is_suppressed() -> None:
    found = ga4.dimension(Name.AGE, load("ga4_age_withheld.json"), PULL)
    assert (found.state, found.reason) == (State.SUPPRESSED, Reason.THRESHOLDED)


def test_an_empty_report_is_suppressed_and_not_zero() -> None:
    found = ga4.dimension(Name.AGE, load("ga4_empty.json"), PULL)
    assert (found.state, found.reason) == (State.SUPPRESSED, Reason.NO_DATA)
    assert found.shares == {}


def test_without_google_signals_all_are_unknown() -> None:
    found = ga4.dimension(Name.AGE, load("ga4_age_all_unknown.json"), PULL)
    assert (found.state, found.reason, found.tally.unknown_n) == (State.SUPPRESSED, Reason.NOTHING_KNOWN, 5310)


def test_the_other_row_is_other_and_marks_a_cut() -> None:
    found = ga4.dimension(Name.COUNTRY, load("ga4_country.json"), PULL)
    assert (found.tally.other_n, found.tally.unknown_n, found.truncated) == (5000, 310, True)
    assert found.shares["TR"] == pytest.approx(51_200 / 62_940)


def test_a_sampled_report_counts_as_its_sample() -> None:
    found = ga4.dimension(Name.COUNTRY, load("ga4_country_sampled.json"), PULL)
    assert found.sampling_rate == 0.25
    assert found.sample_size == 1_500_000 * 0.25


def test_a_page_of_many_rows_fills_up_with_other() -> None:
    found = ga4.dimension(Name.CITY, load("ga4_city_page.json"), PULL, users=40_000)
    assert (found.tally.other_n, found.truncated) == (8800, True)


def test_languages_are_added_up_by_their_primary_subtag() -> None:
    found = ga4.dimension(Name.LANGUAGE, load("ga4_language.json"), PULL)
    assert found.tally.amounts == {"tr": 49_000, "en": 5000, "he": 40}
    assert (found.tally.unknown_n, found.tally.unrecognised_n) == (67, 7)


def test_devices_have_common_names() -> None:
    assert set(ga4.dimension(Name.DEVICE, load("ga4_device.json"), PULL).shares) == {
        "mobile",
        "desktop",
        "tablet",
        "tv",
    }


def test_rows_kept_empty_leave_no_bucket() -> None:
    answer = load("ga4_gender.json")
    answer["rows"][1]["metricValues"][0]["value"] = "0"
    assert ga4.dimension(Name.GENDER, answer, PULL).shares == {"male": 1.0}


def test_columns_are_found_by_name() -> None:
    answer = load("ga4_gender.json")
    answer["metricHeaders"].insert(0, {"name": "sessions"})
    for row in answer["rows"]:
        row["metricValues"].insert(0, {"value": "1"})
    assert ga4.dimension(Name.GENDER, answer, PULL) == ga4.dimension(Name.GENDER, load("ga4_gender.json"), PULL)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"error": {"code": 403}}, Reason.FAILED),
        ({"dimensionHeaders": [{"name": "city"}]}, Reason.MALFORMED),
        ({"rows": [{"dimensionValues": [{"value": "male"}]}]}, Reason.MALFORMED),
        ({"rows": [{"dimensionValues": [{"value": "male"}], "metricValues": [{"value": "-4"}]}]}, Reason.MALFORMED),
        ({"rows": "none"}, Reason.MALFORMED),
        ({"metadata": {"samplingMetadatas": [{"samplesReadCount": "0", "samplingSpaceSize": "9"}]}}, Reason.MALFORMED),
    ],
)
def test_another_shape_is_unavailable(changes: dict[str, Any], reason: Reason) -> None:
    found = ga4.dimension(Name.GENDER, load("ga4_gender.json") | changes, PULL)
    assert (found.state, found.reason) == (State.UNAVAILABLE, reason)


def test_metrics_of_the_property() -> None:
    found = ga4.metrics(load("ga4_overview.json"), PULL)
    assert found is not None
    assert found.values[Metric.ACTIVE_USERS] == 63_250
    assert found.values[Metric.ENGAGEMENT_RATE] == 0.6148
    assert found.values[Metric.REVENUE] == 254_310.75


def test_a_property_without_traffic_has_no_metrics() -> None:
    assert ga4.metrics(load("ga4_empty.json"), PULL) is None
