"""The handlers as Lambda calls them: wired from the environment, with whole events; and what they finish."""

import json
from collections.abc import Iterator

import pytest

from functions.connect import app, triggers, wiring
from functions.connect.mapping import moment
from functions.connect.triggers import INTERRUPTED_AFTER
from functions.shared.ids import new_id
from functions.shared.tokens.grants import ConnectionKey, Grant, Provider, RefreshToken
from infra.layout import EVENTS
from tests.store.connect.conftest import Resources
from tests.store.connect.people import Person
from tests.store.connect.place import DAY, Place
from tests.store.connect.test_meta import app_user, rolled_back

RECORD = {"messageId": "m", "receiptHandle": "r", "attributes": {}, "eventSource": "aws:sqs"}


@pytest.fixture
def environment(place: Place, resources: Resources, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in resources.environment.items():
        monkeypatch.setenv(name, value)
    wiring.wire.cache_clear()
    yield
    wiring.wire().ending.store._database.close()  # type: ignore[attr-defined] # nobody else would
    wiring.wire.cache_clear()


def test_an_erasure_that_cannot_be_read_is_reported(environment: None) -> None:
    answer = app.erase({"Records": [{**RECORD, "body": "poison"}]}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m"}]}


def test_the_event_of_the_bus_is_understood(environment: None) -> None:
    event = json.loads((EVENTS / "sqs_user_deleted.json").read_text())
    assert app.erase(event, None) == {"batchItemFailures": []}


def test_the_schedule_says_what_it_did(environment: None) -> None:
    event = json.loads((EVENTS / "schedule.json").read_text())
    assert {*app.settle(event, None)} == {"interrupted", "notices", "dead", "waiting"}


def grant(place: Place, token: str = "1//left-behind") -> Grant:
    return Grant(RefreshToken(token), "UC1", frozenset({"s"}), int(place.clock.now))


def test_a_token_without_a_row_is_forgotten(place: Place, person: Person) -> None:
    """As after a crash between storing the token and committing the row."""
    key = ConnectionKey(person.user_id, Provider.YOUTUBE, new_id(place.clock.now))
    place.connect.ending.outbox.linking(key, place.clock.now)
    place.connect.vault.put(key, grant(place), seen=None)
    assert triggers.settle(place.connect)["interrupted"] == 0
    place.clock.now += INTERRUPTED_AFTER + 1
    assert triggers.settle(place.connect)["interrupted"] == 1
    assert person.has_nothing()
    assert triggers.settle(place.connect)["interrupted"] == 0


def test_a_token_with_its_row_stays(place: Place, person: Person) -> None:
    """As after a crash between the commit and crossing it off."""
    connection = person.connected("youtube")
    held = person.held()
    place.connect.ending.outbox.linking(held[Provider.YOUTUBE].key, place.clock.now)
    place.clock.now += INTERRUPTED_AFTER + 1
    assert triggers.settle(place.connect)["interrupted"] == 1
    assert person.held() == held
    assert person.listed()[0]["id"] == connection["id"]


def test_an_older_interruption_takes_nothing_from_the_connection_that_followed(place: Place, person: Person) -> None:
    lost = ConnectionKey(person.user_id, Provider.YOUTUBE, new_id(place.clock.now))
    place.connect.ending.outbox.linking(lost, place.clock.now)
    person.connected("youtube")
    place.clock.now += INTERRUPTED_AFTER + 1
    triggers.settle(place.connect)
    assert set(person.held()) == {Provider.YOUTUBE}


@pytest.mark.parametrize("vault_kind", ["secrets"], indirect=True)
def test_waiting_tokens_are_taken_to_secrets_manager(place: Place, person: Person) -> None:
    name = f"infofluencer/local/tokens/{person.user_id}"

    def written() -> set[str]:
        return set(json.loads(place.secrets.get_secret_value(SecretId=name)["SecretString"])["held"])

    for provider in ("youtube", "instagram"):
        person.connected(provider)
    triggers.settle(place.connect)
    assert written() == {"youtube"}
    place.clock.now += 601
    assert triggers.settle(place.connect)["waiting"] == 0
    assert written() == {"youtube", "instagram"}


@pytest.mark.parametrize("vault_kind", ["secrets"], indirect=True)
def test_one_user_who_cannot_be_settled_stops_nobody_elses_settling(
    place: Place, person: Person, stranger: Person
) -> None:
    """Neither tokens nor Meta's deletions nor what waits; and the run fails, so that somebody looks."""
    stuck, other = sorted([person, stranger], key=lambda each: each.user_id)
    keys = [ConnectionKey(each.user_id, Provider.YOUTUBE, new_id(place.clock.now)) for each in (stuck, other)]
    for key in keys:
        place.connect.ending.outbox.linking(key, place.clock.now)
        place.connect.vault.put(key, grant(place), seen=None)
    other.connected("instagram")
    place.connect.meta.outbox.deleting("waiting", app_user(place), int(place.clock.now) + 1)
    place.clock.now += INTERRUPTED_AFTER + 1
    with rolled_back(place, stuck.user_id), pytest.raises(ExceptionGroup):
        triggers.settle(place.connect)
    assert other.has_nothing()
    assert place.items("connect", "DELETING") == []

    assert triggers.settle(place.connect)["interrupted"] == 1


def test_one_deletion_that_fails_stops_no_other(place: Place, person: Person) -> None:
    person.connected("instagram")
    outbox = place.connect.meta.outbox
    outbox.deleting("1-failing", "nobody\0", int(place.clock.now) + 1)
    outbox.deleting("2-sound", app_user(place), int(place.clock.now) + 1)
    with pytest.raises(ExceptionGroup):
        triggers.settle(place.connect)
    assert person.has_nothing()
    outbox.deleted("1-failing")
    assert place.items("connect", "DELETING") == []


@pytest.mark.parametrize(("days", "kept"), [(28, True), (30, False)])
def test_the_token_of_a_dead_consent_is_forgotten_after_29_days(
    place: Place, person: Person, *, days: int, kept: bool
) -> None:
    """It stays listed, so that its owner may come back."""
    connection = person.connected("youtube")
    place.execute(
        "update connect.connections set status = 'needs_reauth', reason = 'invalid_grant',"
        " verified_at = %s, authorised_at = %s where id = %s",
        *[moment(place.clock.now - days * DAY)] * 2,
        connection["id"],
    )
    assert triggers.settle(place.connect)["dead"] == (not kept)
    assert (Provider.YOUTUBE in person.held()) == kept
    assert person.connection("youtube")["status"] == "needs_reauth"
    assert triggers.settle(place.connect)["dead"] == 0
    assert person.connect("youtube") == "connected"
    assert person.connection("youtube")["id"] == connection["id"]
    assert person.connection("youtube")["scopes"] == connection["scopes"]
