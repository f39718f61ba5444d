"""The contents that a file has had: listed, opened, taken back, and gone with the file."""

from typing import Any

import httpx
import pytest

from functions.shared.ids import new_id
from tests.store.vault.people import TABLE, Owner, Place, item
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.tree import changes, file, folder, get, patch, purge, require_sound, trash
from tests.store.vault.versions import (
    REVISION,
    REVISIONS,
    back,
    contents,
    edit,
    refusal,
    revisions,
)

ROUTES = [("GET", REVISIONS), ("GET", f"{REVISION}/content"), ("POST", f"{REVISION}/restore")]


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    node = file(owner, "a.jpg")
    status, problem = owner.call(method, route, token="", node_id=node, rev_id=node)
    assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_a_strangers_file_has_no_versions(owner: Owner, stranger: Owner, method: str, route: str) -> None:
    node = file(owner, "a.jpg")
    rev_id, headers = revisions(owner, node)[0]["rev_id"], {"if-match": '"1"'}
    for node_id, other in [(node, rev_id), *((odd, rev_id) for odd in ODD_IDS), (file(stranger, "b.jpg"), rev_id)]:
        status, problem = stranger.call(method, route, node_id=node_id, rev_id=other, headers=headers)
        if route != REVISIONS or node_id in (node, *ODD_IDS):
            assert (status, problem["code"]) == (404, "not_found")
    for odd in ODD_IDS[2:]:
        if route != REVISIONS:
            assert owner.call(method, route, node_id=node, rev_id=odd, headers=headers)[0] == 404
    top = folder(owner, "top")
    assert owner.call(method, route, node_id=top, rev_id=rev_id, headers=headers)[0] == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"if_match": -1},
        {"if_match": "1"},
        {"if_match": 2**60},
        {"on_conflict": "ask"},
        {"device_name": "x" * 61},
        {"node_id": ""},
        {"node_id": 7},
    ],
)
def test_a_request_of_a_wrong_shape_is_refused(owner: Owner, wrong: dict[str, Any]) -> None:
    status, problem = owner.call("POST", "/vault/uploads", {"items": [item(b"x", **wrong)]})
    assert (status, problem["code"]) == (422, "invalid_request")


def test_what_is_no_file_of_the_owner_gets_no_content(owner: Owner, stranger: Owner) -> None:
    theirs, top = file(stranger, "a.jpg"), folder(owner, "top")
    for node_id in (theirs, top, new_id(1), *(odd for odd in ODD_IDS if 0 < len(odd) <= 64 and odd.isprintable())):
        assert refusal(owner, b"x", node_id=node_id, if_match=1) == "not_found"
    assert refusal(owner, b"x", node_id=file(owner, "b.jpg")) == "precondition_required"


def test_the_next_content_is_a_version_of_the_same_file(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"one", "a.jpg", device_name="Phone")
    place.clock.now += 60
    changed = edit(owner, node["id"], b"three", device_name="Laptop", mime="image/png")
    assert {**changed, "modified_at": ""} == {
        **node,
        "size": 5,
        "mime": "image/png",
        "sha256": item(b"three")["sha256"],
        "rev": 2,
        "modified_at": "",
    }
    assert place.fetch(owner, node["id"]) == b"three"
    told = [(one["size"], one["mime"], one["device_name"], one["current"]) for one in revisions(owner, node["id"])]
    assert told == [(5, "image/png", "Laptop", True), (3, "image/jpeg", "Phone", False)]
    assert contents(owner, node["id"]) == [b"three", b"one"]
    assert owner.quota()["used"] == 8
    assert [change["op"] for change in changes(owner)[0]] == ["create", "update"]
    require_sound(place, owner)


