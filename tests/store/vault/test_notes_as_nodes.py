"""What holds for every node holds for notes: trash, links, events, versions, contents of any length."""

import httpx

from functions.shared.ids import new_id
from functions.vault.notes import notes
from tests.store.vault.people import Owner, Place, item
from tests.store.vault.test_notes import NOTE, NOTES, OF, found, read
from tests.store.vault.tree import (
    folder,
    note,
    patch,
    purge,
    require_sound,
    restore,
    trash,
    trashed,
    write,
)
from tests.store.vault.versions import REVISION, refusal, revisions

LONG = "ğ" * notes.INLINE
"""Too long for a row."""


def test_a_long_text_lies_in_the_storage_alone(place: Place, owner: Owner) -> None:
    node = note(owner, "long", LONG)["node"]["id"]
    assert read(owner, node)["text"] == LONG
    assert all("text" not in row for row in place.rows(owner.user_id))
    assert found(owner, "Ğğğ") == ["long"]
    place.clock.now += 301
    assert write(owner, node, "long", LONG + ".")[0] == 200
    old = revisions(owner, node)[1]["rev_id"]
    assert owner.call("GET", OF, node_id=node, rev_id=old)[1]["text"] == LONG
    most = note(owner, "most", "ö" * (notes.LONGEST // 4))["node"]
    assert most["size"] == notes.LONGEST // 2
    body = {"client_id": "note-of-a-test", "title": "", "text": "ö" * (notes.LONGEST // 2 + 1)}
    assert owner.call("POST", NOTES, body)[1]["code"] == "file_too_large"
    require_sound(place, owner)


def test_a_note_goes_the_way_of_every_node(place: Place, owner: Owner) -> None:
    top, node = folder(owner, "top"), note(owner, "t", "text")["node"]["id"]
    assert patch(owner, node, parent_id=top)[0] == 200
    assert patch(owner, node, favourite=True)[1]["favourite"] is True
    trash(owner, top)
    assert found(owner) == []
    assert read(owner, node)["node"]["trashed_with"] == top
    require_sound(place, owner)
    restore(owner, top)
    assert found(owner) == ["t"]
    place.clock.now += 301
    assert write(owner, node, "t", "more")[0] == 200
    trash(owner, node)
    assert [one["id"] for one in trashed(owner)] == [node]
    assert purge(owner, node)[0] == 204
    assert owner.quota()["used"] == 0
    assert owner.call("GET", NOTE, node_id=node)[0] == 404
    require_sound(place, owner)


def test_a_note_is_downloaded_as_a_text_file(place: Place, owner: Owner) -> None:
    node = note(owner, "Gün", "günlük")["node"]["id"]
    status, content = owner.call("GET", "/vault/nodes/{node_id}/content", node_id=node)
    answer = httpx.get(content["url"])
    assert (status, answer.text) == (200, "günlük")
    assert "G%C3%BCn.md" in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")
    rev_id = revisions(owner, node)[0]["rev_id"]
    assert owner.call("GET", f"{REVISION}/content", node_id=node, rev_id=rev_id)[0] == 200


def test_a_note_is_no_file_of_an_upload(place: Place, owner: Owner) -> None:
    node = note(owner, "a.txt", "same text")["node"]["id"]
    assert refusal(owner, b"x", node_id=node, if_match=1) == "not_found"
    assert owner.back_up(b"same text", "a.txt", on_conflict="new_revision")["name"] == "a (2).txt"
    trash(owner, node)
    restore(owner, node)
    hashes = [item(b"same text")["sha256"]]
    trash(owner, node)
    assert purge(owner, node)[0] == 204
    assert owner.call("POST", "/vault/uploads/check", {"hashes": hashes})[1]["items"][0]["state"] == "present"


def test_the_event_of_a_note_changes_nothing_and_clears_what_was_never_named(place: Place, owner: Owner) -> None:
    node = note(owner, "t", "text")["node"]["id"]
    ((key, _),) = place.versions(f"storage/{owner.user_id}/")
    assert place.stored(place.event(key)) == []
    assert read(owner, node)["text"] == "text"
    rev_id = new_id(place.vault.now)
    lost = f"storage/{owner.user_id}/notes/{node}/{rev_id}"
    place.s3.put_object(Bucket="vault-objects", Key=lost, Body=b"its request died")
    event = place.event(lost)
    assert place.stored(event) == ["m0"]
    assert len(place.versions(lost)) == 1
    place.clock.now += 121
    assert place.stored(event) == []
    assert place.versions(lost) == []
    require_sound(place, owner)
