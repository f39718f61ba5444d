"""How do shared links look from outside? To their owner, and to whoever has one."""

import hashlib
import hmac

from functions.shared.client import Client
from functions.shared.clock import rfc3339
from functions.vault.core.nodes import Node
from functions.vault.sharing import sharing
from functions.vault.sharing.links import Visit
from functions.vault.sharing.schemas_shares import NewShare, Share, Shared, SharedNode, SharedNodes, ShareList
from functions.vault.sharing.sharing import Shown, ShownPage, Wish
from functions.vault.tree.library import Page
from functions.vault.wiring import Vault


def wish(body: NewShare) -> Wish:
    expires_at = body.expires_at.timestamp() if body.expires_at else None
    return Wish(body.node_id, expires_at, body.password, body.allow_download)


def share(shown: Shown) -> Share:
    value, node = shown.share, shown.node
    return Share.model_validate(
        {
            "id": value.id,
            "node_id": value.node_id,
            "name": node.name,
            "kind": node.kind,
            "token": value.token,
            "expires_at": _ends(value),
            "has_password": value.password_hash is not None,
            "allow_download": value.allow_download,
            "created_at": rfc3339(value.created_at),
            "opened": value.opened,
        }
    )


def share_list(page: ShownPage) -> ShareList:
    return ShareList(items=[share(shown) for shown in page.items], next_cursor=page.next_cursor)


def shared(visit: Visit) -> Shared:
    """Behind a password nothing is told but that there is one."""
    node = visit.node if visit.is_open else None
    return Shared.model_validate(
        {
            "name": node.name if node else None,
            "kind": node.kind if node else None,
            "size": node.size if node else None,
            "mime": node.mime if node else None,
            "node_id": node.id if node else None,
            "needs_password": not visit.is_open,
            "expires_at": _ends(visit.share),
            "allow_download": visit.share.allow_download if node else None,
        }
    )


def shared_nodes(visit: Visit, page: Page) -> SharedNodes:
    return SharedNodes(items=[_shared_node(visit, node) for node in page.items], next_cursor=page.next_cursor)


def network(client: Client, vault: Vault) -> str:
    """Where a request comes from, told apart but not told: under a key of ours, and only for minutes."""
    key = vault.secrets.read(vault.origin_secret)["current"]
    return hmac.digest(key.encode(), f"share-network/v1|{client.network}".encode(), hashlib.sha256).hex()[:32]


def _shared_node(visit: Visit, node: Node) -> SharedNode:
    return SharedNode.model_validate(
        {
            "id": node.id,
            "kind": node.kind,
            "name": node.name,
            "size": node.size,
            "mime": node.mime,
            "parent_id": None if node.parent_id == visit.node.id else node.parent_id,
            "taken_at": node.taken_at,
            "modified_at": rfc3339(node.modified_at),
        }
    )


def _ends(value: sharing.Share) -> str | None:
    return rfc3339(value.expires_at) if value.expires_at is not None else None
