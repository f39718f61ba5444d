"""Which versions go with time, and that their bytes come back once and their objects go."""

import pytest

from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.vault import upkeep
from functions.vault.versions.ports_versions import Due
from functions.vault.versions.versions import KEPT_FOR
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_parallel import at_once
from tests.store.vault.test_upkeep import closed
from tests.store.vault.tree import file, get, purge, require_sound, trash
from tests.store.vault.versions import back, contents, edit, revisions

DAY = 86_400


def thin(place: Place, owner: Owner) -> None:
    """The daily schedule, as far as it is about one owner."""
    for due in noted(place, owner):
        place.vault.history.thin(due, place.vault.now)


def noted(place: Place, owner: Owner, days: int = 0) -> list[Due]:
    due = place.vault.history.store.due(place.vault.now + days * DAY)
    return [one for one in due if one.user_id == owner.user_id]


def test_the_newest_ten_are_kept(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"start")["id"]
    for number in range(13):
        edit(owner, node, b"%02d" % number)
    upkeep.thin(place.vault)
    assert contents(owner, node) == [b"%02d" % number for number in range(12, 2, -1)]
    assert owner.quota()["used"] == 20
    require_sound(place, owner)
    thin(place, owner)
    assert len(contents(owner, node)) == 10


def test_each_is_kept_for_thirty_days_after_it_was_present(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"first")["id"]
    place.clock.now += 90 * DAY
    edit(owner, node, b"second")
    place.clock.now += 10 * DAY
    edit(owner, node, b"third")
    thin(place, owner)
    assert contents(owner, node) == [b"third", b"second", b"first"]
    assert noted(place, owner) == []
    place.clock.now += 20 * DAY + 60
    assert len(noted(place, owner)) == 1
    thin(place, owner)
    assert contents(owner, node) == [b"third", b"second"]
    place.clock.now += 10 * DAY
    thin(place, owner)
    assert contents(owner, node) == [b"third"]
    assert noted(place, owner, days=365) == []
    require_sound(place, owner)


def test_what_came_back_is_the_present_one_and_stays(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    place.clock.now += 29 * DAY
    assert back(owner, node, revisions(owner, node)[1]["rev_id"])[0] == 200
    place.clock.now += 2 * DAY
    thin(place, owner)
    assert contents(owner, node) == [b"first", b"second"]
    place.clock.now += KEPT_FOR
    thin(place, owner)
    assert contents(owner, node) == [b"first"]
    assert place.fetch(owner, node) == b"first"
    require_sound(place, owner)


def test_an_object_that_could_not_be_deleted_is_deleted_later(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    place.clock.now += KEPT_FOR + 60
    for due in noted(place, owner):
        closed(place).vault.history.thin(due, place.vault.now)
    assert len(place.versions(f"storage/{owner.user_id}/")) == 2
    assert (owner.quota()["used"], len(contents(owner, node))) == (6, 1)
    upkeep.clear(place.vault)
    require_sound(place, owner)


def test_the_schedules_at_once_free_the_bytes_once(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"start")["id"]
    for number in range(5):
        edit(owner, node, b"%02d" % number)
    place.clock.now += KEPT_FOR + 60
    (due,) = noted(place, owner)
    at_once(*[lambda: place.vault.history.thin(due, place.vault.now)] * 6)
    assert owner.quota()["used"] == 2
    require_sound(place, owner)


def test_a_version_that_is_dropped_and_taken_back_at_once_is_one_of_both(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    present = place.vault.library.get(owner.user_id, node)
    store = place.vault.history.store
    older = [one for one in store.revisions(owner.user_id, node) if one.superseded_at]
    assert back(owner, node, older[0].id)[0] == 200
    with pytest.raises(OvertakenError):
        store.drop(present, older, place.vault.now)
    assert contents(owner, node) == [b"first", b"second"]
    older = [one for one in store.revisions(owner.user_id, node) if one.superseded_at]
    store.drop(present, older, place.vault.now)
    with pytest.raises(OvertakenError):
        store.drop(present, older, place.vault.now)
    assert back(owner, node, older[0].id)[1]["code"] == "not_found"
    assert owner.quota()["used"] == 5


def test_a_note_for_a_file_that_is_gone_is_forgotten(place: Place, owner: Owner) -> None:
    node = file(owner, "a.jpg")
    edit(owner, node, b"more")
    trash(owner, node)
    assert purge(owner, node)[0] == 204
    assert len(noted(place, owner)) == 1
    thin(place, owner)
    assert noted(place, owner, days=365) == []
    require_sound(place, owner)


def test_a_change_during_the_look_is_looked_at_again(place: Place, owner: Owner) -> None:
    node = file(owner, "a.jpg")
    edit(owner, node, b"one")
    (due,) = noted(place, owner)
    edit(owner, node, b"two")
    store = place.vault.history.store
    store.forget(due)
    store.look_again(due, place.vault.library.get(owner.user_id, node), place.vault.now + KEPT_FOR)
    assert len(noted(place, owner)) == 1


def test_one_file_that_fails_holds_up_no_other(place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = file(owner, "a.jpg"), file(owner, "b.jpg")
    for node in (one, other):
        edit(owner, node, b"of " + node.encode())
    place.clock.now += KEPT_FOR + 60
    history = type(place.vault.history)
    whole = history.thin

    def broken(self: object, due: Due, now: float) -> None:
        if due.node_id == one:
            raise Problem(Code.UNAVAILABLE)
        whole(self, due, now)  # type: ignore[arg-type] # as it was called

    with monkeypatch.context() as patched:
        patched.setattr(history, "thin", broken)
        with pytest.raises(RuntimeError, match="could not be thinned out"):
            upkeep.thin(place.vault)
    assert (len(revisions(owner, one)), len(revisions(owner, other))) == (2, 1)
    upkeep.thin(place.vault)
    assert len(revisions(owner, one)) == 1
    assert get(owner, one)["rev"] == 2
