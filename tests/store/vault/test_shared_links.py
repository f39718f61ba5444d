"""Who has a link sees one node and what is below it, and nothing beside it."""

import base64

import httpx
import pytest

from functions.shared.ids import new_id
from functions.vault.tree import list_store
from tests.store.vault.people import Owner
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.tree import file, folder, note, patch, trash
from tests.store.vault.visitors import INSIDE, JPEG, UNLOCK, Visitor, gone, share


def test_who_has_the_link_opens_the_file_without_an_account(owner: Owner, visitor: Visitor) -> None:
    node = owner.back_up(JPEG, "Çınar.jpg")
    made = share(owner, node["id"])
    assert (made["name"], made["kind"], made["has_password"]) == ("Çınar.jpg", "photo", False)
    assert visitor.look(made["token"]) == (
        200,
        {
            "name": "Çınar.jpg",
            "kind": "photo",
            "size": len(JPEG),
            "mime": "image/jpeg",
            "node_id": node["id"],
            "needs_password": False,
            "expires_at": None,
            "allow_download": True,
        },
    )
    assert visitor.names(made["token"]) == ["Çınar.jpg"]
    status, content = visitor.content(made["token"], node["id"], download="true")
    assert (status, content["expires_in"]) == (200, 600)
    got = httpx.get(content["url"])
    assert (got.content, got.headers["content-disposition"].split(";")[0]) == (JPEG, "attachment")


@pytest.mark.parametrize("token", ["x", "", "A" * 22, "A" * 21, "A" * 5000, "LINK", "../", "\x00" * 22, "é" * 22])
def test_an_unknown_link_is_404_everywhere(visitor: Visitor, token: str) -> None:
    node_id = new_id(1)
    assert gone(visitor.look(token))
    assert gone(visitor.call("POST", UNLOCK, {"password": "x"}, link=token))
    assert gone(visitor.call("GET", INSIDE, link=token))
    assert gone(visitor.content(token, node_id))


def test_a_folder_shows_what_is_below_it_and_nothing_beside_it(owner: Owner, visitor: Visitor) -> None:
    top, beside = folder(owner, "top"), folder(owner, "beside")
    below = folder(owner, "below", top)
    first, deep, secret = file(owner, "first.jpg", top), file(owner, "deep.jpg", below), file(owner, "s.jpg", beside)
    loose = file(owner, "loose.jpg")
    token = share(owner, top)["token"]
    assert visitor.names(token) == ["below", "first.jpg"]
    assert visitor.names(token, parent_id=below) == ["deep.jpg"]
    assert visitor.names(token, parent_id=top) == ["below", "first.jpg"]
    for node_id in (first, deep):
        assert visitor.content(token, node_id)[0] == 200
    for node_id in (secret, loose, top, below, *ODD_IDS):
        assert gone(visitor.content(token, node_id)), node_id
    for parent_id in (beside, first, "root", new_id(1)):
        assert gone(visitor.call("GET", INSIDE, query={"parent_id": parent_id}, link=token)), parent_id


def test_what_moves_out_of_a_shared_folder_is_shared_no_longer(owner: Owner, visitor: Visitor) -> None:
    top = folder(owner, "top")
    below = folder(owner, "below", top)
    node_id = file(owner, "a.jpg", below)
    token = share(owner, top)["token"]
    assert visitor.content(token, node_id)[0] == 200
    assert patch(owner, below, parent_id="root")[0] == 200
    assert gone(visitor.content(token, node_id))
    assert visitor.names(token) == []
    assert patch(owner, below, parent_id=top)[0] == 200
    trash(owner, below)
    assert gone(visitor.content(token, node_id))


def test_a_shared_folder_is_read_in_pages_that_belong_to_it(owner: Owner, visitor: Visitor) -> None:
    top, other = folder(owner, "top"), folder(owner, "other")
    for number in range(5):
        file(owner, f"{number}.jpg", top)
        file(owner, f"x{number}.jpg", other)
    token, theirs = share(owner, top)["token"], share(owner, other)["token"]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        _, page = visitor.call("GET", INSIDE, query={"limit": "2", **cursor}, link=token)
        seen += [node["name"] for node in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert seen == [f"{number}.jpg" for number in range(5)]
    status, problem = visitor.call("GET", INSIDE, query=cursor, link=theirs)
    assert (status, problem["code"]) == (422, "invalid_request")


def test_a_link_for_looking_only_hands_out_what_a_browser_shows(owner: Owner, visitor: Visitor) -> None:
    top = folder(owner, "top")
    photo = owner.back_up(JPEG, "a.jpg", parent_id=top)["id"]
    text = owner.back_up(b"plain text", "a.txt", parent_id=top, kind="file", mime="text/plain")["id"]
    token = share(owner, top, allow_download=False)["token"]
    status, content = visitor.content(token, photo)
    assert status == 200
    assert httpx.get(content["url"]).headers["content-disposition"].startswith("inline")
    for node_id, query in ((photo, {"download": "true"}), (text, {}), (text, {"download": "true"})):
        status, problem = visitor.content(token, node_id, **query)
        assert (status, problem["code"]) == (403, "forbidden")


def test_a_notes_name_is_in_no_page_and_in_no_cursor(
    owner: Owner, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a page ends on its row, as it has cost enough."""
    monkeypatch.setattr(list_store, "_MOST_READ", 2)
    top = folder(owner, "top")
    for letter in "abcz":
        note(owner, f"{letter} salary talk", "ask 90k", parent_id=top)
    files = [file(owner, f"m{number}.jpg", top) for number in range(3)]
    token, other = (share(owner, top)["token"] for _ in range(2))
    pages: list[list[str]] = []
    cursors: list[dict[str, str]] = [{}]
    while True:
        _, page = visitor.call("GET", INSIDE, query=cursors[-1], link=token)
        pages.append([node["id"] for node in page["items"]])
        if page["next_cursor"] is None:
            break
        cursors.append({"cursor": page["next_cursor"]})
    assert pages == [[], files[:1], files[1:], []]
    for cursor in cursors[1:]:
        told = base64.urlsafe_b64decode(cursor["cursor"] + "=" * (-len(cursor["cursor"]) % 4))
        assert b"salary" not in told
        assert b".jpg" not in told
        status, problem = visitor.call("GET", INSIDE, query=cursor, link=other)
        assert (status, problem["code"]) == (422, "invalid_request")
