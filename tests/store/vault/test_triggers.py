"""The handlers as Lambda calls them: wired from the environment, with whole events."""

from collections.abc import Iterator

import pytest

from functions.vault import app, wiring
from tests.store.vault.people import Owner, Place, item, key_of, put

RECORD = {"messageId": "m", "receiptHandle": "r", "attributes": {}, "eventSource": "aws:sqs"}


@pytest.fixture(autouse=True)
def environment(place: Place, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in resources.items():
        monkeypatch.setenv(name, value)
    wiring.wire.cache_clear()
    yield
    wiring.wire.cache_clear()


def test_failed_messages_are_reported_to_the_queue(place: Place, owner: Owner) -> None:
    (announced,) = owner.init(item(b"x"))
    put(announced, b"x")
    bodies = ["poison", place.event(key_of(announced)), "{}"]
    records = [{**RECORD, "messageId": f"id-{n}", "body": body} for n, body in enumerate(bodies)]
    assert app.stored({"Records": records}, None) == {
        "batchItemFailures": [{"itemIdentifier": "id-0"}, {"itemIdentifier": "id-2"}]
    }
    assert owner.names() == ["a.jpg"]


def test_an_erasure_that_cannot_be_read_is_reported(place: Place) -> None:
    assert app.erase({"Records": [{**RECORD, "body": "poison"}]}, None) == {
        "batchItemFailures": [{"itemIdentifier": "m"}]
    }


def test_the_reconciler_says_what_it_did(place: Place, owner: Owner) -> None:
    owner.init(item(b"x"))
    event = {"version": "0", "id": "e", "detail-type": "Scheduled Event", "source": "aws.events", "account": "0"}
    done = app.reconcile({**event, "time": "t", "region": "r", "resources": [], "detail": {}}, None)
    assert {*done} == {"vaults", "uploads", "sweeps", "feeds", "pictures"}
