"""The change feed: gapless, of one user, and honest about what it no longer has."""

import pytest

from functions.vault.core.cursors import encode
from tests.store.vault.people import TABLE, Owner, Place
from tests.store.vault.tree import changes, file, folder, get, listed, patch, replayed, trash

LATEST = "/vault/changes/latest"


def latest(owner: Owner) -> str:
    status, answer = owner.call("GET", LATEST)
    assert status == 200
    return str(answer["cursor"])


def read(owner: Owner, **query: str) -> tuple[int, str]:
    status, answer = owner.call("GET", "/vault/changes", query=query)
    return status, answer.get("code", "")


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 500])
def test_every_page_size_tells_everything_once_and_in_order(owner: Owner, limit: int) -> None:
    node = file(owner, "a.jpg")
    patch(owner, node, name="b.jpg")
    trash(owner, node)
    inner = folder(owner, "inner")
    patch(owner, inner, favourite=True)
    feed, _ = changes(owner, limit=limit)
    assert [change["op"] for change in feed] == ["create", "update", "trash", "create", "update"]
    assert [change["seq"] for change in feed] == [1, 2, 3, 4, 5]
    assert [change["rev"] for change in feed] == [1, 2, 3, 1, 2]
    assert feed[-1]["node"] == get(owner, inner)
    assert feed[2]["node"] == get(owner, node)


def test_nothing_new_is_an_empty_page_with_the_same_cursor(owner: Owner) -> None:
    for _ in range(2):
        cursor = latest(owner)
        assert changes(owner, cursor) == ([], cursor)
        file(owner, "a.jpg")


def test_a_device_that_begins_today_and_follows_has_what_is_there(owner: Owner) -> None:
    first = latest(owner)
    kept = file(owner, "kept.jpg")
    cursor = latest(owner)
    trash(owner, file(owner, "gone.jpg"))
    snapshot = {node["id"]: node for node in listed(owner)}
    patch(owner, kept, name="renamed.jpg")
    for start, known in ((cursor, snapshot), (first, {}), (None, {})):
        feed, _ = changes(owner, start)
        after = replayed(known, feed)
        assert {key: node for key, node in after.items() if node["state"] == "live"} == {kept: get(owner, kept)}


def test_a_cursor_of_another_user_or_of_none_is_refused(owner: Owner, stranger: Owner) -> None:
    file(owner, "a.jpg")
    cursor = latest(owner)
    assert read(stranger, cursor=cursor) == (422, "invalid_request")
    for odd in ("x", "", "A" * 40, cursor[:-3], cursor + "AAAA", "é"):
        assert read(owner, cursor=odd) == (422, "invalid_request")
    for limit in ("0", "501", "x"):
        assert read(owner, limit=limit) == (422, "invalid_request")


def test_a_cursor_beyond_the_head_or_of_another_epoch_begins_anew(place: Place, owner: Owner) -> None:
    file(owner, "a.jpg")
    epoch = place.vault.library.head(owner.user_id).epoch
    for place_in_feed in (f"{epoch}.2", f"{epoch}.9999999999999999", f"{'0' * 26}.1"):
        assert read(owner, cursor=encode(owner.user_id, "changes", place_in_feed)) == (410, "cursor_reset")
    assert read(owner, cursor=encode(owner.user_id, "changes", f"{epoch}.1")) == (200, "")


def test_what_the_feed_no_longer_has_is_never_skipped(place: Place, owner: Owner) -> None:
    """Old rows go by their time to live, each when it pleases the table."""
    nodes = [file(owner, f"{number}.jpg") for number in range(5)]
    _, page = owner.call("GET", "/vault/changes", query={"limit": "1"})
    cursors = [page["next_cursor"]]
    for _ in range(3):
        page = owner.call("GET", "/vault/changes", query={"limit": "1", "cursor": cursors[-1]})[1]
        cursors.append(page["next_cursor"])
    key = {"pk": {"S": f"U#{owner.user_id}#C"}, "sk": {"S": f"{3:016d}"}}
    place.dynamodb.delete_item(TableName=TABLE, Key=key)
    status, page = owner.call("GET", "/vault/changes")
    assert (status, [change["node_id"] for change in page["items"]], page["has_more"]) == (200, nodes[:2], True)
    assert read(owner, cursor=page["next_cursor"]) == (410, "cursor_reset")
    assert read(owner, cursor=cursors[1]) == (410, "cursor_reset")
    assert [change["node_id"] for change in changes(owner, cursors[2])[0]] == nodes[3:]


def test_below_the_floor_the_feed_begins_anew(place: Place, owner: Owner) -> None:
    file(owner, "a.jpg")
    place.dynamodb.update_item(
        TableName=TABLE,
        Key={"pk": {"S": f"U#{owner.user_id}"}, "sk": {"S": "HEAD"}},
        UpdateExpression="SET floor = :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    assert read(owner) == (410, "cursor_reset")
    assert read(owner, cursor=latest(owner)) == (200, "")
