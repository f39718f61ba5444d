"""How do tests arrange nodes? What an owner calls, and what the vault must always be, whatever was done to it."""

import random
from collections import Counter
from typing import Any

from functions.vault.core import names
from tests.store.vault.people import Owner, Place

NODE = "/vault/nodes/{node_id}"


def folder(owner: Owner, name: str, parent_id: str | None = None) -> str:
    status, made = owner.call("POST", "/vault/folders", {"name": name, "parent_id": parent_id})
    assert status == 201, made
    return str(made["id"])


def file(owner: Owner, name: str, parent_id: str | None = None) -> str:
    """With a content of its own."""
    content = f"{name} in {parent_id}, {random.getrandbits(64):016x}".encode()
    return str(owner.back_up(content, name, parent_id=parent_id)["id"])


def get(owner: Owner, node_id: str) -> dict[str, Any]:
    status, node = owner.call("GET", NODE, node_id=node_id)
    assert status == 200, node
    return dict(node)


def note(owner: Owner, title: str, text: str, **more: Any) -> dict[str, Any]:
    """The document of a new one."""
    client_id = f"note-{random.getrandbits(80):020x}"
    body = {"client_id": client_id, "title": title, "text": text, **more}
    status, made = owner.call("POST", "/vault/notes", body)
    assert status == 201, made
    return dict(made)


def write(owner: Owner, node_id: str, title: str, text: str, rev: int | None = None) -> tuple[int, Any]:
    """Saves a note over its present revision, unless another is given."""
    headers = {"if-match": f'"{get(owner, node_id)["rev"] if rev is None else rev}"'}
    return owner.call("PUT", "/vault/notes/{node_id}", {"title": title, "text": text}, node_id=node_id, headers=headers)


def patch(owner: Owner, node_id: str, rev: int | str | None = None, **change: Any) -> tuple[int, Any]:
    """With the present revision unless another is given; "" sends none."""
    known = get(owner, node_id)["rev"] if rev is None else rev
    headers = {"if-match": f'"{known}"' if isinstance(known, int) else known} if known != "" else {}
    return owner.call("PATCH", NODE, change, node_id=node_id, headers=headers)


def trash(owner: Owner, node_id: str) -> None:
    assert owner.call("DELETE", NODE, node_id=node_id) == (204, None)


def restore(owner: Owner, node_id: str) -> dict[str, Any]:
    status, node = owner.call("POST", f"{NODE}/restore", node_id=node_id)
    assert status == 200, node
    return dict(node)


def purge(owner: Owner, node_id: str) -> tuple[int, Any]:
    return owner.call("DELETE", f"{NODE}/purge", node_id=node_id)


def listed(owner: Owner, limit: int = 200, route: str = "/vault/nodes", **query: str) -> list[dict[str, Any]]:
    """All pages."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        status, page = owner.call("GET", route, query={"limit": str(limit), **query, **cursor})
        assert status == 200, page
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


def trashed(owner: Owner) -> list[dict[str, Any]]:
    return listed(owner, route="/vault/trash")


def changes(owner: Owner, cursor: str | None = None, limit: int = 500) -> tuple[list[dict[str, Any]], str]:
    """All that the feed has after a cursor, and the cursor after it."""
    found: list[dict[str, Any]] = []
    while True:
        query = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
        status, page = owner.call("GET", "/vault/changes", query=query)
        assert status == 200, page
        found += page["items"]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            return found, str(cursor)


def replayed(start: dict[str, dict[str, Any]], feed: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What a device has after it applied a feed to what it had."""
    known = dict(start)
    for change in feed:
        known.pop(change["node_id"], None)
        if change["node"]:
            known[change["node_id"]] = change["node"]
    return known


def require_sound(place: Place, owner: Owner) -> None:
    """Feed, lists, counts, quota, entries and objects of one vault say the same."""
    feed, _ = changes(owner)
    assert [change["seq"] for change in feed] == list(range(1, len(feed) + 1))
    known = replayed({}, feed)
    live = {node["id"]: node for node in listed(owner)}
    assert live == {key: node for key, node in known.items() if node["state"] == "live"}
    roots = {node["id"] for node in trashed(owner)}
    assert roots == {key for key, node in known.items() if node["state"] == "trash" and not node["trashed_with"]}
    counts = owner.call("GET", "/vault/summary")[1]["counts"]
    kinds = Counter(node["kind"] for node in live.values())
    assert counts == {kind: kinds[kind] for kind in ("file", "photo", "note", "folder")}
    _require_entries(place, owner, known)
    _require_contents(place, owner, {key: node for key, node in known.items() if node["kind"] != "folder"})


def _require_contents(place: Place, owner: Owner, known: dict[str, dict[str, Any]]) -> None:
    """Each content is one row and one object, counts once, and one of each node is the present one."""
    rows = [row for row in place.rows(owner.user_id) if row["row"]["S"] == "revision"]
    of = {row["sk"]["S"]: row["pk"]["S"].rpartition("#")[2] for row in rows}
    assert set(of.values()) == set(known)
    assert len(of) == len(rows)
    assert owner.quota()["used"] == sum(int(row["size"]["N"]) for row in rows)
    objects = {key for key, _ in place.versions(f"storage/{owner.user_id}/")}
    assert objects == {row["key"]["S"] for row in rows}
    assert len(place.versions(f"storage/{owner.user_id}/")) == len(rows)
    present = [row for row in rows if "superseded_at" not in row]
    assert {of[row["sk"]["S"]]: row["sha256"]["S"] for row in present} == {
        key: node["sha256"] for key, node in known.items()
    }
    assert len(present) == len(known)


def _require_entries(place: Place, owner: Owner, known: dict[str, dict[str, Any]]) -> None:
    """Each name is held once, by the node that has it."""
    rows = [row for row in place.rows(owner.user_id) if row["row"]["S"] == "entry"]
    held = {(row["pk"]["S"].rpartition("#")[2], row["sk"]["S"]): row["node_id"]["S"] for row in rows}
    holders = [node for node in known.values() if node["state"] == "live" or node["trashed_with"]]
    expected = {(node["parent_id"] or "root", f"E#{names.key(node['name'])}"): node["id"] for node in holders}
    assert len(expected) == len(holders)
    assert held == expected
    for node in holders:
        if node["state"] == "live" and node["parent_id"]:
            assert known[node["parent_id"]]["state"] == "live"
