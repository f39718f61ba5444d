"""What has an owner given out by link? One node a link, with its end, its password and what it allows; over the ports.

A link holds an id, the node says the rest: what is in the trash or gone is behind no link, what is restored is there
again. Who has the link needs no account; see `links`.
"""

import re
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from functions.shared.ids import is_id, new_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors
from functions.vault.core.contention import persist
from functions.vault.core.nodes import Node
from functions.vault.sharing.ports_shares import Passwords, ShareStore

MOST = 500
"""Links of one owner."""
KINDS = frozenset({"file", "photo", "folder"})
_TOKEN_BYTES = 16
"""128 random bits, base64url: nobody finds a link by trying."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Share:
    """Times are epoch seconds. `access_key` signs what `links` hands out for the password."""

    user_id: str
    id: str
    node_id: str
    token: str = field(repr=False)
    created_at: float
    expires_at: float | None
    allow_download: bool
    password_hash: str | None = field(repr=False)
    access_key: str = field(repr=False)
    opened: int = 0

    def is_over(self, now: float) -> bool:
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Wish:
    node_id: str
    expires_at: float | None
    password: str | None = field(repr=False)
    allow_download: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A link and what it leads to."""

    share: Share
    node: Node


@dataclass(frozen=True, slots=True)
class ShownPage:
    items: list[Shown]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Sharing:
    store: ShareStore
    passwords: Passwords
    sleep: Callable[[float], None] = time.sleep

    def share(self, user_id: str, wish: Wish, now: float) -> Shown:
        """Raises Problem: not_found (no live file, photo or folder of this owner), invalid_request, limit_reached,
        unavailable.
        """
        if wish.expires_at is not None and wish.expires_at <= now:
            raise Problem(Code.INVALID_REQUEST, errors=[{"field": "expires_at", "reason": "in_the_past"}])
        made = Share(
            user_id=user_id,
            id=new_id(now),
            node_id=wish.node_id,
            token=secrets.token_urlsafe(_TOKEN_BYTES),
            created_at=now,
            expires_at=wish.expires_at,
            allow_download=wish.allow_download,
            password_hash=self.passwords.hashed(wish.password) if wish.password is not None else None,
            access_key=secrets.token_urlsafe(32),
        )

        def attempt() -> Shown:
            node = self._live(user_id, [wish.node_id]).get(wish.node_id)
            if node is None:
                raise Problem(Code.NOT_FOUND)
            if self.store.count(user_id) >= MOST:
                raise Problem(Code.LIMIT_REACHED, f"At most {MOST} links")
            self.store.add(made)
            return Shown(made, node)

        return persist(attempt, self.sleep)

    def page(self, user_id: str, node_id: str | None, cursor: str | None, limit: int) -> ShownPage:
        """Links to what is live, the newest first; of one node or of all. Raises Problem(invalid_request)."""
        known_as = f"shares|{node_id or ''}"
        after = cursors.decode(cursor, user_id, known_as) if cursor is not None else None
        shares, last = self.store.shares(user_id, node_id, after, limit)
        nodes = self._live(user_id, [share.node_id for share in shares])
        items = [Shown(share, nodes[share.node_id]) for share in shares if share.node_id in nodes]
        return ShownPage(items, cursors.encode(user_id, known_as, last) if last else None)

    def end(self, user_id: str, share_id: str) -> None:
        """Raises Problem(not_found)."""
        share = self.store.share(user_id, share_id) if is_id(share_id) else None
        if share is None:
            raise Problem(Code.NOT_FOUND)
        self.store.remove([share])

    def _live(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        nodes = self.store.nodes(user_id, [node_id for node_id in node_ids if is_id(node_id)])
        return {node.id: node for node in nodes.values() if node.is_live and node.kind in KINDS}


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None
