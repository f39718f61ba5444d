"""A purge takes all contents of a file or none: whatever comes in between, nothing is lost that was not to go."""

from collections.abc import Callable

import pytest

from functions.shared.dynamo import Draft, Transactions
from functions.shared.overtaken import OvertakenError
from functions.vault import upkeep
from functions.vault.sharing.share_store import Shares
from functions.vault.tree.trash_store import Trashes
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_upkeep import closed
from tests.store.vault.tree import file, folder, get, note, purge, require_sound, restore, trash, write
from tests.store.vault.versions import contents, edit
from tests.store.vault.visitors import Visitor, gone, share


def before_purging(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], times: int = 1) -> None:
    """Somebody does this after a purge has read and before it commits, so often."""
    whole, left = Trashes.purge, [act] * times

    def purging(*args: object) -> object:
        if left:
            left.pop()()
        return whole(*args)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(Trashes, "purge", purging)


def another_folder(place: Place, owner: Owner) -> str:
    return folder(owner, f"another {len(place.rows(owner.user_id))}")


def aged(place: Place, owner: Owner, number: int, parent_id: str | None = None) -> str:
    """A note that has had so many earlier contents."""
    node: str = note(owner, "t", "0", parent_id=parent_id)["node"]["id"]
    for each in range(1, number + 1):
        place.clock.now += 301
        assert write(owner, node, "t", str(each))[0] == 200
    return node


def test_what_is_restored_while_it_is_purged_keeps_its_versions(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    trash(owner, node)
    before_purging(monkeypatch, lambda: restore(owner, node))
    status, problem = purge(owner, node)
    assert (status, problem["code"]) == (409, "conflict")
    assert contents(owner, node) == [b"second", b"first"]
    require_sound(place, owner)


def test_a_purge_that_loses_every_race_takes_nothing(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    trash(owner, node)
    before_purging(monkeypatch, lambda: another_folder(place, owner), times=8)
    status, problem = purge(owner, node)
    assert (status, problem["code"]) == (503, "unavailable")
    assert get(owner, node)["state"] == "trash"
    assert contents(owner, node) == [b"second", b"first"]
    assert owner.quota()["used"] == 11
    assert purge(owner, node)[0] == 204
    assert place.versions(f"storage/{owner.user_id}/") == []
    require_sound(place, owner)


def test_only_what_may_go_at_any_time_goes_before_the_rest(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = aged(place, owner, 12)
    trash(owner, node)
    before_purging(monkeypatch, lambda: restore(owner, node))
    assert purge(owner, node)[0] == 409
    assert contents(owner, node) == [str(number).encode() for number in range(12, 2, -1)]
    assert owner.quota()["used"] == 13
    require_sound(place, owner)
    trash(owner, node)
    assert purge(owner, node)[0] == 204
    assert owner.quota()["used"] == 0
    require_sound(place, owner)


def test_many_contents_go_in_several_transactions_each_of_which_fits(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = folder(owner, "top")
    for _ in range(5):
        aged(place, owner, 9, top)
    for number in range(3):
        file(owner, f"{number}.jpg", top)
    trash(owner, top)
    sizes: list[int] = []
    whole = Transactions.run

    def run(self: Transactions, build: Callable[[Draft], None]) -> None:
        def measured(draft: Draft) -> None:
            build(draft)
            sizes.append(len(draft.labels))

        whole(self, measured)

    monkeypatch.setattr(Transactions, "run", run)
    assert purge(owner, top)[0] == 204
    assert 50 < max(sizes) <= 97
    assert owner.quota()["used"] == 0
    assert place.versions(f"storage/{owner.user_id}/") == []
    require_sound(place, owner)


def test_a_refused_batch_of_a_folder_takes_nothing(place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    top = folder(owner, "top")
    nodes = [file(owner, f"{number}.jpg", top) for number in range(3)]
    for node in nodes:
        edit(owner, node, b"more of " + node.encode())
    trash(owner, top)
    before_purging(monkeypatch, lambda: another_folder(place, owner), times=8)
    assert purge(owner, top)[0] == 503
    assert [len(contents(owner, node)) for node in nodes] == [2, 2, 2]
    require_sound(place, owner)
    upkeep.sweep(place.vault)
    assert owner.quota()["used"] == 0
    require_sound(place, owner)


def test_objects_of_earlier_contents_that_could_not_be_deleted_are_deleted_later(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    trash(owner, node)
    closed(place).vault.trash.purge(owner.user_id, node, place.vault.now)
    assert len(place.versions(f"storage/{owner.user_id}/")) == 2
    assert owner.quota()["used"] == 0
    upkeep.clear(place.vault)
    assert place.versions(f"storage/{owner.user_id}/") == []
    require_sound(place, owner)


def test_a_purge_that_is_done_is_no_failure_because_of_a_link(
    place: Place, owner: Owner, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = file(owner, "a.jpg")
    token = share(owner, node)["token"]
    trash(owner, node)

    def overtaken(*_: object) -> None:
        raise OvertakenError

    monkeypatch.setattr(Shares, "forget", overtaken)
    assert purge(owner, node) == (204, None)
    assert gone(visitor.look(token))
    assert place.versions(f"storage/{owner.user_id}/") == []
    require_sound(place, owner)


def test_what_is_restored_while_its_folder_is_purged_stays(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = folder(owner, "top")
    kept, gone_too = file(owner, "kept.jpg", top), file(owner, "gone.jpg", top)
    trash(owner, top)
    before_purging(monkeypatch, lambda: restore(owner, kept))
    assert purge(owner, top)[0] == 204
    assert get(owner, kept)["state"] == "live"
    assert owner.call("GET", "/vault/nodes/{node_id}", node_id=gone_too)[0] == 404
    assert owner.call("GET", "/vault/nodes/{node_id}", node_id=top)[0] == 404
    require_sound(place, owner)


def test_an_inner_folder_that_is_restored_while_the_outer_is_purged_stays_with_its_content(
    place: Place, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = folder(owner, "top")
    inner = folder(owner, "inner", top)
    deep = folder(owner, "deep", inner)
    kept = file(owner, "kept.jpg", deep)
    file(owner, "gone.jpg", top)
    trash(owner, top)
    before_purging(monkeypatch, lambda: restore(owner, inner))
    assert purge(owner, top)[0] == 204
    assert [get(owner, one)["state"] for one in (inner, deep, kept)] == ["live"] * 3
    assert get(owner, kept)["parent_id"] == deep
    assert owner.call("GET", "/vault/nodes/{node_id}", node_id=top)[0] == 404
    require_sound(place, owner)
