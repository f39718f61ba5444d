"""What may an owner do with a connection, and what does each do?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from functions.connect.connections import CONSENT_WORDING
from tests.store.connect.people import COMPANY, Person
from tests.store.connect.place import DAY, Place
from tests.store.connect.test_reconnect import stored, with_data


def settled(place: Place, connection_id: str) -> None:
    """As after a finished pull."""
    place.execute(
        "update connect.connections set queued_until = null, claimed_until = null, claim = null, checked_at = now(),"
        " due_at = now() + '1 year', pull_no = pull_no + 1 where id = %s",
        connection_id,
    )


def consents(place: Place, connection_id: str) -> list[tuple[Any, ...]]:
    select = "select granted, wording from connect.consents where connection_id = %s order by decided_at, id"
    return place.query(select, connection_id)


def indexed(place: Place, connection_id: str) -> bool:
    return bool(place.query("select 1 from match.creators where connection_id = %s", connection_id))


def test_providers_say_what_can_be_connected(place: Place, person: Person) -> None:
    status, answer = person.call("GET", "/connect/providers")
    assert status == 200
    found = {each["provider"]: each for each in answer["items"]}
    assert {name: (each["kind"], each["audience_of"]) for name, each in found.items()} == {
        "ga4": ("oauth", "company"),
        "youtube": ("oauth", "influencer"),
        "instagram": ("oauth", "influencer"),
        "tiktok": ("self_reported", "influencer"),
    }
    assert all(each["configured"] for each in found.values())
    assert [name for name, each in found.items() if not each["sandbox"]] == ["tiktok"]
    assert found["ga4"]["scopes"] == ["https://www.googleapis.com/auth/analytics.readonly"]


def test_what_is_not_configured_says_so(person: Person, unconfigured: Place) -> None:
    _, answer = person.call("GET", "/connect/providers")
    assert {each["provider"]: each["configured"] for each in answer["items"]} == {
        "ga4": False,
        "youtube": False,
        "instagram": False,
        "tiktok": True,
    }
    status, problem = person.call("POST", "/connect/{provider}/start", {}, provider="ga4")
    assert (status, problem["code"]) == (409, "provider_unconfigured")
    assert person.cookies == {}


def test_sharing_is_off_until_its_owner_says_so_and_every_decision_is_kept(place: Place, person: Person) -> None:
    connection = person.connected("instagram")
    with_data(place, connection["id"])
    place.execute("update connect.connections set share_with_brands = false where id = %s", connection["id"])
    for shared in (True, True, False, False, True):
        status, answer = person.patch(connection["id"], {"share_with_brands": shared})
        assert (status, answer["share_with_brands"]) == (200, shared)
        assert indexed(place, connection["id"]) == shared
    assert consents(place, connection["id"]) == [
        (True, CONSENT_WORDING),
        (False, CONSENT_WORDING),
        (True, CONSENT_WORDING),
    ]


def test_one_is_shared_and_the_other_is_not(place: Place, person: Person) -> None:
    instagram, youtube = person.connected("instagram"), person.connected("youtube")
    for each in (instagram, youtube):
        with_data(place, each["id"])
        person.patch(each["id"], {"share_with_brands": False})
    person.patch(youtube["id"], {"share_with_brands": True})
    assert (indexed(place, youtube["id"]), indexed(place, instagram["id"])) == (True, False)
    person.delete(youtube["id"])
    assert not indexed(place, youtube["id"])


def test_a_company_shares_its_ga4_with_nobody(place: Place, person: Person) -> None:
    connection = person.connected("ga4")
    status, problem = person.patch(connection["id"], {"share_with_brands": True})
    assert (status, problem["code"]) == (422, "invalid_request")
    assert problem["errors"] == [{"field": "share_with_brands", "reason": "not_for_this_provider"}]
    assert person.patch(connection["id"], {"share_with_brands": False})[0] == 200
    assert consents(place, connection["id"]) == []


def test_a_change_of_nothing_changes_nothing(place: Place, person: Person) -> None:
    connection = person.connected("youtube")
    place.queued()
    assert person.patch(connection["id"], {}) == (200, connection)
    assert place.queued() == []


@pytest.mark.parametrize("property_id", ["properties/1", "properties/99999999999999999999"])
def test_a_property_must_be_one_of_the_accounts(place: Place, person: Person, property_id: str) -> None:
    connection = person.connected("ga4")
    body = {"property_id": property_id, "share_with_brands": False}
    status, problem = person.patch(connection["id"], body)
    assert (status, problem["code"]) == (422, "property_unknown")
    assert person.connection("ga4") == connection


def test_only_ga4_has_properties(person: Person) -> None:
    connection = person.connected("youtube")
    assert person.properties(connection["id"]) == []
    status, problem = person.patch(connection["id"], {"property_id": "properties/1"})
    assert (status, problem["code"]) == (422, "property_unknown")


def test_another_property_begins_anew(place: Place, person: Person) -> None:
    connection = person.connected("ga4")
    with_data(place, connection["id"])
    place.queued()
    first, second = (each["id"] for each in person.properties(connection["id"]))
    status, same = person.patch(connection["id"], {"property_id": first})
    assert (status, stored(place, connection["id"]), place.queued()) == (200, (1, 1), [])
    assert same["status"] == "active"
    status, other = person.patch(connection["id"], {"property_id": second})
    assert (status, other["property_id"], other["pulling"], other["checked_at"]) == (200, second, True, None)
    assert stored(place, connection["id"]) == (0, 0)
    assert [message["pull_no"] for message in place.queued()] == [4]


@pytest.mark.parametrize(
    ("operation", "fault", "expected", "state"),
    [
        ("google.token", "invalid_grant", (409, "needs_reauth"), ("needs_reauth", "invalid_grant")),
        ("ga4.accountSummaries", "scope_insufficient", (409, "needs_reauth"), ("missing_scope", None)),
        ("ga4.accountSummaries", "ga4_exhausted", (503, "unavailable"), ("active", None)),
        ("ga4.accountSummaries", "backendError", (502, "provider_refused"), ("active", None)),
        ("ga4.accountSummaries", "html_502", (502, "provider_refused"), ("active", None)),
        ("google.token", "garbage", (502, "provider_refused"), ("active", None)),
    ],
)
def test_a_refusal_while_listing_properties_says_who_can_help(
    place: Place, person: Person, operation: str, fault: str, expected: tuple[int, str], state: tuple[str, str | None]
) -> None:
    connection = person.connected("ga4")
    place.sandbox.world.faults.add(operation, fault, COMPANY)
    status, problem = person.call(
        "GET", "/connect/connections/{connection_id}/properties", connection_id=connection["id"]
    )
    assert (status, problem["code"]) == expected
    after = person.connection("ga4")
    assert after["status"] == state[0]
    assert state[1] in (None, after["reason"])


def test_without_a_token_only_its_owner_can_help(place: Place, person: Person) -> None:
    connection = person.connected("ga4")
    place.connect.vault.delete_all(person.user_id)
    status, problem = person.patch(connection["id"], {"property_id": "properties/1"})
    assert (status, problem["code"]) == (409, "needs_reauth")


def test_an_owner_asks_for_a_pull(place: Place, person: Person) -> None:
    connection = person.connected("youtube")
    settled(place, connection["id"])
    place.queued()
    status, answer = person.refresh(connection["id"])
    assert (status, answer["pulling"]) == (202, True)
    assert place.queued() == [{"version": 1, "connection_id": connection["id"], "pull_no": 1}]

    status, answer = person.refresh(connection["id"])
    assert (status, answer["pulling"], place.queued()) == (202, True, [])

    settled(place, connection["id"])
    status, problem, headers = person.ask(
        "POST",
        "/connect/connections/{connection_id}/refresh",
        None,
        None,
        None,
        None,
        "application/json",
        {"connection_id": connection["id"]},
    )
    assert (status, problem["code"]) == (429, "rate_limited")
    assert 0 < int(headers["Retry-After"]) <= 900
    assert place.queued() == []


def test_six_a_day_are_enough(place: Place, person: Person) -> None:
    connection = person.connected("youtube")
    place.clock.now += DAY - place.clock.now % DAY
    answers = []
    for _ in range(7):
        settled(place, connection["id"])
        place.clock.now += 901
        answers.append(person.refresh(connection["id"])[0])
    assert answers == [*[202] * 6, 429]
    place.clock.now += DAY
    assert person.refresh(connection["id"])[0] == 202


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"status": "needs_reauth"}, (409, "needs_reauth")),
        ({"status": "missing_scope"}, (409, "needs_reauth")),
        ({"status": "needs_property"}, (422, "property_unknown")),
    ],
)
def test_what_cannot_be_pulled_is_not_asked_for(
    place: Place, person: Person, change: Mapping[str, str], expected: tuple[int, str]
) -> None:
    connection = person.connected("ga4")
    settled(place, connection["id"])
    place.queued()
    place.execute("update connect.connections set status = %s where id = %s", change["status"], connection["id"])
    status, problem = person.refresh(connection["id"])
    assert (status, problem["code"]) == expected
    assert place.queued() == []


def test_a_rotated_refresh_token_is_kept(place: Place, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Google may hand out another one at any renewal; the old one is dead then."""
    world = place.sandbox.world
    connection = person.connected("ga4")
    rotating = {**world.accounts, COMPANY: replace(world.account(COMPANY), rotates=True)}
    monkeypatch.setattr(world, "accounts", rotating)
    before = person.held()
    for _ in range(3):
        assert len(person.properties(connection["id"])) == 2
    assert person.held() != before
