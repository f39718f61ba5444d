"""What does somebody get who has a link, and no account? One live node and what is below it, and nothing else.

    token -> share -> live node -> not over -> password: none, or proven -> below the node: its own folders, live ones

Unknown, over, ended, trashed, erased: one answer for all. A password is counted before it is compared, and a right one
gives its count back; when a window is full, right and wrong ones are refused alike (ADR 0003). What is handed out for
it is signed with a key of the share's own, so it dies with the share.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.shared.rates import MINUTE, Window
from functions.vault.core import media
from functions.vault.core.nodes import Node
from functions.vault.sharing import link_cursors
from functions.vault.sharing.ports_shares import Passwords, Rates, ShareStore
from functions.vault.sharing.sharing import KINDS, Share, is_token
from functions.vault.tree.arranging import DEEPEST
from functions.vault.tree.library import Page
from functions.vault.tree.ports_nodes import Listing, ListStore, Sort

ACCESS_LIFETIME = 3_600
"""Seconds that a proven password counts."""
PASSWORD_WINDOW = "share-password"


@dataclass(frozen=True, slots=True)
class Visit:
    """`is_open`: there is no password, or it was proven."""

    share: Share
    node: Node
    is_open: bool


@dataclass(frozen=True, slots=True)
class Links:
    store: ShareStore
    lists: ListStore
    passwords: Passwords
    rates: Rates

    def look(self, token: str, access: str | None, now: float) -> Visit:
        """What the link says of itself; counted where there is no password. Raises Problem(not_found)."""
        visit = self._visit(token, access, now)
        if visit.share.password_hash is None:
            self.store.opened(visit.share)
        return visit

    def unlock(self, token: str, password: str, network: str, now: float) -> str:
        """A proof of the password, good for `ACCESS_LIFETIME`; `network` stands for where the request comes from.

        Raises Problem: not_found, password_wrong, rate_limited.
        """
        share = self._visit(token, None, now).share
        if share.password_hash is not None:
            windows = password_windows(share.id, network)
            full = self.rates.charge(windows, int(now))
            if full:
                raise Problem(Code.RATE_LIMITED, retry_after=full.retry_after(int(now)), private=full.name)
            if not self.passwords.matches(password, share.password_hash):
                raise Problem(Code.PASSWORD_WRONG)
            self.rates.refund(windows, int(now))
            self.store.opened(share)
        return _proof(share, int(now) + ACCESS_LIFETIME)

    def inside(
        self, token: str, access: str | None, parent_id: str | None, cursor: str | None, limit: int, now: float
    ) -> tuple[Visit, Page]:
        """What is in the shared folder, or in one below it; of a shared file itself. Raises Problem: not_found,
        password_required, invalid_request.
        """
        visit = self._opened(token, access, now)
        folder = self._below(visit, parent_id or visit.node.id)
        if not folder.is_folder:
            if parent_id is not None:
                raise Problem(Code.NOT_FOUND)
            return visit, Page([folder], None)
        after = link_cursors.decode(cursor, visit.share, folder.id) if cursor is not None else None
        listing = Listing(folder=folder.id, sort=Sort.NAME, kinds=KINDS)
        items, last = self.lists.live(visit.share.user_id, listing, after, limit)
        return visit, Page(items, link_cursors.encode(visit.share, folder.id, last) if last else None)

    def content(self, token: str, access: str | None, node_id: str, now: float, *, download: bool) -> Node:
        """One file at or below the node. Raises Problem: not_found, password_required; forbidden where the link is for
        looking only and the file cannot be shown inline, or shall be saved.
        """
        visit = self._opened(token, access, now)
        node = self._below(visit, node_id)
        if node.is_folder:
            raise Problem(Code.NOT_FOUND)
        _, inline = media.served(node.detected_mime)
        if not visit.share.allow_download and (download or not inline):
            raise Problem(Code.FORBIDDEN, "The link is for looking only")
        return node

    def _opened(self, token: str, access: str | None, now: float) -> Visit:
        visit = self._visit(token, access, now)
        if not visit.is_open:
            raise Problem(Code.PASSWORD_REQUIRED)
        return visit

    def _visit(self, token: str, access: str | None, now: float) -> Visit:
        found = self.store.found(token) if is_token(token) else None
        if found is None:
            raise Problem(Code.NOT_FOUND)
        share, node = found
        if share.is_over(now) or not node.is_live or node.kind not in KINDS:
            raise Problem(Code.NOT_FOUND)
        return Visit(share, node, share.password_hash is None or _proves(share, access, now))

    def _below(self, visit: Visit, node_id: str) -> Node:
        """The shared node itself or one whose folders lead up to it, all of them live. Raises Problem(not_found)."""
        node = self._live(visit, node_id)
        above, steps = node, 0
        while above.id != visit.node.id:
            if above.parent_id is None or steps > DEEPEST:
                raise Problem(Code.NOT_FOUND)
            above, steps = self._live(visit, above.parent_id), steps + 1
        return node

    def _live(self, visit: Visit, node_id: str) -> Node:
        if node_id == visit.node.id:
            return visit.node
        node = self.store.node(visit.share.user_id, node_id) if is_id(node_id) else None
        if node is None or not node.is_live or node.kind not in KINDS:
            raise Problem(Code.NOT_FOUND)
        return node


def password_windows(share_id: str, network: str) -> list[Window]:
    """What a wrong password is charged on: the link's five, and thirty over all links from one network."""
    return [
        Window(PASSWORD_WINDOW, share_id, 15 * MINUTE, 5),
        Window("share-network", network, 15 * MINUTE, 30),
    ]


def _proof(share: Share, until: int) -> str:
    mac = hmac.digest(share.access_key.encode(), f"share-access/v1|{share.id}|{until}".encode(), hashlib.sha256)
    return f"{until}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def _proves(share: Share, access: str | None, now: float) -> bool:
    until, _, _ = (access or "").partition(".")
    if not (until.isascii() and until.isdigit() and len(until) <= 12) or int(until) <= now:
        return False
    return hmac.compare_digest(_proof(share, int(until)).encode(), (access or "").encode())
