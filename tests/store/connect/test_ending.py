"""Disconnected or deleted: revoked, forgotten, erased; and nothing comes back."""

import json
from functools import partial
from typing import Any

import pytest

from functions.connect import triggers
from functions.connect.connections import Connection
from functions.connect.ports import Stored
from functions.connect.store import Connections
from functions.shared.tokens.grants import Provider
from functions.shared.tokens.secrets_vault import SecretsVault
from infra.local.sandbox.registrations import REGISTERED
from tests.store.connect.people import CHANNEL, COMPANY, PROFILE, Person, result, sqs_event
from tests.store.connect.place import Place
from tests.store.connect.test_reconnect import stored, with_data

both_vaults = pytest.mark.parametrize("vault_kind", ["kms", "secrets"], indirect=True)


def is_dead(place: Place, provider: str, login: str, since: int) -> bool:
    """Whether the provider has ended that grant since the generation seen."""
    return generation(place, provider, login) > since


def generation(place: Place, provider: str, login: str) -> int:
    return place.sandbox.world.ledger.consent(REGISTERED[provider].client_id, login).generation


def deleted(user_id: str) -> str:
    detail = {"event_id": "e", "user_id": user_id, "deleted_at": "2026-11-21T10:00:00.000Z"}
    return json.dumps({"source": "infofluencer.auth", "detail-type": "user.deleted", "detail": detail})


def erase(place: Place, *bodies: str) -> list[str]:
    answer: dict[str, Any] = triggers.erase(sqs_event(*bodies), place.connect)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@both_vaults
@pytest.mark.parametrize("provider", ["ga4", "youtube", "instagram"])
def test_disconnecting_revokes_forgets_and_erases(place: Place, person: Person, provider: str) -> None:
    account = {"ga4": COMPANY, "youtube": CHANNEL, "instagram": PROFILE}[provider]
    connection = person.connected(provider, account)
    with_data(place, connection["id"])
    before, revoked = generation(place, provider, account), place.calls("google.revoke")

    assert person.delete(connection["id"]) == 204
    assert person.has_nothing()
    assert person.listed() == []
    assert stored(place, connection["id"]) == (0, 0)
    assert is_dead(place, provider, account, before) == (provider != "instagram")
    assert place.calls("google.revoke") - revoked == (provider != "instagram")
    assert place.items("tokens", connection["id"]) == []
    assert person.delete(connection["id"]) == 404


def test_disconnecting_one_google_account_leaves_the_other(place: Place, person: Person) -> None:
    """GA4 and YouTube are two projects: revoking ends one of them."""
    youtube, ga4 = person.connected("youtube", CHANNEL), person.connected("ga4", COMPANY)
    assert person.delete(ga4["id"]) == 204
    assert person.listed() == [youtube]
    assert set(person.held()) == {Provider.YOUTUBE}


@pytest.mark.parametrize("fault", ["html_502", "backendError", "garbage"])
def test_a_provider_that_cannot_revoke_keeps_nobodys_data_here(place: Place, person: Person, fault: str) -> None:
    connection = person.connected("youtube")
    place.sandbox.world.faults.add("google.revoke", fault)
    assert person.delete(connection["id"]) == 204
    assert person.has_nothing()


def test_a_grant_that_is_gone_already_is_no_obstacle(place: Place, person: Person) -> None:
    connection = person.connected("youtube")
    place.sandbox.world.kill("youtube", CHANNEL)
    assert person.delete(connection["id"]) == 204
    assert person.has_nothing()


def test_after_disconnecting_one_may_connect_again_and_is_somebody_new(person: Person) -> None:
    before = person.connected("youtube")
    person.delete(before["id"])
    after = person.connected("youtube")
    assert after["id"] != before["id"]


@both_vaults
def test_disconnecting_at_once_is_disconnecting_once(place: Place, person: Person) -> None:
    connection = person.connected("youtube")
    answers = place.at_once(*[partial(person.delete, connection["id"])] * 4)
    assert sorted(answers) == [204, 404, 404, 404]
    assert person.has_nothing()


@pytest.mark.parametrize("_round", range(4))
def test_a_callback_beside_a_disconnect_leaves_a_whole_connection_or_none(
    place: Place, person: Person, _round: int
) -> None:
    connection = person.connected("instagram")
    back = person.consent(person.start("instagram"), PROFILE)
    landed, gone = place.at_once(partial(person.come_back, back), lambda: str(person.delete(connection["id"])))
    assert (result(landed), gone) == ("connected", "204")
    listed = person.listed()
    held = {key.connection_id for key in (each.key for each in person.held().values())}
    assert held == {each["id"] for each in listed}
    assert len(listed) <= 1
    if listed:
        assert listed[0]["id"] != connection["id"]
        assert listed[0]["stored"]["snapshots"] == 0


