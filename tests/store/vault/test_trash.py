"""The trash: a folder takes its content along and brings it back; what is purged is gone, and remembered."""

import httpx
import pytest

from functions.shared.ids import new_id
from tests.store.vault.people import BUCKET, Owner, Place, item, key_of, put
from tests.store.vault.tree import (
    changes,
    file,
    folder,
    get,
    listed,
    patch,
    purge,
    require_sound,
    restore,
    trash,
    trashed,
)


@pytest.fixture
def album(owner: Owner) -> dict[str, str]:
    """top/{a.jpg, inner/{b.jpg, deep/{c.jpg}}, before.jpg (trashed by itself)} and other.jpg beside it."""
    top = folder(owner, "top")
    inner = folder(owner, "inner", top)
    deep = folder(owner, "deep", inner)
    ids = {"top": top, "inner": inner, "deep": deep, "other": file(owner, "other.jpg")}
    for name, parent in (("a", top), ("b", inner), ("c", deep), ("before", top)):
        ids[name] = file(owner, f"{name}.jpg", parent)
    trash(owner, ids["before"])
    return ids


def names(owner: Owner, route: str = "/vault/nodes", **query: str) -> set[str]:
    return {node["name"] for node in listed(owner, 200, route, **query)}


def test_a_folder_takes_its_content_out_of_sight(place: Place, owner: Owner, album: dict[str, str]) -> None:
    used = owner.quota()["used"]
    trash(owner, album["top"])
    assert names(owner) == {"other.jpg"}
    assert names(owner, kind="photo") == {"other.jpg"}
    assert names(owner, "/vault/trash") == {"top", "before.jpg"}
    assert owner.quota()["used"] == used
    for name in ("a", "inner", "b", "deep", "c"):
        node = get(owner, album[name])
        assert (node["state"], node["trashed_with"]) == ("trash", album["top"])
    require_sound(place, owner)
    place.clock.now += 5
    trash(owner, album["top"])
    assert get(owner, album["top"])["rev"] == 2


def test_a_folder_brings_back_what_went_with_it(place: Place, owner: Owner, album: dict[str, str]) -> None:
    before = {node["id"]: node for node in listed(owner)}
    trash(owner, album["top"])
    folder(owner, "top")
    back = restore(owner, album["top"])
    assert (back["id"], back["name"], back["state"]) == (album["top"], "top (2)", "live")
    after = {node["id"]: node for node in listed(owner)}
    assert names(owner, "/vault/trash") == {"before.jpg"}
    for node_id, node in before.items():
        if node_id != album["top"]:
            assert (after[node_id]["name"], after[node_id]["parent_id"]) == (node["name"], node["parent_id"])
    assert restore(owner, album["before"])["parent_id"] == album["top"]
    require_sound(place, owner)
    assert restore(owner, album["top"]) == back


def test_one_file_out_of_a_trashed_folder_comes_to_the_root(place: Place, owner: Owner, album: dict[str, str]) -> None:
    trash(owner, album["top"])
    file(owner, "b.jpg")
    assert restore(owner, album["b"])["name"] == "b (2).jpg"
    assert restore(owner, album["inner"])["parent_id"] is None
    assert names(owner) == {"other.jpg", "b.jpg", "b (2).jpg", "inner", "deep", "c.jpg"}
    require_sound(place, owner)
    restore(owner, album["top"])
    assert names(owner, parent_id=album["top"]) == {"a.jpg"}
    require_sound(place, owner)


def test_folders_trashed_one_after_the_other_come_back_each_for_itself(
    place: Place, owner: Owner, album: dict[str, str]
) -> None:
    trash(owner, album["inner"])
    trash(owner, album["top"])
    assert names(owner, "/vault/trash") == {"inner", "top", "before.jpg"}
    restore(owner, album["top"])
    assert names(owner) == {"other.jpg", "top", "a.jpg"}
    restore(owner, album["inner"])
    assert names(owner, parent_id=album["top"]) == {"a.jpg", "inner"}
    assert names(owner, parent_id=album["deep"]) == {"c.jpg"}
    require_sound(place, owner)


def test_purge_frees_bytes_and_deletes_the_object_and_is_remembered(place: Place, owner: Owner) -> None:
    content = b"not wanted any more"
    node = owner.back_up(content)["id"]
    assert purge(owner, node)[1]["code"] == "conflict"
    url = owner.call("GET", "/vault/nodes/{node_id}/content", node_id=node)[1]["url"]
    trash(owner, node)
    assert purge(owner, node) == (204, None)
    assert purge(owner, node)[0] == 404
    assert httpx.get(url).status_code == 404
    assert owner.quota()["free"] == owner.quota()["limit"]
    (remembered,) = [row for row in place.rows(owner.user_id) if row["row"]["S"] == "hash"]
    assert remembered["state"]["S"] == "deleted_by_user"
    require_sound(place, owner)
    assert changes(owner)[0][-1]["op"] == "purge"
    assert changes(owner)[0][-1]["node"] is None
    assert owner.back_up(content)["id"] != node
    require_sound(place, owner)


