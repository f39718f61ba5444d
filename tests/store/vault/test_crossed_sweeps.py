"""Folders beside one another go like folders inside one another, and who takes one out of a sweep keeps it whole."""

from collections.abc import Iterator, Sequence

import pytest

from functions.vault import upkeep
from functions.vault.tree import sweeping, trashing
from functions.vault.tree.sweeping import Allowance
from functions.vault.tree.trash_store import Trashes
from tests.store.vault.people import Owner, Place
from tests.store.vault.tree import file, folder, get, purge, require_sound, restore, trash


@pytest.mark.parametrize("siblings", [1, 2, 3])
def test_folders_beside_one_another_go_with_theirs(place: Place, owner: Owner, siblings: int) -> None:
    top = folder(owner, "top")
    for number in range(siblings):
        file(owner, "a.jpg", folder(owner, f"inner {number}", top))
    trash(owner, top)
    assert purge(owner, top)[0] == 204
    assert [row for row in place.rows(owner.user_id) if row["row"]["S"] in ("node", "sweep")] == []
    require_sound(place, owner)


def test_a_folder_that_is_restored_between_two_batches_stays_whole(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    top = folder(owner, "top")
    inner = folder(owner, "inner", top)
    inside = [file(owner, f"{number}.jpg", inner) for number in range(6)]
    restored: list[str] = []
    plain = Trashes.children

    def children(self: Trashes, user_id: str, folder_id: str, size: int) -> Iterator[Sequence[str]]:
        for number, found in enumerate(plain(self, user_id, folder_id, size)):
            if folder_id == inner and number == 1 and not restored:
                restored.append(inner)
                restore(owner, inner)  # from another device
            yield found

    monkeypatch.setattr(Trashes, "children", children)
    trash(owner, top)
    upkeep.sweep(place.vault)
    assert restored
    assert {get(owner, node_id)["state"] for node_id in (inner, *inside)} == {"live"}
    require_sound(place, owner)


def test_a_request_ends_in_time_and_says_that_there_is_more(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jpg", "b.jpg"):
        trash(owner, file(owner, name))
    monkeypatch.setattr(trashing, "_SECONDS", 0)
    assert owner.call("DELETE", "/vault/trash") == (200, {"more": True})
    monkeypatch.setattr(trashing, "_SECONDS", 60)
    assert owner.call("DELETE", "/vault/trash") == (200, {"more": False})
    require_sound(place, owner)


def test_an_allowance_ends_by_number_or_by_time() -> None:
    now = 5.0
    allowance = Allowance(2, 10, lambda: now)
    assert not allowance.is_spent
    now = 15.0
    assert allowance.is_spent
    now = 14.9
    assert not allowance.is_spent
    allowance.left -= 2
    assert allowance.is_spent
