"""How do tests give a file other contents, and what must then hold?"""

import random
from typing import Any

import httpx

from tests.store.vault.people import Owner, item, put
from tests.store.vault.tree import get

REVISIONS = "/vault/nodes/{node_id}/revisions"
REVISION = REVISIONS + "/{rev_id}"


def announced(owner: Owner, content: bytes, name: str = "a.jpg", **more: Any) -> dict[str, Any]:
    """Announced and put, not yet committed."""
    (answer,) = owner.init(item(content, name, **more))
    assert answer["status"] == "upload", answer
    assert put(answer, content) == 200
    return answer


def committed(owner: Owner, answer: dict[str, Any]) -> dict[str, Any]:
    (done,) = owner.complete(answer["upload_id"])
    assert done["status"] == "committed", done
    return dict(done["node"])


def edit(owner: Owner, node_id: str, content: bytes, rev: int | None = None, **more: Any) -> dict[str, Any]:
    """The next content of a node, built on its present revision unless another is given; the node that has it."""
    base = get(owner, node_id)["rev"] if rev is None else rev
    return committed(owner, announced(owner, content, node_id=node_id, if_match=base, **more))


def refusal(owner: Owner, content: bytes, name: str = "a.jpg", **more: Any) -> str:
    (answer,) = owner.init(item(content, name, **more))
    assert answer["status"] == "rejected", answer
    return str(answer["problem"]["code"])


def revisions(owner: Owner, node_id: str) -> list[dict[str, Any]]:
    status, page = owner.call("GET", REVISIONS, node_id=node_id)
    assert status == 200, page
    assert page["next_cursor"] is None
    return list(page["items"])


def contents(owner: Owner, node_id: str) -> list[bytes]:
    """Of all revisions, the newest first."""
    found = []
    for one in revisions(owner, node_id):
        status, content = owner.call("GET", f"{REVISION}/content", node_id=node_id, rev_id=one["rev_id"])
        assert status == 200, content
        found.append(httpx.get(content["url"]).content)
    return found


def back(owner: Owner, node_id: str, rev_id: str, rev: int | str | None = None) -> tuple[int, Any]:
    known = get(owner, node_id)["rev"] if rev is None else rev
    headers = {"if-match": f'"{known}"'} if known != "" else {}
    return owner.call("POST", f"{REVISION}/restore", node_id=node_id, rev_id=rev_id, headers=headers)


def fresh() -> bytes:
    return f"{random.getrandbits(96):024x}".encode()