def test_versions_come_in_pages(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    for number in range(4):
        edit(owner, node, b"%d" % number)
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        status, page = owner.call("GET", REVISIONS, query={"limit": "2", **cursor}, node_id=node)
        assert status == 200
        found += [one["rev_id"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert found == [one["rev_id"] for one in revisions(owner, node)]
    assert len(found) == 5
    other = file(owner, "b.jpg")
    assert owner.call("GET", REVISIONS, query=cursor, node_id=other)[1]["code"] == "invalid_request"


def test_a_version_comes_back_without_its_bytes_being_copied(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"first", "a.jpg")["id"]
    edit(owner, node, b"second")
    edit(owner, node, b"third")
    oldest = revisions(owner, node)[-1]["rev_id"]
    place.clock.now += 60
    status, restored = back(owner, node, oldest)
    assert (status, restored["rev"], restored["size"]) == (200, 4, 5)
    assert place.fetch(owner, node) == b"first"
    assert contents(owner, node) == [b"first", b"third", b"second"]
    assert [one["current"] for one in revisions(owner, node)] == [True, False, False]
    assert owner.quota()["used"] == 16
    assert back(owner, node, oldest) == (200, restored)
    require_sound(place, owner)


def test_a_version_comes_back_only_over_what_was_seen(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    edit(owner, node, b"second")
    old = revisions(owner, node)[-1]["rev_id"]
    status, problem = back(owner, node, old, rev=1)
    assert (status, problem["code"], problem["node"]["rev"]) == (412, "precondition_failed", 2)
    assert back(owner, node, old, rev="")[1]["code"] == "precondition_required"
    trash(owner, node)
    assert back(owner, node, old)[1]["code"] == "conflict"


def test_an_earlier_content_is_not_there_for_a_backup(owner: Owner) -> None:
    """Who relied on it and did not send his bytes would lose them when the version goes."""
    node = owner.back_up(b"first")["id"]
    edit(owner, node, b"second")
    hashes = [item(content)["sha256"] for content in (b"first", b"second")]
    told = owner.call("POST", "/vault/uploads/check", {"hashes": hashes})[1]["items"]
    assert [one["state"] for one in told] == ["absent", "present"]
    other = owner.back_up(b"first", "again.jpg")["id"]
    old = revisions(owner, node)[-1]["rev_id"]
    assert back(owner, node, old)[0] == 200
    trash(owner, other)
    assert owner.call("POST", "/vault/uploads/check", {"hashes": hashes})[1]["items"][1]["state"] == "absent"


def test_purging_a_file_removes_all_it_has_been(place: Place, owner: Owner) -> None:
    top = folder(owner, "top")
    alone, inside = file(owner, "a.jpg"), file(owner, "b.jpg", top)
    for number in range(3):
        edit(owner, alone, b"a%d" % number)
        edit(owner, inside, b"b%d" % number)
    assert len(place.versions(f"storage/{owner.user_id}/")) == 8
    for node in (alone, top):
        trash(owner, node)
        assert purge(owner, node)[0] == 204
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert owner.quota()["used"] == 0
    require_sound(place, owner)


def test_renaming_touches_no_version(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"one", "a.jpg")["id"]
    edit(owner, node, b"two")
    assert patch(owner, node, name="b.jpg")[0] == 200
    assert get(owner, node)["name"] == "b.jpg"
    assert contents(owner, node) == [b"two", b"one"]
    require_sound(place, owner)


def test_what_was_stored_before_there_were_versions_has_one(place: Place, owner: Owner) -> None:
    jpeg = b"\xff\xd8\xff older"
    node = owner.back_up(jpeg)["id"]
    for row in place.rows(owner.user_id):
        new = {"node": ["content_rev"], "revision": ["mime", "detected_mime", "rev"]}.get(row["row"]["S"], [])
        names = {f"#{name}": name for name in new if name in row}
        if names:
            key, drop = {"pk": row["pk"], "sk": row["sk"]}, f"REMOVE {', '.join(names)}"
            place.dynamodb.update_item(TableName=TABLE, Key=key, UpdateExpression=drop, ExpressionAttributeNames=names)
    (only,) = revisions(owner, node)
    assert (only["mime"], only["current"]) == ("image/jpeg", True)
    url = owner.call("GET", f"{REVISION}/content", node_id=node, rev_id=only["rev_id"])[1]["url"]
    assert httpx.get(url).headers["content-disposition"].startswith("inline")
    edit(owner, node, b"newer")
    assert [one["mime"] for one in revisions(owner, node)] == ["image/jpeg", "image/jpeg"]
    assert back(owner, node, only["rev_id"])[0] == 200
    assert place.fetch(owner, node) == jpeg
    require_sound(place, owner)
