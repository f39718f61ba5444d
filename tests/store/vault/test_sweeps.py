"""A folder too large for one request, interrupted, crossed by another word about it: nothing stays half way."""

from collections.abc import Callable

import pytest

from functions.shared.problems import Code, Problem
from functions.vault import upkeep
from functions.vault.tree import sweeping, trashing
from functions.vault.tree.purging import Purging
from functions.vault.tree.sweeping import Allowance
from functions.vault.tree.tree_store import Trees
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_parallel import at_once
from tests.store.vault.tree import file, folder, get, listed, purge, require_sound, restore, trash, trashed


@pytest.fixture
def large(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """top/{0..4, inner/{0..4, deep/{0..4}}}, of which a request takes four nodes and a transaction two."""
    monkeypatch.setattr(sweeping, "BATCH", 2)
    monkeypatch.setattr(sweeping, "PURGED_AT_ONCE", 2)
    top = folder(owner, "top")
    inner = folder(owner, "inner", top)
    deep = folder(owner, "deep", inner)
    ids = {"top": top, "inner": inner, "deep": deep}
    for name, parent in list(ids.items()):
        for number in range(5):
            ids[f"{name} {number}"] = file(owner, f"{name} {number}", parent)
    monkeypatch.setattr(trashing, "AT_ONCE", 4)
    return ids


def noted(place: Place, owner: Owner) -> list[str]:
    return [row["op"]["S"] for row in place.rows(owner.user_id) if row["row"]["S"] == "sweep"]


def states(owner: Owner, ids: dict[str, str]) -> set[str]:
    return {get(owner, node_id)["state"] for node_id in ids.values()}


def test_what_a_request_leaves_the_schedule_finishes(place: Place, owner: Owner, large: dict[str, str]) -> None:
    trash(owner, large["top"])
    assert noted(place, owner) == ["trash"]
    assert states(owner, large) == {"live", "trash"}
    upkeep.sweep(place.vault)
    assert noted(place, owner) == []
    assert states(owner, large) == {"trash"}
    require_sound(place, owner)
    restore(owner, large["top"])
    assert states(owner, large) == {"live", "trash"}
    upkeep.sweep(place.vault)
    assert states(owner, large) == {"live"}
    assert noted(place, owner) == []
    require_sound(place, owner)


def test_asking_again_goes_on(
    place: Place, owner: Owner, large: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has followed already is looked at again, which costs little, and leaves room for more."""
    monkeypatch.setattr(trashing, "AT_ONCE", 12)
    for _ in range(20):
        trash(owner, large["top"])
    assert states(owner, large) == {"trash"}
    for _ in range(20):
        restore(owner, large["top"])
    assert states(owner, large) == {"live"}
    assert noted(place, owner) == []
    require_sound(place, owner)


def test_the_last_word_counts(place: Place, owner: Owner, large: dict[str, str]) -> None:
    trash(owner, large["top"])
    restore(owner, large["top"])
    trash(owner, large["inner"])
    upkeep.sweep(place.vault)
    upkeep.sweep(place.vault)
    assert {node["name"] for node in listed(owner, kind="folder")} == {"top"}
    assert {node["name"] for node in listed(owner, kind="photo")} == {f"top {number}" for number in range(5)}
    require_sound(place, owner)
    restore(owner, large["inner"])
    trash(owner, large["top"])
    upkeep.sweep(place.vault)
    assert listed(owner) == []
    assert noted(place, owner) == []
    restore(owner, large["top"])
    upkeep.sweep(place.vault)
    assert states(owner, large) == {"live"}
    require_sound(place, owner)


def test_a_part_restored_before_the_sweep_has_come_to_it_stays(
    place: Place, owner: Owner, large: dict[str, str]
) -> None:
    trash(owner, large["top"])
    restored = restore(owner, large["inner"])
    upkeep.sweep(place.vault)
    upkeep.sweep(place.vault)
    assert (
        get(owner, large["inner"])["state"] == restored["state"] == "live" or get(owner, large["inner"])["trashed_with"]
    )
    require_sound(place, owner)


def test_a_purge_that_is_interrupted_goes_on(place: Place, owner: Owner, large: dict[str, str]) -> None:
    trash(owner, large["top"])
    assert purge(owner, large["top"]) == (204, None)
    assert noted(place, owner) == ["purge"]
    assert owner.call("POST", "/vault/nodes/{node_id}/restore", node_id=large["top"])[0] == 404
    upkeep.sweep(place.vault)
    assert noted(place, owner) == []
    assert listed(owner) == trashed(owner) == []
    assert owner.quota()["used"] == 0
    require_sound(place, owner)


def test_emptying_a_large_trash_takes_several_calls(place: Place, owner: Owner, large: dict[str, str]) -> None:
    trash(owner, large["top"])
    calls = 1
    while owner.call("DELETE", "/vault/trash")[1]["more"]:
        calls += 1
    assert calls > 3
    assert owner.quota()["used"] == 0
    require_sound(place, owner)


@pytest.mark.parametrize("stops_at", range(1, 12))
def test_a_crash_between_any_two_steps_is_made_good(
    place: Place, owner: Owner, large: dict[str, str], monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    """The process ends after so many transactions of trashing, restoring, purging."""
    change, remove = Trees.change, Purging.purge
    done = 0

    def after(act: Callable[..., None], *args: object) -> None:
        nonlocal done
        act(*args)
        done += 1
        if done == stops_at:
            raise Problem(Code.UNAVAILABLE)

    with monkeypatch.context() as patched:
        patched.setattr(Trees, "change", lambda *args: after(change, *args))
        patched.setattr(Purging, "purge", lambda *args: after(remove, *args))
        patched.setattr(trashing, "AT_ONCE", 100)
        steps: list[Callable[[], object]] = [
            lambda: owner.call("DELETE", "/vault/nodes/{node_id}", node_id=large["inner"]),
            lambda: owner.call("DELETE", "/vault/nodes/{node_id}", node_id=large["top"]),
            lambda: owner.call("POST", "/vault/nodes/{node_id}/restore", node_id=large["inner"]),
            lambda: purge(owner, large["top"]),
        ]
        for step in steps:
            step()
    upkeep.sweep(place.vault)
    upkeep.sweep(place.vault)
    assert noted(place, owner) == []
    require_sound(place, owner)


def test_devices_that_contradict_one_another_leave_a_sound_vault(
    place: Place, owner: Owner, large: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trashing, "AT_ONCE", 100)

    def act(method: str, suffix: str, name: str) -> Callable[[], object]:
        return lambda: owner.call(method, "/vault/nodes/{node_id}" + suffix, node_id=large[name])

    for _ in range(3):
        at_once(
            act("DELETE", "", "top"),
            act("POST", "/restore", "top"),
            act("DELETE", "", "inner"),
            act("POST", "/restore", "inner"),
            act("DELETE", "/purge", "deep"),
            lambda: upkeep.sweep(place.vault),
        )
    for _ in range(3):
        upkeep.sweep(place.vault)
    assert noted(place, owner) == []
    require_sound(place, owner)


def test_a_sweep_that_is_no_longer_noted_does_nothing(place: Place, owner: Owner, large: dict[str, str]) -> None:
    trash(owner, large["top"])
    sweep = place.vault.trash.store.sweep(owner.user_id, large["top"])
    assert sweep
    restore(owner, large["top"])
    upkeep.sweep(place.vault)
    before = listed(owner)
    assert place.vault.trash.sweeping.run(sweep, Allowance(100, 60), place.vault.now)
    assert listed(owner) == before
    assert states(owner, large) == {"live"}
