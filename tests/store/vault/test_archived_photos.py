"""Photos that their owner keeps and does not want to see every day: out of the timeline, and out of nothing else."""

from typing import Any

import pytest

from functions.vault.core.rows_feed import ChangeRow, feed_key, place
from tests.store.vault.people import Owner, Place
from tests.store.vault.pictures import Darkroom, photo
from tests.store.vault.tree import (
    NODE,
    changes,
    file,
    folder,
    get,
    listed,
    note,
    patch,
    require_sound,
    restore,
    trash,
)
from tests.store.vault.versions import back, edit, revisions
from tests.unit.photos.making import exif

OTHERS = [{}, {"kind": "photo"}, {"parent_id": "there"}, {"parent_id": "there", "sort": "name"}]


def taken(owner: Owner, name: str, parent_id: str | None = None) -> str:
    return str(owner.back_up(photo(), name, parent_id=parent_id, taken_at="2021-01-01T00:00:00Z")["id"])


def archived(owner: Owner, name: str = "a.jpg", parent_id: str | None = None) -> str:
    node = taken(owner, name, parent_id)
    status, changed = patch(owner, node, archived=True)
    assert (status, changed["archived"]) == (200, True)
    return node


def timeline(owner: Owner) -> list[str]:
    return [node["id"] for node in listed(owner, route="/vault/timeline")]


def stays_archived(owner: Owner, node: str) -> bool:
    return get(owner, node)["archived"] is True and timeline(owner) == []


def test_it_needs_a_token_and_ones_own_photo(owner: Owner, stranger: Owner) -> None:
    node = taken(owner, "a.jpg")
    if_match = {"if-match": '"1"'}
    assert owner.call("PATCH", NODE, {"archived": True}, token="", node_id=node, headers=if_match)[0] == 401
    assert stranger.call("PATCH", NODE, {"archived": True}, node_id=node, headers=if_match)[0] == 404
    assert timeline(owner) == [node]


def test_an_archived_photo_leaves_the_timeline_and_comes_back(place: Place, owner: Owner) -> None:
    there = folder(owner, "there")
    other, node = taken(owner, "other.jpg"), archived(owner, "beach.jpg", there)
    assert timeline(owner) == [other]
    queries: list[dict[str, Any]] = [{}, {"parent_id": there}, {"q": "beach"}, {"kind": "photo", "type": "image/*"}]
    for query in queries:
        assert node in [one["id"] for one in listed(owner, **query)]
    status, changed = patch(owner, node, archived=False)
    assert (status, changed["archived"]) == (200, False)
    assert timeline(owner) == [node, other]
    require_sound(place, owner)


def test_an_album_holds_it_all_the_same(owner: Owner) -> None:
    node = archived(owner)
    album = owner.call("POST", "/vault/albums", {"name": "Summer"})[1]["id"]
    items = "/vault/albums/{album_id}/items"
    assert owner.call("PUT", items, {"node_ids": [node]}, album_id=album)[0] == 200
    status, page = owner.call("GET", items, album_id=album)
    assert (status, [(one["id"], one["archived"]) for one in page["items"]]) == (200, [(node, True)])


def test_the_feed_tells_of_it_as_of_every_mark(owner: Owner) -> None:
    node = taken(owner, "a.jpg")
    _, cursor = changes(owner)
    patch(owner, node, archived=True)
    (change,), cursor = changes(owner, cursor)
    assert (change["op"], change["rev"], change["node"]) == ("update", 2, get(owner, node))
    assert patch(owner, node, archived=True)[1]["rev"] == 2
    assert changes(owner, cursor)[0] == []
    assert patch(owner, node, rev=1, archived=False)[0] == 412


def test_a_change_from_before_there_was_an_archive_is_of_none(owner: Owner) -> None:
    taken(owner, "a.jpg")
    row = ChangeRow.get(feed_key(owner.user_id), place(1))
    row.update(
        actions=[ChangeRow.snapshot.set({name: row.snapshot[name] for name in row.snapshot if name != "archived"})]
    )
    (change,), _ = changes(owner)
    assert change["node"]["archived"] is False


