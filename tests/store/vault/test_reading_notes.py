"""A note is read while it is being saved: the reader sees one content or the next, never a hole between them."""

from collections.abc import Callable

import pytest

from functions.vault.core.storage import S3Storage
from functions.vault.notes import notes
from functions.vault.notes.note_store import Notes
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_notes import NOTES, OF, found, read
from tests.store.vault.tree import note, require_sound, write
from tests.store.vault.versions import revisions

LONG = "x" * (notes.INLINE + 1)


def before(monkeypatch: pytest.MonkeyPatch, where: type, name: str, act: Callable[[], object]) -> None:
    """Somebody does this once before that step."""
    whole, left = getattr(where, name), [act]

    def step(*args: object) -> object:
        if left:
            left.pop()()
        return whole(*args)

    monkeypatch.setattr(where, name, step)


@pytest.mark.parametrize(
    ("text", "where", "name"), [("one", Notes, "revision"), (LONG, Notes, "revision"), (LONG, S3Storage, "read")]
)
def test_an_autosave_during_the_look_is_seen(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch, text: str, where: type, name: str
) -> None:
    node = note(owner, "t", text)["node"]["id"]
    before(monkeypatch, where, name, lambda: write(owner, node, "t", text + " and more"))
    document = read(owner, node)
    assert (document["text"], document["node"]["rev"]) == (text + " and more", 2)
    require_sound(place, owner)


@pytest.mark.parametrize(("text", "name"), [("one", "revision"), (LONG, "read")])
def test_a_repeated_request_sees_it_too(owner: Owner, monkeypatch: pytest.MonkeyPatch, text: str, name: str) -> None:
    body = {"client_id": "note-of-a-test", "title": "t", "text": text}
    status, made = owner.call("POST", NOTES, body)
    assert status == 201
    where = Notes if name == "revision" else S3Storage
    before(monkeypatch, where, name, lambda: write(owner, made["node"]["id"], "t", text + " and more"))
    status, again = owner.call("POST", NOTES, body)
    assert (status, again["text"]) == (201, text + " and more")


def test_a_content_that_goes_during_the_look_is_not_found(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    node = note(owner, "t", LONG)["node"]["id"]
    (only,) = revisions(owner, node)
    before(monkeypatch, S3Storage, "read", lambda: write(owner, node, "t", "short"))
    assert owner.call("GET", OF, node_id=node, rev_id=only["rev_id"])[1]["code"] == "not_found"


def test_a_list_does_not_fail_for_a_note_that_is_being_saved(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    node = note(owner, "t", LONG + " word")["node"]["id"]
    note(owner, "another", LONG + " word")
    before(monkeypatch, S3Storage, "read", lambda: write(owner, node, "t", LONG + " other word"))
    assert "another" in found(owner, "word")