@both_vaults
def test_with_the_account_everything_goes_and_stays_gone(place: Place, person: Person, stranger: Person) -> None:
    ids = [person.connected(provider)["id"] for provider in ("ga4", "youtube", "instagram")]
    for connection_id in ids:
        with_data(place, connection_id)
    theirs = stranger.connected("instagram", "top.45")
    dead = [generation(place, "ga4", COMPANY), generation(place, "youtube", CHANNEL)]

    assert erase(place, deleted(person.user_id)) == []
    assert person.has_nothing()
    assert [stored(place, connection_id) for connection_id in ids] == [(0, 0)] * 3
    assert is_dead(place, "ga4", COMPANY, dead[0])
    assert is_dead(place, "youtube", CHANNEL, dead[1])
    assert place.items("tokens", person.user_id) == []
    assert stranger.listed() == [theirs]
    assert erase(place, deleted(person.user_id), deleted(person.user_id)) == []


def test_a_callback_that_comes_late_connects_nothing_to_a_deleted_account(place: Place, person: Person) -> None:
    """The session row outlives the message in this test, as a request under way would."""
    back = person.consent(person.start("youtube"), CHANNEL)
    assert erase(place, deleted(person.user_id)) == []
    assert result(person.come_back(back)) == "expired"
    assert person.has_nothing()
    status, problem = person.upload({"csv": CSV})
    assert (status, problem["code"]) == (401, "session_ended")
    assert person.has_nothing()


@pytest.mark.parametrize("_round", range(4))
def test_a_callback_beside_an_erasure_leaves_nothing(place: Place, person: Person, _round: int) -> None:
    back = person.consent(person.start("instagram"), PROFILE)
    place.at_once(partial(person.come_back, back), lambda: str(erase(place, deleted(person.user_id))))
    assert person.has_nothing()


def test_a_message_that_names_nobody_erases_nothing_and_comes_again(place: Place, person: Person) -> None:
    person.connected("youtube")
    failed = erase(place, deleted(""), "poison", deleted(person.user_id[:-1]), deleted(person.user_id.upper()))
    assert failed == ["m0", "m1", "m2", "m3"]
    assert len(person.listed()) == 1


def test_somebody_who_never_connected_anything_is_erased_as_well(place: Place, person: Person) -> None:
    assert erase(place, deleted(person.user_id)) == []


def test_where_both_google_registrations_are_one_project_disconnecting_revokes_only_the_last(
    place: Place, person: Person, one_project: Place
) -> None:
    """Google revokes per project: the other connection would die with it."""
    youtube, ga4 = person.connected("youtube", CHANNEL), person.connected("ga4", COMPANY)
    before = place.calls("google.revoke")
    assert person.delete(youtube["id"]) == 204
    assert place.calls("google.revoke") == before
    assert set(person.held()) == {Provider.GA4}
    assert person.delete(ga4["id"]) == 204
    assert place.calls("google.revoke") == before + 1


def damage(place: Place, user_id: str) -> None:
    """What is kept of a user's tokens can no longer be opened."""
    for item in place.items("tokens", user_id):
        for name in {"waiting", "sealed"} & item.keys():
            place.dynamodb.put_item(TableName=place.tables["tokens"], Item={**item, name: {"B": b"noise"}})


@both_vaults
def test_what_cannot_be_opened_can_be_disconnected(place: Place, person: Person) -> None:
    """In one document with the others': these wait for another consent, where the vault keeps it so."""
    instagram, youtube = person.connected("instagram"), person.connected("youtube")
    damage(place, person.user_id)
    assert person.delete(youtube["id"]) == 204
    (left,) = person.listed()
    assert left["id"] == instagram["id"]
    if isinstance(place.connect.vault, SecretsVault):
        assert (left["status"], left["reason"], left["next_pull_at"]) == ("needs_reauth", "no_token", None)
        assert not person.held()
    assert person.delete(instagram["id"]) == 204
    assert person.has_nothing()


@both_vaults
def test_what_cannot_be_opened_can_be_connected_again(place: Place, person: Person) -> None:
    instagram, youtube = person.connected("instagram"), person.connected("youtube")
    damage(place, person.user_id)
    assert person.connect("youtube") == "connected"
    assert person.connect("instagram") == "connected"
    assert [each["id"] for each in person.listed()] == [instagram["id"], youtube["id"]]
    assert [each["status"] for each in person.listed()] == ["active", "active"]
    assert set(person.held()) == {Provider.INSTAGRAM, Provider.YOUTUBE}


def test_a_disconnect_revokes_no_other_connections_token(
    place: Place, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two tabs: one disconnects what the other has just replaced by another channel."""
    old, find = person.connected("youtube"), Connections.find

    def find_too_early(self: Connections, user_id: str, connection_id: str) -> tuple[Connection, Stored] | None:
        found = find(self, user_id, connection_id)
        monkeypatch.setattr(Connections, "find", find)
        accounts = sorted(place.sandbox.world.accounts)
        person.connect("youtube", next(each for each in accounts if each.startswith("youtube-hidden")))
        return found

    before = place.calls("google.revoke")
    monkeypatch.setattr(Connections, "find", find_too_early)
    assert person.delete(old["id"]) == 404
    assert place.calls("google.revoke") == before
    (new,) = person.listed()
    assert new["id"] != old["id"]


CSV = "platform_handle,as_of,followers,dim,bucket,share\nayse,2026-11-01,1000,gender,female,1\n"