@pytest.mark.parametrize("wish", [True, False])
def test_only_photos_are_archived(owner: Owner, wish: object) -> None:
    plain = owner.back_up(photo(), "b.jpg", kind="file")["id"]
    for node in (plain, folder(owner, "there"), note(owner, "a note", "text")["node"]["id"]):
        before = get(owner, node)
        status, problem = patch(owner, node, archived=wish)
        assert (status, problem["code"]) == (422, "invalid_request")
        assert problem["errors"] == [{"field": "archived", "reason": "photos_only"}]
        assert get(owner, node) == before


@pytest.mark.parametrize("wish", [1, "true", {}])
def test_an_odd_wish_is_refused(owner: Owner, wish: Any) -> None:
    assert patch(owner, taken(owner, "a.jpg"), archived=wish)[0] == 422


def test_it_stays_archived_in_the_trash_and_back(place: Place, owner: Owner) -> None:
    there = folder(owner, "there")
    alone, within = archived(owner), archived(owner, "b.jpg", there)
    trash(owner, alone)
    assert patch(owner, alone, archived=False)[0] == 409
    assert restore(owner, alone)["archived"] is True
    trash(owner, there)
    restore(owner, there)
    assert stays_archived(owner, alone)
    assert stays_archived(owner, within)
    require_sound(place, owner)


def test_a_picture_that_is_developed_late_stays_archived(owner: Owner, darkroom: Darkroom) -> None:
    """With the date that the picture says, which would be its place in the timeline."""
    node = str(owner.back_up(photo(exif=exif(details={0x9003: "2021:05:06 07:08:09"})))["id"])
    patch(owner, node, archived=True)
    trash(owner, node)
    reports = darkroom.developed()
    restore(owner, node)
    assert darkroom.pictured(*reports) == []
    assert (get(owner, node)["picture"]["state"], get(owner, node)["date_source"]) == ("ready", "exif")
    assert stays_archived(owner, node)


def test_another_content_and_an_earlier_one_stay_archived(owner: Owner, darkroom: Darkroom) -> None:
    node = archived(owner)
    first = revisions(owner, node)[0]["rev_id"]
    edit(owner, node, photo())
    assert stays_archived(owner, node)
    assert back(owner, node, first)[0] == 200
    darkroom.run()
    assert stays_archived(owner, node)
    assert patch(owner, node, name="b.jpg")[1]["archived"] is True
    assert timeline(owner) == []


@pytest.mark.parametrize("of", OTHERS, ids=str)
@pytest.mark.parametrize("limit", [1, 200])
def test_lists_ask_for_what_is_archived_and_for_what_is_not(owner: Owner, of: dict[str, str], limit: int) -> None:
    there = folder(owner, "there")
    kept, other = archived(owner, "a.jpg", there), taken(owner, "b.jpg", there)
    asked = {**of, "parent_id": there} if "parent_id" in of else of
    assert [node["id"] for node in listed(owner, limit, archived="true", **asked)] == [kept]
    assert [node["id"] for node in listed(owner, limit, archived="true", q="A.J", **asked)] == [kept]
    assert listed(owner, limit, archived="true", q="b", **asked) == []
    assert {node["id"] for node in listed(owner, limit, archived="false", **asked)} - {there} == {other}
    assert {node["id"] for node in listed(owner, limit, **asked)} - {there} == {kept, other}


def test_what_is_no_photo_is_not_archived(owner: Owner) -> None:
    node = file(owner, "a.jpg")
    assert [one["id"] for one in listed(owner, archived="false")] == [node]
    assert listed(owner, archived="true") == []
    assert owner.call("GET", "/vault/nodes", query={"archived": "maybe"})[0] == 422


def test_a_cursor_holds_on_its_side_of_the_archive_only(owner: Owner) -> None:
    for name in ("a.jpg", "b.jpg"):
        archived(owner, name)
    asked = {"archived": "true", "limit": "1"}
    cursor = owner.call("GET", "/vault/nodes", query=asked)[1]["next_cursor"]
    assert owner.call("GET", "/vault/nodes", query={**asked, "cursor": cursor})[0] == 200
    for other in ({"archived": "false"}, {}):
        assert owner.call("GET", "/vault/nodes", query={"limit": "1", **other, "cursor": cursor})[0] == 422
