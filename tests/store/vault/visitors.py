"""How do tests share? An owner gives out links, somebody without an account opens them."""

import itertools
import random
from datetime import UTC, datetime
from typing import Any

from functions.vault.sharing import links
from tests.store.vault.people import Owner, Place

SHARES, SHARE = "/vault/shares", "/vault/shares/{share_id}"
LINK = "/vault/shared/{token}"
UNLOCK, INSIDE, CONTENT = f"{LINK}/unlock", f"{LINK}/nodes", f"{LINK}/nodes/{{node_id}}/content"
_numbers = itertools.count()
JPEG = b"\xff\xd8\xff\xe0 a picture"


class Visitor:
    """Somebody without an account, at an address of their own."""

    def __init__(self, somebody: Owner, address: str = "") -> None:
        self._somebody = somebody
        self._headers = {"x-viewer-address": address or f"2001:db8:{random.getrandbits(16):x}:{next(_numbers):x}::1"}
        self.access = ""

    def call(self, method: str, route: str, body: Any = None, query: Any = None, **path: Any) -> tuple[int, Any]:
        headers = {**self._headers, **({"x-share-access": self.access} if self.access else {})}
        return self._somebody.call(method, route, body, query, token="", headers=headers, **path)

    def look(self, token: str) -> tuple[int, Any]:
        return self.call("GET", LINK, link=token)

    def unlock(self, token: str, password: str) -> tuple[int, str]:
        status, answer = self.call("POST", UNLOCK, {"password": password}, link=token)
        if status == 200:
            self.access = answer["access"]
            assert answer["expires_in"] == links.ACCESS_LIFETIME
        return status, answer.get("code", "")

    def names(self, token: str, **query: str) -> list[str]:
        status, answer = self.call("GET", INSIDE, query=query or None, link=token)
        assert status == 200, answer
        return [node["name"] for node in answer["items"]]

    def content(self, token: str, node_id: str, **query: str) -> tuple[int, Any]:
        return self.call("GET", CONTENT, query=query or None, link=token, node_id=node_id)


def share(owner: Owner, node_id: str, **more: Any) -> dict[str, Any]:
    status, made = owner.call("POST", SHARES, {"node_id": node_id, **more})
    assert status == 201, made
    return dict(made)


def at(place: Place, seconds: float) -> str:
    return datetime.fromtimestamp(place.clock.now + seconds, UTC).isoformat()


def gone(answer: tuple[int, Any]) -> bool:
    return answer[0] == 404 and answer[1]["code"] == "not_found"
