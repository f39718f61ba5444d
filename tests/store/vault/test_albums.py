"""Photos put together: made, named, filled, emptied, shown; and what the trash, a purge and an erasure make of them."""

from typing import Any

import pytest

from functions.shared.ids import new_id
from functions.vault.pictures import albums
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.tree import file, folder, get, listed, purge, restore, trash

ALBUM, ITEMS = "/vault/albums/{album_id}", "/vault/albums/{album_id}/items"
REMOVE = f"{ITEMS}/remove"
ROUTES = [("GET", ALBUM), ("PATCH", ALBUM), ("DELETE", ALBUM), ("GET", ITEMS), ("PUT", ITEMS), ("POST", REMOVE)]


def made(owner: Owner, name: str = "Summer") -> dict[str, Any]:
    status, album = owner.call("POST", "/vault/albums", {"name": name})
    assert status == 201, album
    return dict(album)


def put(owner: Owner, album: dict[str, Any], *node_ids: str) -> dict[str, Any]:
    status, answer = owner.call("PUT", ITEMS, {"node_ids": list(node_ids)}, album_id=album["id"])
    assert status == 200, answer
    return dict(answer)


def take_out(owner: Owner, album: dict[str, Any], *node_ids: str) -> dict[str, Any]:
    status, answer = owner.call("POST", REMOVE, {"node_ids": list(node_ids)}, album_id=album["id"])
    assert status == 200, answer
    return dict(answer)


def items(owner: Owner, album: dict[str, Any], limit: int = 50) -> list[str]:
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        status, page = owner.call("GET", ITEMS, query={"limit": str(limit), **cursor}, album_id=album["id"])
        assert status == 200, page
        found += [node["id"] for node in page["items"]]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


def patch(owner: Owner, album: dict[str, Any], **change: Any) -> tuple[int, Any]:
    return owner.call("PATCH", ALBUM, change, headers={"if-match": f'"{album["rev"]}"'}, album_id=album["id"])


def body_of(method: str) -> dict[str, Any] | None:
    bodies: dict[str, dict[str, Any]] = {
        "PATCH": {"name": "x"},
        "PUT": {"node_ids": ["x"]},
        "POST": {"node_ids": ["x"]},
    }
    return bodies.get(method)


@pytest.mark.parametrize(("method", "route"), [*ROUTES, ("GET", "/vault/albums"), ("POST", "/vault/albums")])
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    status, problem = owner.call(method, route, body_of(method), token="", album_id="x")
    assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_a_strangers_album_is_404(owner: Owner, stranger: Owner, method: str, route: str) -> None:
    node, album = file(owner, "a.jpg"), made(owner)
    album = put(owner, album, node)
    body = {"node_ids": [file(stranger, "b.jpg")]} if method in ("PUT", "POST") else body_of(method)
    status, problem = stranger.call(method, route, body, headers={"if-match": "*"}, album_id=album["id"])
    assert (status, problem["code"]) == (404, "not_found")
    assert owner.call("GET", ALBUM, album_id=album["id"]) == (200, album)
    assert items(owner, album) == [node]