def test_purge_of_a_copy_leaves_the_content_known_by_the_other(place: Place, owner: Owner) -> None:
    same = [item(b"twice", name) for name in ("1.jpg", "2.jpg")]
    announced = owner.init(*same)
    for one in announced:
        put(one, b"twice")
        owner.complete(one["upload_id"])
    first, second = (one["node_id"] for one in announced)
    trash(owner, first)
    purge(owner, first)
    assert owner.init(item(b"twice"))[0]["node_id"] == second
    require_sound(place, owner)


def test_a_purged_folder_takes_everything_inside_with_it(place: Place, owner: Owner, album: dict[str, str]) -> None:
    trash(owner, album["top"])
    assert purge(owner, album["top"]) == (204, None)
    assert names(owner, "/vault/trash") == {"before.jpg"}
    for name in ("top", "inner", "deep", "a", "b", "c"):
        assert owner.call("GET", "/vault/nodes/{node_id}", node_id=album[name])[0] == 404
    require_sound(place, owner)
    assert restore(owner, album["before"])["parent_id"] is None
    require_sound(place, owner)


def test_a_part_of_a_trashed_folder_can_be_purged_alone(place: Place, owner: Owner, album: dict[str, str]) -> None:
    trash(owner, album["top"])
    assert purge(owner, album["inner"]) == (204, None)
    require_sound(place, owner)
    restore(owner, album["top"])
    assert names(owner) == {"other.jpg", "top", "a.jpg"}
    require_sound(place, owner)


def test_emptying_purges_all_of_it_and_nothing_else(place: Place, owner: Owner, album: dict[str, str]) -> None:
    trash(owner, album["top"])
    for number in range(20):
        trash(owner, file(owner, f"{number}.jpg"))
    assert owner.call("DELETE", "/vault/trash") == (200, {"more": False})
    assert trashed(owner) == []
    assert names(owner) == {"other.jpg"}
    assert owner.call("DELETE", "/vault/trash") == (200, {"more": False})
    require_sound(place, owner)


def test_the_trash_is_listed_by_the_time_of_deletion(owner: Owner, stranger: Owner) -> None:
    nodes = [file(owner, f"{number}.jpg") for number in range(5)]
    for node in nodes[::-1]:
        trash(owner, node)
    for limit in (1, 2, 5, 6):
        found = listed(owner, limit, "/vault/trash")
        assert [node["id"] for node in found] == nodes
        assert all(node["trashed_at"] for node in found)
    cursor = owner.call("GET", "/vault/trash", query={"limit": "1"})[1]["next_cursor"]
    for route, who in (("/vault/trash", stranger), ("/vault/nodes", owner)):
        assert who.call("GET", route, query={"cursor": cursor})[1]["code"] == "invalid_request"


def test_what_is_put_under_the_key_of_a_purged_object_goes(place: Place, owner: Owner) -> None:
    """Its URL works for some minutes more, and nothing is there that would forbid it."""
    (announced,) = owner.init(item(b"back again"))
    put(announced, b"back again")
    late = place.event(key_of(announced))
    owner.complete(announced["upload_id"])
    trash(owner, announced["node_id"])
    purge(owner, announced["node_id"])
    assert place.stored(late) == []
    assert put(announced, b"back again") == 200
    assert place.stored(place.event(key_of(announced))) == []
    assert place.versions(key_of(announced)) == []
    assert owner.complete(announced["upload_id"])[0]["problem"]["code"] == "not_found"
    assert owner.quota()["used"] == 0


def test_an_erased_account_leaves_nothing_of_folders_and_trash(
    place: Place, owner: Owner, album: dict[str, str]
) -> None:
    trash(owner, album["inner"])
    purge(owner, album["inner"])
    place.vault.erasure.erase(owner.user_id, place.vault.now)
    assert place.rows(owner.user_id) == []
    listed_versions = place.s3.list_object_versions(Bucket=BUCKET, Prefix=f"storage/{owner.user_id}/")
    assert "Versions" not in listed_versions


def test_a_marked_node_stays_marked_in_the_trash_and_back(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    patch(owner, node, favourite=True)
    trash(owner, node)
    assert restore(owner, node)["favourite"] is True


def test_what_is_unknown_cannot_be_restored_or_purged(owner: Owner) -> None:
    for node_id in (new_id(1), "x"):
        assert owner.call("POST", "/vault/nodes/{node_id}/restore", node_id=node_id)[0] == 404
        assert purge(owner, node_id)[0] == 404
