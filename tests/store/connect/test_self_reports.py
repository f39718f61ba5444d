"""TikTok, by form and by file: what may be said, what is kept, and what is told row by row."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.store.connect.people import Person
from tests.store.connect.place import DAY, Place
from tests.store.connect.test_ownership import indexed

FORM: dict[str, Any] = {
    "handle": "@Ayse.Gezer",
    "as_of": "2026-11-15",
    "followers": 12_400,
    "dimensions": {
        "age": {"18-24": 0.4, "25-34": 0.35, "35-44": 0.25},
        "gender": {"female": 0.7, "male": 0.3},
        "country": {"TR": 0.9, "DE": 0.1},
    },
}
FILE = """platform_handle;as_of;followers;dim;bucket;share
@ayse.gezer;2026-11-16;12.400;gender;female;%60
@ayse.gezer;2026-11-16;12.400;gender;male;%40
"""


def test_a_form_becomes_a_connection(place: Place, person: Person) -> None:
    status, connection = person.upload({"form": FORM})
    assert status == 200, connection
    assert (connection["provider"], connection["status"], connection["handle"]) == ("tiktok", "active", "ayse.gezer")
    assert (connection["sandbox"], connection["next_pull_at"], connection["scopes"]) == (False, None, [])
    assert connection["checked_at"] is not None
    assert connection["stored"]["dimensions"] == ["age", "country", "gender"]
    assert (connection["stored"]["snapshots"], connection["stored"]["metrics"]) == (1, 1)
    assert person.listed() == [connection]
    assert not person.held()
    assert place.queued() == []
    ((body,),) = place.query("select body from connect.snapshots where connection_id = %s", connection["id"])
    assert {each["source"]["provenance"] for each in body["dimensions"]} == {"self_reported"}


def test_a_file_adds_to_the_same_connection(place: Place, person: Person) -> None:
    _, first = person.upload({"form": FORM})
    place.clock.now += DAY
    status, second = person.upload({"csv": FILE})
    assert (status, second["id"]) == (200, first["id"])
    assert (second["stored"]["snapshots"], second["stored"]["metrics"]) == (2, 1)
    assert second["stored"]["dimensions"] == ["gender"]
    status, third = person.upload({"csv": FILE.replace("12.400", "13.000")})
    assert (third["stored"]["snapshots"], third["stored"]["metrics"]) == (2, 2)
    assert third["checked_at"] > first["checked_at"]


def test_the_same_again_writes_nothing_but_that_it_was_said(place: Place, person: Person) -> None:
    _, first = person.upload({"form": FORM})
    place.clock.now += DAY
    _, again = person.upload({"form": {**FORM, "as_of": "2026-11-16"}})
    assert again["stored"] == first["stored"]
    assert again["checked_at"] > first["checked_at"]


def test_a_file_at_once_is_taken_once(place: Place, person: Person) -> None:
    answers = place.at_once(*[partial(person.upload, {"csv": FILE})] * 4)
    assert [status for status, _ in answers] == [200] * 4
    assert len({answer["id"] for _, answer in answers}) == 1
    assert person.connection("tiktok")["stored"]["snapshots"] == 1


def test_another_account_needs_the_first_to_be_disconnected(person: Person) -> None:
    _, first = person.upload({"form": FORM})
    status, problem = person.upload({"form": {**FORM, "handle": "somebody.else"}})
    assert (status, problem["code"]) == (409, "account_differs")
    assert person.listed() == [first]
    assert person.delete(first["id"]) == 204
    assert person.has_nothing()
    assert person.upload({"form": {**FORM, "handle": "somebody.else"}})[0] == 200


def test_a_shared_audience_is_indexed_and_follows_the_next_upload(place: Place, person: Person) -> None:
    _, first = person.upload({"form": FORM})
    assert not indexed(place, first["id"])
    person.patch(first["id"], {"share_with_brands": True})
    assert indexed(place, first["id"])
    person.upload({"form": {**FORM, "followers": 20_000}})
    select = "select handle, followers from match.creators where connection_id = %s"
    assert place.query(select, first["id"]) == [("ayse.gezer", 20_000)]


def test_faults_are_told_row_by_row_and_nothing_is_kept(person: Person) -> None:
    text = FILE + "@other;2026-11-16;12.400;gender;robots;2\n@ayse.gezer;tomorrow;many;age\n"
    status, problem = person.upload({"csv": text})
    assert (status, problem["code"]) == (422, "audience_invalid")
    told = {(each["line"], each["field"], each["reason"]) for each in problem["errors"]}
    assert (4, "platform_handle", "handle_differs") in told
    assert (4, "bucket", "bucket_unknown") in told
    assert (5, "row", "wrong_width") in told
    assert person.has_nothing()


def test_at_most_a_hundred_faults_are_told(person: Person) -> None:
    rows = "".join(f"@ayse.gezer;2026-11-16;12.400;gender;{n};2\n" for n in range(300))
    status, problem = person.upload({"csv": FILE.partition("\n")[0] + "\n" + rows})
    assert (status, len(problem["errors"])) == (422, 100)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"handle": "no spaces please"}, "platform_handle", "handle_invalid"),
        ({"as_of": "2999-01-01"}, "as_of", "date_in_future"),
        ({"followers": 0}, "followers", "followers_invalid"),
        ({"followers": -5}, "followers", "followers_invalid"),
        ({"dimensions": {"mood": {"good": 1.0}}}, "mood.good", "dim_unknown"),
        ({"dimensions": {"gender": {"robots": 1.0}}}, "gender.robots", "bucket_unknown"),
        ({"dimensions": {"gender": {"female": 1.5}}}, "gender.female", "share_out_of_range"),
        ({"dimensions": {"gender": {"female": 0.5}}}, "gender", "sum_off"),
        ({"dimensions": {"gender": {}}}, "share", "empty"),
    ],
)
def test_faults_of_a_form_have_no_line(person: Person, change: dict[str, Any], field: str, reason: str) -> None:
    status, problem = person.upload({"form": {**FORM, **change}})
    assert (status, problem["code"]) == (422, "audience_invalid")
    assert problem["errors"][0] == {"line": None, "field": field, "reason": reason}


def test_today_may_have_begun_elsewhere(place: Place, person: Person) -> None:
    """It is the next day in Auckland while it is this one in UTC; the day after is nobody's."""
    today = int(place.clock.now // DAY)
    place.clock.now = today * DAY + DAY - 3_600.0
    status, _ = person.upload({"form": {**FORM, "as_of": day(place, 1)}})
    assert status == 200
    assert person.upload({"form": {**FORM, "as_of": day(place, 2)}})[0] == 422


def day(place: Place, ahead: int) -> str:
    return (datetime.fromtimestamp(place.clock.now, UTC) + timedelta(days=ahead)).date().isoformat()


def test_a_self_report_cannot_be_pulled(person: Person) -> None:
    _, connection = person.upload({"form": FORM})
    status, problem = person.refresh(connection["id"])
    assert (status, problem["code"]) == (422, "invalid_request")
