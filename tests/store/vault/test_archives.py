"""A folder, or everything, comes as ZIP files that hold the very bytes; made in the background, kept for three days."""

import random
from typing import Any

import pytest

from functions.shared.ids import new_id
from functions.vault.archives import archive_jobs, storage_archives, volumes, zipping
from tests.store.vault.archived import ARCHIVE, ARCHIVES, begin, held, look, waiting, work
from tests.store.vault.people import Owner, Place, sqs_event
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.tree import file, folder, note, patch, purge, trash


@pytest.fixture(autouse=True)
def _quiet(place: Place, resources: dict[str, str]) -> None:
    waiting(place, resources)


@pytest.mark.parametrize(("method", "route"), [("POST", ARCHIVES), ("GET", ARCHIVES), ("GET", ARCHIVE)])
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    for token in ("", "Bearer x"):
        body: dict[str, str] | None = {} if method == "POST" else None
        status, problem = owner.call(method, route, body, token=token, archive_id=new_id(1))
        assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_archive_and_nodes_are_404(owner: Owner, stranger: Owner) -> None:
    top = folder(owner, "top")
    node_id, archive = file(owner, "a.jpg", top), begin(owner, folder_id=top)
    for archive_id in (archive["id"], *ODD_IDS):
        status, problem = stranger.call("GET", ARCHIVE, archive_id=archive_id)
        assert (status, problem["code"]) == (404, "not_found")
    for body in ({"folder_id": top}, {"node_ids": [node_id]}, {"folder_id": node_id}):
        assert stranger.call("POST", ARCHIVES, body)[1]["code"] == "not_found"
    assert owner.call("POST", ARCHIVES, {"folder_id": node_id})[1]["code"] == "not_found"
    own = file(stranger, "own.jpg")
    assert stranger.call("POST", ARCHIVES, {"node_ids": [own, node_id]})[1]["code"] == "not_found"
    assert stranger.call("GET", ARCHIVES) == (200, {"items": [], "next_cursor": None})


@pytest.mark.parametrize(
    "body", [{}, {"folder_id": "root", "node_ids": ["x"]}, {"node_ids": []}, {"node_ids": ["x"] * 1001}, {"all": True}]
)
def test_what_it_shall_be_made_of_is_said_once(owner: Owner, body: dict[str, Any]) -> None:
    status, problem = owner.call("POST", ARCHIVES, body)
    assert (status, problem["code"]) == (422, "invalid_request")


def test_a_folder_comes_as_it_is_with_the_very_bytes(
    place: Place, owner: Owner, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In pieces and parts, the last of them short; a file without bytes and an empty folder."""
    monkeypatch.setattr(zipping, "PIECE", 1_000)
    monkeypatch.setattr(storage_archives, "PART", 1_500)
    top = folder(owner, "Yaz tatili")
    inner = folder(owner, "Çeşme", top)
    folder(owner, "empty", top)
    long = random.randbytes(10_007)
    owner.back_up(long, "uzun.jpg", parent_id=inner)
    owner.back_up(b"", "nothing.jpg", parent_id=inner)
    owner.back_up(b"short", "CON.txt", parent_id=top)
    note(owner, "Liste", "süt, ekmek", parent_id=top)
    file(owner, "beside.jpg")
    begun = begin(owner, folder_id=top)
    assert (begun["state"], begun["volumes"], begun["problem"]) == ("queued", [], None)
    assert work(place, resources) == 2
    ready = look(owner, begun)
    assert ready["state"] == "ready"
    assert [volume["name"] for volume in ready["volumes"]] == [f"Yaz tatili {ready['created_at'][:10]}.zip"]
    assert held(ready) == {
        "Çeşme/": b"",
        "Çeşme/nothing.jpg": b"",
        "Çeşme/uzun.jpg": long,
        "Liste.md": "süt, ekmek".encode(),
        "_CON.txt": b"short",
        "empty/": b"",
    }
    assert owner.call("GET", ARCHIVES)[1]["items"][0]["id"] == ready["id"]


def test_a_whole_vault_comes_in_volumes_each_by_itself(
    place: Place, owner: Owner, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "VOLUME_BYTES", 100)
    contents = {f"{number}.jpg": random.randbytes(40) for number in range(5)} | {"large.jpg": random.randbytes(400)}
    for name, content in contents.items():
        owner.back_up(content, name)
    begun = begin(owner, folder_id="root")
    assert work(place, resources) == 1 + 4
    ready = look(owner, begun)
    assert (ready["state"], len(ready["volumes"])) == ("ready", 4)
    assert ready["volumes"][1]["name"].endswith(" (2 of 4).zip")
    assert held(ready) == contents


def test_chosen_ones_come_with_what_is_in_them_and_apart(place: Place, owner: Owner, resources: dict[str, str]) -> None:
    top, other = folder(owner, "top"), folder(owner, "other")
    ids = [owner.back_up(bytes([n]), "a.jpg", parent_id=parent)["id"] for n, parent in enumerate((top, other))]
    begun = begin(owner, node_ids=[top, ids[1], ids[0], top])
    work(place, resources)
    assert held(look(owner, begun)) == {"top/": b"", "top/a.jpg": b"\0", "a.jpg": b"\1"}


def test_what_is_in_the_trash_is_not_in_it_and_an_empty_folder_is_an_empty_file(
    place: Place, owner: Owner, resources: dict[str, str]
) -> None:
    top = folder(owner, "top")
    trash(owner, file(owner, "a.jpg", top))
    begun = begin(owner, folder_id=top)
    work(place, resources)
    assert held(look(owner, begun)) == {}
    assert len(look(owner, begun)["volumes"]) == 1


def test_it_holds_what_was_there_when_it_was_planned(place: Place, owner: Owner, resources: dict[str, str]) -> None:
    first, second = file(owner, "first.jpg"), file(owner, "second.jpg")
    begun = begin(owner, folder_id="root")
    assert archive_jobs.pack(sqs_event(*waiting(place, resources)), place.vault) == {"batchItemFailures": []}
    assert look(owner, begun)["state"] == "packing"
    assert patch(owner, first, name="renamed.jpg")[0] == 200
    trash(owner, second)
    purge(owner, second)
    file(owner, "later.jpg")
    work(place, resources)
    assert list(held(look(owner, begun))) == ["first.jpg"]