@pytest.mark.parametrize("album_id", ODD_IDS)
@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_an_odd_id_is_404(owner: Owner, method: str, route: str, album_id: str) -> None:
    node = {"node_ids": [new_id(1)]} if method == "POST" else body_of(method)
    status, problem = owner.call(method, route, node, headers={"if-match": "*"}, album_id=album_id)
    assert (status, problem["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "name_invalid"), ("a/b", "name_invalid"), ("x" * 256, "name_invalid"), (3, "invalid_request")],
)
def test_an_odd_name_is_refused(owner: Owner, name: Any, code: str) -> None:
    album = made(owner)
    for status, problem in (owner.call("POST", "/vault/albums", {"name": name}), patch(owner, album, name=name)):
        assert (status, problem["code"]) == (422, code)


def test_an_album_has_a_name_a_cover_and_photos(owner: Owner) -> None:
    album = made(owner, " Yaz 2026 ")
    assert (album["name"], album["count"], album["cover_node_id"], album["rev"]) == ("Yaz 2026", 0, None, 1)
    first, second = file(owner, "1.jpg"), file(owner, "2.jpg")
    full = put(owner, album, first, second, first)
    assert (full["count"], full["cover_node_id"], full["rev"]) == (2, first, 2)
    assert items(owner, album) == items(owner, album, 1) == [second, first]
    assert put(owner, album, second) == full
    status, changed = patch(owner, full, name="Kış", cover_node_id=second)
    assert (status, changed["name"], changed["cover_node_id"], changed["rev"]) == (200, "Kış", second, 3)
    less = take_out(owner, changed, second, "x", new_id(1))
    assert (less["count"], less["cover_node_id"]) == (1, None)
    assert owner.call("GET", ALBUM, album_id=album["id"]) == (200, less)


def test_who_builds_on_an_older_revision_is_shown_the_present_one(owner: Owner) -> None:
    album = made(owner)
    now = patch(owner, album, name="new")[1]
    status, problem = patch(owner, album, name="newer")
    assert (status, problem["code"], problem["album"]) == (412, "precondition_failed", now)
    assert owner.call("PATCH", ALBUM, {"name": "x"}, album_id=album["id"])[0] == 428


def test_a_cover_is_one_of_its_photos(owner: Owner) -> None:
    album, node = made(owner), file(owner, "a.jpg")
    assert patch(owner, album, cover_node_id=node)[0] == 404


@pytest.mark.parametrize("node_ids", [[], ["x"] * 101, "x", [1]])
def test_an_odd_batch_is_refused(owner: Owner, node_ids: Any) -> None:
    album = made(owner)
    assert owner.call("PUT", ITEMS, {"node_ids": node_ids}, album_id=album["id"])[0] == 422


def test_only_own_live_photos_come_in_and_all_or_none(owner: Owner, stranger: Owner) -> None:
    album, good = made(owner), file(owner, "good.jpg")
    gone = file(owner, "gone.jpg")
    trash(owner, gone)
    plain = owner.back_up(b"text", "text.txt", kind="file")["id"]
    for bad in (gone, plain, folder(owner, "f"), file(stranger, "b.jpg"), new_id(1), "x"):
        status, problem = owner.call("PUT", ITEMS, {"node_ids": [good, bad]}, album_id=album["id"])
        assert (status, problem["code"]) == (404, "not_found")
    assert items(owner, album) == []


def test_what_is_trashed_is_not_shown_and_comes_back(owner: Owner) -> None:
    album, node, other = made(owner), file(owner, "a.jpg"), file(owner, "b.jpg")
    put(owner, album, node, other)
    trash(owner, node)
    assert items(owner, album) == [other]
    restore(owner, node)
    assert items(owner, album) == [other, node]


def test_what_is_purged_is_taken_out(owner: Owner) -> None:
    album, node, other = made(owner), file(owner, "a.jpg"), file(owner, "b.jpg")
    put(owner, album, node, other)
    trash(owner, node)
    purge(owner, node)
    assert items(owner, album) == [other]
    now = owner.call("GET", ALBUM, album_id=album["id"])[1]
    assert (now["count"], now["cover_node_id"]) == (1, None)


def test_deleting_an_album_deletes_no_photo(place: Place, owner: Owner) -> None:
    album, other, node = made(owner), made(owner), file(owner, "a.jpg")
    for each in (album, other):
        put(owner, each, node)
    assert owner.call("DELETE", ALBUM, album_id=album["id"]) == (204, None)
    assert owner.call("DELETE", ALBUM, album_id=album["id"])[0] == 404
    assert get(owner, node)["state"] == "live"
    assert items(owner, other) == [node]
    assert len([row for row in place.rows(owner.user_id) if row["row"]["S"] == "album_item"]) == 1


def test_albums_are_listed_the_newest_first(place: Place, owner: Owner) -> None:
    ids = []
    for number in range(5):
        place.clock.now += 1
        ids.append(made(owner, str(number))["id"])
    assert [album["id"] for album in listed(owner, 2, "/vault/albums")] == ids[::-1]


def test_there_is_an_end_to_albums_and_to_what_is_in_one(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(albums, "MOST", 1)
    monkeypatch.setattr(albums, "MOST_ITEMS", 1)
    album = made(owner)
    assert owner.call("POST", "/vault/albums", {"name": "x"})[1]["code"] == "limit_reached"
    body = {"node_ids": [file(owner, "a.jpg"), file(owner, "b.jpg")]}
    assert owner.call("PUT", ITEMS, body, album_id=album["id"])[1]["code"] == "limit_reached"


def test_a_hundred_come_in_at_once(owner: Owner) -> None:
    nodes = [file(owner, f"{number}.jpg") for number in range(51)]
    album = put(owner, made(owner), *nodes)
    assert album["count"] == 51
    assert items(owner, album) == nodes[::-1]
    assert take_out(owner, album, *nodes)["count"] == 0


def test_albums_go_with_the_account_and_none_comes_after(place: Place, owner: Owner) -> None:
    album = made(owner)
    put(owner, album, file(owner, "a.jpg"))
    assert erase(place, deleted(owner.user_id)) == []
    assert place.rows(owner.user_id) == []
    status, problem = owner.call("POST", "/vault/albums", {"name": "x"})
    assert (status, problem["code"]) == (401, "session_ended")
    assert place.rows(owner.user_id) == []
