"""Notes are saved over what was seen, and some saves take the place of others."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from functions.shared.ids import new_id
from functions.shared.overtaken import OvertakenError
from functions.shared.revisions import IfMatch
from functions.vault.core.nodes import InTheWay
from functions.vault.notes import notes
from functions.vault.notes.notebook import Draft
from functions.vault.notes.notes import Text
from functions.vault.versions.versions import KEPT_FOR
from tests.store.vault.people import QUOTA, Owner, Place, item
from tests.store.vault.test_notes import NOTE, NOTES, OF, found, read
from tests.store.vault.test_parallel import at_once
from tests.store.vault.test_thinning import thin
from tests.store.vault.tree import (
    folder,
    get,
    note,
    require_sound,
    trash,
    write,
)
from tests.store.vault.versions import back, contents, revisions


def test_saves_at_once_are_one_save_and_refusals(place: Place, owner: Owner) -> None:
    node = note(owner, "t", "start")["node"]["id"]

    def save(number: int) -> Callable[[], str]:
        def act() -> str:
            written = Text("t", f"text {number}", f"session {number}")
            try:
                return place.vault.notebook.save(owner.user_id, node, written, IfMatch('"1"'), place.vault.now).text
            except InTheWay as met:
                return met.code.value

        return act

    told = Counter(at_once(*map(save, range(6))))
    (winner,) = set(told) - {"precondition_failed"}
    assert told["precondition_failed"] == 5
    assert contents(owner, node) == [winner.encode(), b"start"]
    place.clock.now += 121
    assert place.stored(*(place.event(key) for key, _ in place.versions(f"storage/{owner.user_id}/"))) == []
    require_sound(place, owner)


def test_notes_made_at_once_have_names_of_their_own(place: Place, owner: Owner) -> None:
    drafts = [Draft(f"client-{n}", Text("same", str(n), "s"), "root", None) for n in range(6)]

    def make(draft: Draft) -> Callable[[], object]:
        return lambda: place.vault.notebook.create(owner.user_id, draft, place.vault.now)

    at_once(*map(make, drafts))
    assert len(set(found(owner))) == 6
    require_sound(place, owner)


def test_a_save_over_something_else_shows_what_is_there(place: Place, owner: Owner) -> None:
    node = note(owner, "t", "one")["node"]["id"]
    assert write(owner, node, "t", "two", rev=1)[0] == 200
    status, problem = write(owner, node, "t", "three", rev=1)
    assert (status, problem["code"], problem["node"]) == (412, "precondition_failed", get(owner, node))
    assert owner.call("PUT", NOTE, {"title": "", "text": ""}, node_id=node)[1]["code"] == "precondition_required"
    assert read(owner, node)["text"] == "two"
    status, same = write(owner, node, "t", "two")
    assert (status, same["node"]["rev"]) == (200, 2)
    require_sound(place, owner)


def test_autosaves_of_one_device_are_one_version(place: Place, owner: Owner) -> None:
    node = note(owner, "t", "0")["node"]["id"]
    for number in range(1, 8):
        place.clock.now += 59
        assert write(owner, node, "t", str(number))[0] == 200
    assert contents(owner, node) == [b"7", b"5"]
    other = owner.on_another_device()
    assert write(other, node, "t", "theirs")[0] == 200
    assert write(owner, node, "t", "mine")[0] == 200
    assert write(owner, node, "t", "mine again")[0] == 200
    assert contents(owner, node) == [b"mine again", b"theirs", b"7", b"5"]
    assert owner.quota()["used"] == sum(map(len, contents(owner, node)))
    require_sound(place, owner)


def test_what_was_restored_is_not_saved_over(place: Place, owner: Owner) -> None:
    node = note(owner, "first", "first")["node"]["id"]
    place.clock.now += 301
    assert write(owner, node, "second", "second")[0] == 200
    old = revisions(owner, node)[1]["rev_id"]
    status, told = owner.call("GET", OF, node_id=node, rev_id=old)
    assert (status, told["title"], told["text"]) == (200, "first", "first")
    assert back(owner, node, old)[1]["excerpt"] == "first"
    assert (read(owner, node)["title"], read(owner, node)["text"]) == ("first", "first")
    assert write(owner, node, "third", "third")[0] == 200
    assert contents(owner, node) == [b"third", b"first", b"second"]
    place.clock.now += KEPT_FOR + 60
    thin(place, owner)
    assert contents(owner, node) == [b"third"]
    require_sound(place, owner)


def test_a_note_counts_like_any_file(place: Place, owner: Owner) -> None:
    owner.back_up(b"x" * (QUOTA - 100_000))
    node = note(owner, "t", "x" * 60_000)["node"]["id"]
    body = {"client_id": "note-of-a-test", "title": "", "text": "x" * 60_000}
    assert owner.call("POST", NOTES, body)[1]["code"] == "quota_exceeded"
    assert write(owner, node, "t", "y" * 99_000)[0] == 200
    assert write(owner, node, "t", "y" * 100_001)[1]["code"] == "quota_exceeded"
    place.clock.now += 301
    assert write(owner, node, "t", "z" * 2_000)[1]["code"] == "quota_exceeded"
    assert write(owner, node, "t", "z" * 1_000)[0] == 200
    assert owner.quota()["free"] == 0
    require_sound(place, owner)


def test_a_save_takes_a_note_out_of_the_trash(place: Place, owner: Owner) -> None:
    top = folder(owner, "top")
    alone, inside = note(owner, "t", "a")["node"]["id"], note(owner, "t", "b", parent_id=top)["node"]["id"]
    trash(owner, alone)
    trash(owner, top)
    assert write(owner, alone, "t", "c", rev=1)[0] == 412
    for node, name in ((alone, "t"), (inside, "t (2)")):
        status, saved = write(owner, node, "t", "d")
        assert (status, saved["node"]["state"], saved["node"]["parent_id"]) == (200, "live", None)
        assert saved["node"]["name"] == name
    require_sound(place, owner)


def test_bytes_that_were_reserved_meanwhile_are_not_written_to(place: Place, owner: Owner) -> None:
    """Announcing does not advance the head, so a save that has read it must look at the room once more."""
    node = place.vault.library.get(owner.user_id, note(owner, "t", "text")["node"]["id"])
    store = place.vault.notebook.store
    present = store.revision(node, node.rev_id)
    head = place.vault.library.head(owner.user_id)
    changed = replace(node, size=head.quota.free, rev_id=new_id(place.vault.now))
    plan = notes.saving(head, node, changed, None, place.vault.now)
    assert present
    owner.init(item(b"takes room"))
    with pytest.raises(OvertakenError):
        store.save(plan, replace(present, key=changed.key), None)
    quota = owner.quota()
    assert (quota["used"], quota["reserved"]) == (4, 10)
