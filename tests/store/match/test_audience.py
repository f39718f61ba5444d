"""Is an own audience shown in every state it can be in, and does one bad row cost only itself?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Reason, Source, Unit
from functions.shared.audience.forming import missing
from functions.shared.audience.metrics import Metric
from functions.shared.clock import rfc3339
from functions.shared.database import Database
from tests.store import connections
from tests.store.connections import NOW
from tests.store.match.people import Place, Somebody
from tests.unit.audience.samples import PULL, TODAY, dimension

FOLLOWERS = Source("instagram", "follower_demographics")
AGE = dimension(Name.AGE, [("18-24", 60.0), ("25-34", 20.0), ("13-17", 20.0), ("unknown", 5.0)])


def test_with_nothing_connected_there_is_nothing(somebody: Somebody) -> None:
    assert somebody.audience() == []


def test_before_the_first_pull_a_connection_is_there_without_numbers(place: Place, somebody: Somebody) -> None:
    connection_id = connections.connection(
        place.database, somebody.user_id, "ga4", status="needs_property", property_name=None, checked_at=None, name=""
    )
    assert somebody.audience() == [
        {
            "connection_id": connection_id,
            "provider": "ga4",
            "name": None,
            "handle": None,
            "property_name": None,
            "status": "needs_property",
            "checked_at": None,
            "share_with_brands": False,
            "provenance": "reported",
            "metrics": [],
            "series": [],
            "dimensions": [],
            "customers": [],
        }
    ]


def test_a_value_is_shown_with_everything_needed_to_judge_it(place: Place, somebody: Somebody) -> None:
    connection_id = connections.connection(place.database, somebody.user_id, "ga4", checked_at=connections.moment(NOW))
    connections.snapshot(place.database, connection_id, "ga4", [AGE])
    (shown,) = somebody.audience()
    assert shown["checked_at"] == rfc3339(NOW)
    assert shown["dimensions"] == [
        {
            "name": "age",
            "metric": "activeUsers",
            "state": "value",
            "reason": None,
            "unit": "people",
            "buckets": [
                {"bucket": "18-24", "share": 0.75, "amount": 60.0},
                {"bucket": "25-34", "share": 0.25, "amount": 20.0},
            ],
            "known_n": 80.0,
            "unknown_n": 5.0,
            "other_n": 0.0,
            "minors_n": 20.0,
            "minors_share": 0.2,
            "sample_size": 80.0,
            "truncated": False,
            "thresholded": False,
            "sampling_rate": 1.0,
            "source": {"provider": "ga4", "metric": "activeUsers", "provenance": "reported"},
            "window": {"start": PULL.window.start.isoformat(), "end": PULL.window.end.isoformat()},
            "fetched_at": rfc3339(PULL.fetched_at),
        }
    ]


def test_customers_have_their_own_place_beside_all_users(place: Place, somebody: Somebody) -> None:
    connection_id = connections.connection(place.database, somebody.user_id, "ga4")
    bought = replace(dimension(Name.AGE, [("35-44", 6.0), ("45-54", 2.0)]), source=Source("ga4", "totalPurchasers"))
    connections.snapshot(place.database, connection_id, "ga4", [bought, AGE])
    (shown,) = somebody.audience()
    assert [(one["name"], one["metric"], one["known_n"]) for one in shown["dimensions"]] == [("age", "activeUsers", 80)]
    assert [(one["name"], one["metric"], one["known_n"]) for one in shown["customers"]] == [
        ("age", "totalPurchasers", 8)
    ]


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_for_no_value_is_shown(place: Place, somebody: Somebody, reason: Reason) -> None:
    connection_id = connections.connection(place.database, somebody.user_id)
    gone = missing(Name.COUNTRY, reason, FOLLOWERS, PULL, Unit.PEOPLE)
    connections.snapshot(place.database, connection_id, "instagram", [gone, AGE])
    age, country = somebody.audience()[0]["dimensions"]
    assert (age["state"], country["state"]) == ("value", gone.state.value)
    assert (country["reason"], country["buckets"], country["sample_size"]) == (reason.value, [], 0.0)


def test_only_the_newest_snapshot_is_shown(place: Place, somebody: Somebody) -> None:
    connection_id = connections.connection(place.database, somebody.user_id)
    for ago in (0, 5, 9):
        found = dimension(Name.GENDER, [("female", 10.0 + ago), ("male", 10.0)])
        connections.snapshot(place.database, connection_id, "instagram", [found], at=NOW - ago * 86_400)
    assert somebody.audience()[0]["dimensions"][0]["known_n"] == 20.0


@pytest.mark.parametrize("text", ["null", "7", "[]", "{}", '{"version": 99}', '{"version": 1, "dimensions": 5}'])
def test_a_body_that_cannot_be_read_costs_its_own_connection_only(place: Place, somebody: Somebody, text: str) -> None:
    bad = connections.connection(place.database, somebody.user_id, "youtube", at=NOW - 2)
    good = connections.connection(place.database, somebody.user_id, "instagram", at=NOW - 1)
    connections.body(place.database, bad, text)
    connections.snapshot(place.database, good, "instagram", [AGE])
    connections.metric(place.database, bad, Metric.FOLLOWERS, {TODAY: 7.0})
    unreadable, readable = somebody.audience()
    assert {(one["state"], one["reason"]) for one in unreadable["dimensions"]} == {("unavailable", "malformed")}
    assert [one["name"] for one in unreadable["dimensions"]] == [name.value for name in Name]
    assert [one["value"] for one in unreadable["metrics"]] == [7.0]
    assert [one["state"] for one in readable["dimensions"]] == ["value"]


def test_several_accounts_stand_side_by_side_oldest_connection_first(place: Place, somebody: Somebody) -> None:
    for ago, provider in enumerate(["tiktok", "youtube", "instagram", "ga4"]):
        connections.connection(place.database, somebody.user_id, provider, at=NOW - ago)
    shown = somebody.audience()
    assert [one["provider"] for one in shown] == ["ga4", "instagram", "youtube", "tiktok"]
    assert [one["provenance"] for one in shown] == ["reported"] * 3 + ["self_reported"]


@pytest.mark.parametrize("status", ["needs_reauth", "missing_scope"])
def test_a_connection_that_needs_its_user_still_shows_what_it_told(
    place: Place, somebody: Somebody, status: str
) -> None:
    connection_id = connections.connection(place.database, somebody.user_id, status=status, due_at=None)
    connections.snapshot(place.database, connection_id, "instagram", [AGE])
    (shown,) = somebody.audience()
    assert (shown["status"], shown["dimensions"][0]["state"]) == (status, "value")


def test_metrics_are_the_newest_and_the_series_is_of_ninety_days(place: Place, somebody: Somebody) -> None:
    connection_id = connections.connection(place.database, somebody.user_id)
    steps = {200: 90.0, 95: 95.0, 40: 100.0, 2: 120.0}
    values = {TODAY - timedelta(days=ago): value for ago, value in steps.items()}
    connections.metric(place.database, connection_id, Metric.FOLLOWERS, values)
    connections.metric(place.database, connection_id, Metric.REACH, {TODAY - timedelta(days=9): 5.0})
    (shown,) = somebody.audience()
    assert shown["metrics"] == [
        {"metric": "followers", "value": 120.0, "day": (TODAY - timedelta(days=2)).isoformat()},
        {"metric": "reach", "value": 5.0, "day": (TODAY - timedelta(days=9)).isoformat()},
    ]
    (series,) = shown["series"]
    points = series["points"]
    assert (series["metric"], len(points)) == ("followers", 90)
    assert points[0] == {"day": (TODAY - timedelta(days=89)).isoformat(), "value": 95.0}
    assert points[-1] == {"day": TODAY.isoformat(), "value": 120.0}


def test_a_number_that_the_provider_no_longer_tells_is_not_shown_as_current(place: Place, somebody: Somebody) -> None:
    connection_id = connections.connection(place.database, somebody.user_id, told_metrics=["reach"])
    for metric in (Metric.FOLLOWERS, Metric.REACH):
        connections.metric(place.database, connection_id, metric, {TODAY - timedelta(days=9): 5.0})
    assert [each["metric"] for each in somebody.audience()[0]["metrics"]] == ["reach"]


def test_everything_comes_in_one_round_trip(place: Place, somebody: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in ("ga4", "instagram", "youtube"):
        connections.connection(place.database, somebody.user_id, provider)
    asked: list[Any] = []
    statement = Database.statement

    def counted(database: Database) -> Any:
        asked.append(database)
        return statement(database)

    monkeypatch.setattr(Database, "statement", counted)
    assert len(somebody.audience()) == 3
    assert len(asked) == 1


def test_without_a_database_the_answer_is_503(place: Place, somebody: Somebody) -> None:
    place.database.close()
    place.database._url = "postgresql://someone@127.0.0.1:1/nothing"
    for route in ("/match/audience", "/match/trends"):
        status, problem, headers = somebody.answer("GET", route, {"keyword": "x"} if "trends" in route else None)
        assert (status, problem["code"], headers["Retry-After"]) == (503, "unavailable", "1")
