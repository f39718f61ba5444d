"""Folders, names and places: nothing is overwritten, nothing is inside itself, nobody undoes what others did."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.shared.ids import new_id
from functions.vault.tree import arranging
from tests.store.vault.people import Owner, Place, item, put
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.test_parallel import at_once
from tests.store.vault.tree import changes, file, folder, get, listed, patch, require_sound, restore, trash


def refused(answer: tuple[int, Any]) -> tuple[int, str]:
    status, problem = answer
    return status, problem["code"]


def moving(owner: Owner, node_id: str, parent_id: str) -> Callable[[], tuple[int, Any]]:
    return lambda: patch(owner, node_id, rev=1, parent_id=parent_id)


def naming(owner: Owner, node_id: str, name: str) -> Callable[[], tuple[int, Any]]:
    return lambda: patch(owner, node_id, rev=1, name=name)


def names_in(owner: Owner, parent_id: str, **query: str) -> list[str]:
    return [node["name"] for node in listed(owner, 200, parent_id=parent_id, **query)]


def test_a_folder_is_a_node_without_content(place: Place, owner: Owner) -> None:
    status, made = owner.call("POST", "/vault/folders", {"name": " Fotoğraflar. "})
    assert (status, made["kind"], made["name"], made["parent_id"]) == (201, "folder", "Fotoğraflar", None)
    assert (made["size"], made["sha256"], made["rev"], made["state"]) == (0, None, 1, "live")
    assert get(owner, made["id"]) == made
    assert owner.call("GET", "/vault/nodes/{node_id}/content", node_id=made["id"])[0] == 404
    assert owner.call("GET", "/vault/summary")[1]["counts"]["folder"] == 1
    assert owner.call("GET", "/vault/summary")[1]["last_backup_at"] is None
    require_sound(place, owner)


def test_files_and_folders_go_into_folders(place: Place, owner: Owner) -> None:
    outer = folder(owner, "outer")
    inner = folder(owner, "inner", outer)
    for parent in (None, outer, inner):
        file(owner, "a.jpg", parent)
    assert names_in(owner, "root", sort="name") == ["a.jpg", "outer"]
    assert names_in(owner, outer, sort="name") == ["a.jpg", "inner"]
    assert names_in(owner, inner) == ["a.jpg"]
    assert len(listed(owner)) == 5
    require_sound(place, owner)


@pytest.mark.parametrize("name", ["Same", "SAME", " same. "])
def test_a_name_that_is_taken_is_refused_with_the_one_that_has_it(owner: Owner, name: str) -> None:
    first = folder(owner, "same")
    status, problem = owner.call("POST", "/vault/folders", {"name": name})
    assert (status, problem["code"], problem["node"]["id"]) == (409, "name_taken", first)
    assert folder(owner, "same", first)


@pytest.mark.parametrize("body", [{}, {"name": 7}, {"name": "x", "parent_id": ""}, {"name": "x", "kind": "folder"}])
def test_a_folder_of_the_wrong_shape_is_422(owner: Owner, body: dict[str, Any]) -> None:
    assert refused(owner.call("POST", "/vault/folders", body)) == (422, "invalid_request")


@pytest.mark.parametrize("name", ["", " . ", "a/b", "a\x00", "\u202egpj.exe", "x" * 256])
def test_a_bad_name_is_refused(owner: Owner, name: str) -> None:
    assert refused(owner.call("POST", "/vault/folders", {"name": name})) == (422, "name_invalid")
    node = file(owner, "good")
    assert refused(patch(owner, node, name=name)) == (422, "name_invalid")


def test_only_a_live_folder_of_ones_own_can_be_a_place(owner: Owner, stranger: Owner) -> None:
    theirs, photo, gone = folder(stranger, "theirs"), file(owner, "a.jpg"), folder(owner, "gone")
    trash(owner, gone)
    node = file(owner, "b.jpg")
    for parent in (theirs, photo, gone, *[odd for odd in ODD_IDS if 0 < len(odd) <= 64 and odd.isprintable()]):
        assert refused(owner.call("POST", "/vault/folders", {"name": "x", "parent_id": parent})) == (404, "not_found")
        assert refused(patch(owner, node, parent_id=parent)) == (404, "not_found")
        assert refused(owner.call("GET", "/vault/nodes", query={"parent_id": parent})) == (404, "not_found")
        assert owner.init(item(b"x", parent_id=parent))[0]["problem"]["code"] == "not_found"


def test_rename_move_and_mark_at_once(place: Place, owner: Owner) -> None:
    target, node = folder(owner, "target"), file(owner, "a.jpg")
    before = get(owner, node)
    status, changed = patch(owner, node, name="b.jpg", parent_id=target, favourite=True)
    assert status == 200
    assert (changed["name"], changed["parent_id"], changed["favourite"]) == ("b.jpg", target, True)
    assert (changed["rev"], changed["created_at"]) == (2, before["created_at"])
    assert get(owner, node) == changed
    assert [change["op"] for change in changes(owner)[0]] == ["create", "create", "update"]
    assert file(owner, "a.jpg")
    for root in ("root", None):
        assert patch(owner, node, parent_id=root)[1]["parent_id"] is None
        assert patch(owner, node, parent_id=target)[1]["parent_id"] == target
    require_sound(place, owner)


def test_nothing_to_change_changes_nothing(owner: Owner) -> None:
    node = get(owner, file(owner, "a.jpg"))
    for change in ({}, {"name": "a.jpg"}, {"parent_id": "root"}, {"favourite": False}):
        assert patch(owner, node["id"], **change) == (200, node)


def test_another_spelling_of_its_own_name_is_free(place: Place, owner: Owner) -> None:
    node = file(owner, "straße.jpg")
    assert patch(owner, node, name="STRASSE.jpg")[1]["name"] == "STRASSE.jpg"
    other = file(owner, "b.jpg")
    status, problem = patch(owner, other, name="strasse.JPG")
    assert (status, problem["code"], problem["node"]["id"]) == (409, "name_taken", node)
    require_sound(place, owner)


def test_another_revision_is_412_with_the_present_node(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    _, renamed = patch(owner, node, name="b.jpg")
    for rev in (1, 'W/"1"', '"x"', '"22"'):
        status, problem = patch(owner, node, rev=rev, name="c.jpg")
        assert (status, problem["code"], problem["node"]) == (412, "precondition_failed", renamed)
    for rev in ('"1", "2"', "*"):
        assert patch(owner, node, rev=rev, name="b.jpg") == (200, renamed)
    assert refused(patch(owner, node, rev="", name="c.jpg")) == (428, "precondition_required")
    assert get(owner, node) == renamed


def test_a_tag_that_was_weakened_on_the_way_is_the_same_revision(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    assert patch(owner, node, rev='W/"1"', name="b.jpg")[0] == 200


@pytest.mark.parametrize(
    "body",
    [{"name": 7}, {"favourite": "yes"}, {"favourite": 1}, {"parent_id": 7}, {"parent_id": ""}, {"kind": "file"}],
)
def test_a_change_of_the_wrong_shape_is_422(owner: Owner, body: dict[str, Any]) -> None:
    node = file(owner, "a.jpg")
    assert refused(patch(owner, node, **body)) == (422, "invalid_request")


def test_what_is_in_the_trash_cannot_be_arranged(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    trash(owner, node)
    assert refused(patch(owner, node, name="b.jpg")) == (409, "conflict")


def test_a_folder_cannot_be_inside_itself(place: Place, owner: Owner) -> None:
    top = folder(owner, "top")
    middle = folder(owner, "middle", top)
    bottom = folder(owner, "bottom", middle)
    for inside in (top, middle, bottom):
        assert refused(patch(owner, top, parent_id=inside)) == (409, "cycle")
    assert patch(owner, bottom, parent_id="root")[0] == 200
    assert patch(owner, top, parent_id=bottom)[0] == 200
    require_sound(place, owner)


def test_two_moves_that_would_make_a_ring_do_not(place: Place, owner: Owner) -> None:
    """Neither sees the other; one comes first."""
    for number in range(4):
        left, right = folder(owner, f"left {number}"), folder(owner, f"right {number}")
        answers = at_once(moving(owner, left, right), moving(owner, right, left))
        outcomes = sorted((status, answer.get("code", "")) for status, answer in answers)
        assert outcomes == [(200, ""), (409, "cycle")]
    require_sound(place, owner)


def test_parallel_renames_to_one_name_leave_one_with_it(place: Place, owner: Owner) -> None:
    nodes = [file(owner, f"{number}.jpg") for number in range(6)]
    answers = at_once(*[naming(owner, node, "same.jpg") for node in nodes])
    codes = sorted(answer.get("code", "") for _, answer in answers)
    assert codes == ["", *["name_taken"] * 5]
    require_sound(place, owner)


def test_folders_do_not_go_deeper_than_they_can_be_read(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arranging, "DEEPEST", 4)
    inside = None
    for level in range(4):
        inside = folder(owner, str(level), inside)
    answer = owner.call("POST", "/vault/folders", {"name": "too deep", "parent_id": inside})
    assert refused(answer) == (409, "limit_reached")
    other = folder(owner, "other")
    assert refused(patch(owner, other, parent_id=inside)) == (409, "limit_reached")
    assert file(owner, "a file may", inside)


def test_an_upload_whose_folder_went_meanwhile_comes_to_the_root(place: Place, owner: Owner) -> None:
    there, gone = folder(owner, "there"), folder(owner, "gone")
    file(owner, "a.jpg")
    contents = {parent: f"late {parent}".encode() for parent in (there, gone)}
    announced = owner.init(*(item(content, "a.jpg", parent_id=parent) for parent, content in contents.items()))
    for one, content in zip(announced, contents.values(), strict=True):
        assert put(one, content) == 200
    trash(owner, gone)
    done = owner.complete(*(one["upload_id"] for one in announced))
    assert [(one["node"]["parent_id"], one["node"]["name"]) for one in done] == [(there, "a.jpg"), (None, "a (2).jpg")]
    assert restore(owner, gone)["state"] == "live"
    require_sound(place, owner)


def test_a_folder_of_an_unknown_vault_begins_it_and_an_erased_one_does_not_begin(place: Place, owner: Owner) -> None:
    assert listed(owner) == []
    assert folder(owner, "first")
    place.vault.erasure.erase(owner.user_id, place.vault.now)
    assert refused(owner.call("POST", "/vault/folders", {"name": "again"})) == (401, "session_ended")
    assert place.rows(owner.user_id) == []


def test_an_unknown_node_is_404_before_anything_else(owner: Owner) -> None:
    answer = owner.call("PATCH", "/vault/nodes/{node_id}", {"name": "x"}, node_id=new_id(1))
    assert refused(answer) == (404, "not_found")
