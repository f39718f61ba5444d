"""The account is gone: so is everything of it, and nothing of anybody else."""

import json

import pytest

from functions.vault import triggers
from functions.vault.erase_store import Erasing
from tests.store.vault.people import BUCKET, Owner, Place, failures, item, key_of, put, sqs_event
from tests.store.vault.tree import note
from tests.store.vault.versions import edit


def deleted(user_id: str) -> str:
    detail = {"event_id": "e", "user_id": user_id, "deleted_at": "2026-11-21T10:00:00.000Z"}
    return json.dumps({"source": "infofluencer.auth", "detail-type": "user.deleted", "detail": detail})


def erase(place: Place, *bodies: str) -> list[str]:
    return failures(triggers.erase(sqs_event(*bodies), place.vault))


def test_every_row_and_every_object_version_goes(place: Place, owner: Owner, stranger: Owner) -> None:
    for number in range(3):
        node = owner.back_up(bytes([number]))
    edit(owner, node["id"], b"another content")
    edit(owner, node["id"], b"a copy beside it", rev=1)
    note(owner, "a note", "x" * 40_000)
    first, second = owner.init(item(b"open"), item(b"put and open"))
    put(second, b"put and open")
    place.s3.put_object(Bucket=BUCKET, Key=key_of(second), Body=b"twice")
    place.s3.delete_object(Bucket=BUCKET, Key=key_of(second))
    place.s3.put_object(Bucket=BUCKET, Key=f"derived/{owner.user_id}/thumbnail", Body=b"x")
    theirs = stranger.back_up(b"stays")

    assert erase(place, deleted(owner.user_id)) == []
    assert place.rows(owner.user_id) == []
    for prefix in (f"storage/{owner.user_id}", f"derived/{owner.user_id}"):
        listed = place.s3.list_object_versions(Bucket=BUCKET, Prefix=prefix)
        assert (listed.get("Versions", []), listed.get("DeleteMarkers", [])) == ([], [])
    assert stranger.call("GET", "/vault/nodes")[1]["items"] == [theirs]
    assert place.fetch(stranger, theirs["id"]) == b"stays"

    assert erase(place, deleted(owner.user_id), deleted(owner.user_id)) == []
    assert owner.complete(first["upload_id"])[0]["problem"]["code"] == "not_found"


def test_contents_are_gone_even_if_their_rows_take_more_than_one_run(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.back_up(b"secret")
    with monkeypatch.context() as broken:
        broken.setattr(Erasing, "erase", lambda *_: 1 / 0)
        assert len(erase(place, deleted(owner.user_id))) == 1
    assert place.rows(owner.user_id) != []
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert erase(place, deleted(owner.user_id)) == []
    assert place.rows(owner.user_id) == []


def test_an_object_that_arrives_after_the_erasure_goes_too(place: Place, owner: Owner) -> None:
    """The URL was given out before, and lives on for minutes."""
    (announced,) = owner.init(item(b"late"))
    erase(place, deleted(owner.user_id))
    assert put(announced, b"late") == 200
    assert place.stored(place.event(key_of(announced))) == []
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert place.rows(owner.user_id) == []


def test_an_erased_vault_cannot_be_begun_again(place: Place, owner: Owner) -> None:
    """By a request that was under way, or by a session that is cached for some seconds more."""
    erase(place, deleted(owner.user_id))
    status, problem = owner.call("POST", "/vault/uploads", {"items": [item(b"x")]})
    assert (status, problem["code"]) == (401, "session_ended")
    assert place.rows(owner.user_id) == []


def test_a_message_that_names_nobody_erases_nothing_and_comes_again(place: Place, owner: Owner) -> None:
    owner.back_up(b"stays")
    assert erase(place, deleted(""), deleted("storage"), "poison", deleted(owner.user_id[:-1])) == [
        "m0",
        "m1",
        "m2",
        "m3",
    ]
    assert owner.names() == ["a.jpg"]
