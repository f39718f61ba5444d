"""What the schedule purges: what was in the trash for 30 days, and objects that nobody has any more."""

from dataclasses import replace

import pytest

from functions.shared.problems import Code, Problem
from functions.vault import app, upkeep, wiring
from functions.vault.core.ports import Storage
from functions.vault.tree.trashing import KEPT
from tests.store.vault.people import Owner, Place
from tests.store.vault.tree import file, folder, get, purge, require_sound, restore, trash, trashed


class ClosedStorage:
    """Deletes nothing."""

    def remove(self, objects: object) -> None:  # noqa: ARG002 - as the port has it
        raise Problem(Code.UNAVAILABLE)


def closed(place: Place) -> Place:
    storage: Storage = ClosedStorage()  # type: ignore[assignment] # only what a purge asks of it
    purging = replace(place.vault.trash.purging, storage=storage)
    sweeping = replace(place.vault.trash.sweeping, purging=purging)
    trash_ = replace(place.vault.trash, purging=purging, sweeping=sweeping)
    history = replace(place.vault.history, purging=purging)
    return replace(place, vault=replace(place.vault, trash=trash_, history=history))


def test_after_thirty_days_the_trash_is_purged_and_not_before(place: Place, owner: Owner, stranger: Owner) -> None:
    top = folder(owner, "top")
    for number in range(3):
        file(owner, f"{number}.jpg", top)
    trash(owner, top)
    theirs = file(stranger, "theirs.jpg")
    trash(stranger, theirs)
    place.clock.now += KEPT - 60
    late = file(owner, "late.jpg")
    trash(owner, late)
    upkeep.purge(place.vault)
    assert {node["id"] for node in trashed(owner)} == {top, late}
    place.clock.now += 120
    done = upkeep.purge(place.vault)
    assert done["nodes"] >= 2
    assert [node["id"] for node in trashed(owner)] == [late]
    assert trashed(stranger) == []
    require_sound(place, owner)
    require_sound(place, stranger)
    upkeep.purge(place.vault)


def test_what_was_restored_and_trashed_anew_has_its_thirty_days_again(place: Place, owner: Owner) -> None:
    node = file(owner, "a.jpg")
    trash(owner, node)
    place.clock.now += KEPT + 60
    found = list(place.vault.trash.store.due(place.vault.now - KEPT))
    assert (owner.user_id, node) in found
    restore(owner, node)
    trash(owner, node)
    upkeep.purge(place.vault)
    assert get(owner, node)["state"] == "trash"


def test_an_object_that_could_not_be_deleted_is_deleted_later(place: Place, owner: Owner) -> None:
    node = file(owner, "a.jpg")
    trash(owner, node)
    closed(place).vault.trash.purge(owner.user_id, node, place.vault.now)
    assert owner.quota()["used"] == 0
    assert trashed(owner) == []
    assert len(place.versions(f"storage/{owner.user_id}/")) == 1
    with pytest.raises(RuntimeError, match="could not be deleted"):
        upkeep.clear(closed(place).vault)
    upkeep.clear(place.vault)
    require_sound(place, owner)
    assert not [one for one in place.vault.trash.store.uncleared() if one.user_id == owner.user_id]


def test_one_vault_that_fails_holds_up_no_other(place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    node, other = file(owner, "a.jpg"), file(owner, "b.jpg")
    for each in (node, other):
        trash(owner, each)
    place.clock.now += KEPT + 60
    trash_type = type(place.vault.trash)
    purge_due = trash_type.purge_due

    def broken(self: object, user_id: str, node_id: str, *rest: object) -> bool:
        if node_id == node:
            raise ValueError("broken")
        return purge_due(self, user_id, node_id, *rest)  # type: ignore[arg-type] # as it was called

    with monkeypatch.context() as patched:
        patched.setattr(trash_type, "purge_due", broken)
        with pytest.raises(RuntimeError, match="could not be purged"):
            upkeep.purge(place.vault)
    assert [each["id"] for each in trashed(owner)] == [node]
    upkeep.purge(place.vault)
    assert trashed(owner) == []


def test_the_schedule_says_what_it_did(
    place: Place, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in resources.items():
        monkeypatch.setenv(name, value)
    wiring.wire.cache_clear()
    event = {"version": "0", "id": "e", "detail-type": "Scheduled Event", "source": "aws.events", "account": "0"}
    done = app.purge({**event, "time": "t", "region": "r", "resources": [], "detail": {}}, None)
    wiring.wire.cache_clear()
    assert {*done} == {"nodes", "versions", "objects", "archives"}


def test_purge_by_hand_and_by_schedule_at_once_is_one_purge(place: Place, owner: Owner) -> None:
    node = file(owner, "a.jpg")
    trash(owner, node)
    place.clock.now += KEPT + 60
    assert purge(owner, node)[0] == 204
    upkeep.purge(place.vault)
    require_sound(place, owner)
