from typing import Any

import pytest

from functions.shared.audience import youtube
from functions.shared.audience.buckets import CONSOLE, Name
from functions.shared.audience.distribution import Reason, State, Unit
from functions.shared.audience.metrics import Metric
from tests.unit.audience.samples import PULL, load


def test_demographics_are_shares_conditional_on_18_and_over() -> None:
    age, _ = youtube.demographics(load("youtube_demographics.json"), PULL, views=92_000)
    assert (age.state, age.unit) == (State.VALUE, Unit.SHARE)
    assert age.tally.minors_n == pytest.approx(0.055)
    assert age.minors_share == pytest.approx(0.055)
    assert age.shares["25-34"] == pytest.approx(0.327 / 0.945)
    assert set(age.shares) == {"18-24", "25-34", "35-44", "45-54", "55-64", "65+"}


def test_gender_is_the_other_marginal() -> None:
    _, gender = youtube.demographics(load("youtube_demographics.json"), PULL)
    assert gender.shares["female"] == pytest.approx(0.419)
    assert gender.shares["user_specified"] == pytest.approx(0.004)
    assert gender.matched_shares["female"] == pytest.approx(0.419 / 0.996)


def test_columns_come_in_the_order_of_their_headers() -> None:
    one = youtube.demographics(load("youtube_demographics.json"), PULL, views=92_000)
    assert youtube.demographics(load("youtube_demographics_reordered.json"), PULL, views=92_000) == one


@pytest.mark.parametrize(
    ("views", "sample"), [(None, 200.0), (0.0, 0.0), (150.0, 150.0), (92_000.0, youtube.SAMPLE_CAP)]
)
def test_percentages_rest_on_a_bounded_number_of_views(views: float | None, sample: float) -> None:
    _, gender = youtube.demographics(load("youtube_demographics.json"), PULL, views=views)
    assert gender.sample_size == pytest.approx(sample)


def test_minors_take_their_part_of_the_sample_along() -> None:
    age, _ = youtube.demographics(load("youtube_demographics.json"), PULL, views=1000)
    assert age.sample_size == pytest.approx(945)


def test_a_channel_with_little_traffic_is_suppressed() -> None:
    for found in youtube.demographics(load("youtube_demographics_empty.json"), PULL, views=3):
        assert (found.state, found.reason) == (State.SUPPRESSED, Reason.NO_DATA)


def test_percentages_that_fall_short_of_a_whole_leave_unknown_ones() -> None:
    answer = load("youtube_demographics.json")
    answer["rows"] = answer["rows"][:5]
    age, _ = youtube.demographics(answer, PULL, views=1000)
    assert age.tally.unknown_n == pytest.approx(1 - 0.38)
    assert age.sample_size == pytest.approx(325)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"error": {"code": 403}}, Reason.FAILED),
        ({"rows": [["age18-24", "female", 60.0], ["age25-34", "male", 60.0]]}, Reason.MALFORMED),
        ({"rows": [["age18-24", 60.0]]}, Reason.MALFORMED),
        ({"columnHeaders": []}, Reason.MALFORMED),
    ],
)
def test_another_shape_is_unavailable(changes: dict[str, Any], reason: Reason) -> None:
    for found in youtube.demographics(load("youtube_demographics.json") | changes, PULL):
        assert (found.state, found.reason) == (State.UNAVAILABLE, reason)


def test_countries_are_views_and_zz_is_unknown() -> None:
    found = youtube.by_views(Name.COUNTRY, load("youtube_country.json"), PULL, max_results=250, views=92_000)
    assert (found.unit, found.tally.unknown_n, found.tally.other_n) == (Unit.VIEWS, 800, 0)
    assert found.shares["TR"] == pytest.approx(81_200 / 91_200)
    assert found.sample_size == pytest.approx(youtube.SAMPLE_CAP * 91_200 / 92_000)
    assert not found.truncated


def test_countries_of_a_failed_answer_are_unavailable() -> None:
    found = youtube.by_views(Name.COUNTRY, {"error": {"code": 503}}, PULL)
    assert (found.state, found.reason) == (State.UNAVAILABLE, Reason.FAILED)


def test_a_full_page_of_cities_was_cut() -> None:
    found = youtube.by_views(Name.CITY, load("youtube_city_page.json"), PULL, max_results=3, views=92_000)
    assert (found.tally.other_n, found.truncated) == (92_000 - 49_140, True)


def test_a_console_is_a_device_that_matching_leaves_out() -> None:
    found = youtube.by_views(Name.DEVICE, load("youtube_device.json"), PULL)
    assert found.tally.unknown_n == 1100
    assert CONSOLE in found.shares
    assert set(found.matched_shares) == {"mobile", "desktop", "tablet", "tv"}


def test_metrics_of_the_channel() -> None:
    found = youtube.metrics(load("youtube_channel.json"), load("youtube_totals.json"), PULL)
    assert found is not None
    assert found.values[Metric.FOLLOWERS] == 12_400
    assert found.values[Metric.TOTAL_VIEWS] == 1_842_210
    assert found.values[Metric.VIEWS] == 92_000
    assert found.values[Metric.WATCH_MINUTES] == 271_740


def test_a_hidden_subscriber_count_is_absent_and_not_zero() -> None:
    found = youtube.metrics(load("youtube_channel_hidden.json"), None, PULL)
    assert found is not None
    assert Metric.FOLLOWERS not in found.values
    assert Metric.VIEWS not in found.values
