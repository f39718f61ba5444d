"""What is shown of what is stored, and does one bad row cost only itself?"""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.own_audience import SERIES_DAYS, Connected, audience, shares, since
from functions.shared.audience.buckets import AGES, OTHER, Name
from functions.shared.audience.distribution import Dimension, Provenance, Reason, State
from functions.shared.audience.metrics import Step
from functions.shared.audience.snapshot import Snapshot, encode
from tests.unit.audience.samples import JSON, NAMED_ROWS, NOW, dimension

TODAY = datetime.fromtimestamp(NOW, UTC).date()
AGE = dimension(Name.AGE, [("65+", 10.0), ("18-24", 5.0), ("25-34", 30.0), ("13-17", 5.0)])
COUNTRY = dimension(Name.COUNTRY, [("DE", 10.0), ("TR", 40.0), ("AT", 10.0), ("(other)", 80.0)])


def connected(*dimensions: Dimension, **more: Any) -> Connected:
    fields: dict[str, Any] = {
        "connection_id": "c",
        "provider": "instagram",
        "name": "",
        "handle": "",
        "property_name": "",
        "status": "active",
        "checked_at": NOW,
        "share_with_brands": False,
        "body": encode(Snapshot("instagram", dimensions)),
        "fetched_at": NOW,
        **more,
    }
    return Connected(**fields)


def test_ages_come_in_their_order_and_others_by_share_with_other_last() -> None:
    assert [one.bucket for one in shares(AGE)] == ["18-24", "25-34", "65+"]
    assert [one.bucket for one in shares(COUNTRY)] == ["TR", "AT", "DE", OTHER]


@given(NAMED_ROWS)
def test_shares_are_all_there_and_sum_to_one_or_there_are_none(named: tuple[Name, list[tuple[str, float]]]) -> None:
    found = dimension(*named)
    shown = shares(found)
    assert {one.bucket: one.share for one in shown} == dict(found.shares)
    assert sum(one.share for one in shown) == pytest.approx(1.0 if found.state is State.VALUE else 0.0)
    assert [one.bucket for one in shown if one.bucket in AGES] == [
        bucket for bucket in AGES if bucket in found.shares
    ] or found.name is not Name.AGE


def test_a_snapshot_is_shown_as_it_was_stored() -> None:
    shown = audience(connected(COUNTRY, AGE), NOW)
    assert shown.dimensions == (AGE, COUNTRY)
    assert (shown.readable, shown.provenance) == (True, Provenance.REPORTED)


def test_before_the_first_pull_there_is_nothing_and_nothing_is_wrong() -> None:
    shown = audience(connected(body=None, fetched_at=None, checked_at=None), NOW)
    assert (shown.dimensions, shown.readable, shown.series) == ((), True, {})


def test_what_a_creator_told_is_marked_as_such() -> None:
    assert audience(connected(AGE, provider="tiktok"), NOW).provenance is Provenance.SELF_REPORTED


@pytest.mark.parametrize("body", ["", "{", "null", "[]", "7", '{"version": 2}', '{"version": 1, "provider": "x"}'])
def test_what_cannot_be_read_is_unavailable_in_every_dimension(body: str) -> None:
    shown = audience(connected(body=body), NOW)
    assert [found.name for found in shown.dimensions] == list(Name)
    assert {(found.state, found.reason) for found in shown.dimensions} == {(State.UNAVAILABLE, Reason.MALFORMED)}
    assert not shown.readable


@given(JSON)
def test_no_stored_json_raises(value: Any) -> None:
    assert audience(connected(body=json.dumps(value)), NOW).of.connection_id == "c"


def test_a_time_that_is_none_makes_it_unreadable() -> None:
    text = encode(Snapshot("instagram", (AGE,))).replace(str(int(NOW)), "1" + "0" * 300)
    assert not audience(connected(body=text), NOW).readable


def test_a_step_holds_until_the_next_and_the_last_one_until_the_last_check() -> None:
    steps = (
        Step("followers", TODAY - timedelta(days=200), 90.0),
        Step("followers", TODAY - timedelta(days=80), 100.0),
        Step("followers", TODAY - timedelta(days=3), 120.0),
    )
    daily = audience(connected(steps=steps, checked_at=NOW - 86_400), NOW).series["followers"]
    assert daily[0] == Step("followers", since(NOW), 90.0)
    assert daily[-1] == Step("followers", TODAY - timedelta(days=1), 120.0)
    assert len(daily) == SERIES_DAYS - 1
    assert [step.value for step in daily] == [90.0] * 9 + [100.0] * 77 + [120.0] * 3


def test_a_series_begins_where_it_is_first_known() -> None:
    daily = audience(connected(steps=(Step("followers", TODAY - timedelta(days=2), 1.0),)), NOW).series["followers"]
    assert [step.day for step in daily] == [TODAY - timedelta(days=days) for days in (2, 1, 0)]


def test_a_metric_of_long_ago_makes_no_series_beyond_the_last_check() -> None:
    steps = (Step("followers", TODAY - timedelta(days=400), 1.0),)
    assert audience(connected(steps=steps, checked_at=NOW - 300 * 86_400), NOW).series == {}


@given(
    st.dictionaries(st.integers(0, 500), st.floats(0, 1e12), max_size=20),
    st.none() | st.integers(0, 400).map(lambda days: NOW - 86_400.0 * days),
)
def test_a_series_has_each_day_once_in_order_and_never_tomorrow(
    values: dict[int, float], checked: float | None
) -> None:
    days = sorted(((TODAY - timedelta(days=ago), value) for ago, value in values.items()), key=lambda pair: pair[0])
    steps = tuple(Step("followers", day, value) for day, value in days)
    daily = audience(connected(steps=steps, checked_at=checked), NOW).series.get("followers", ())
    shown = [step.day for step in daily]
    assert shown == [shown[0] + timedelta(days=place) for place in range(len(shown))] if shown else True
    assert len(shown) <= SERIES_DAYS
    assert all(since(NOW) <= day <= TODAY for day in shown)
    assert all(step.value == _known(days, step.day) for step in daily)


def _known(days: list[tuple[date, float]], day: date) -> float:
    return [value for since_day, value in days if since_day <= day][-1]
