"""What is shared by link? The owner's routes, and those of whoever has the link: these ask for no caller."""

from typing import ClassVar

from functions.shared.access import Caller
from functions.shared.client import Client
from functions.shared.signature import Header, Routes
from functions.vault import views
from functions.vault.schemas import Content, ReadContent
from functions.vault.sharing import views_shares
from functions.vault.sharing.links import ACCESS_LIFETIME
from functions.vault.sharing.schemas_shares import (
    ListShared,
    ListShares,
    NewShare,
    Share,
    ShareAccess,
    Shared,
    SharedNodes,
    ShareList,
    Unlock,
)
from functions.vault.wiring import Vault

routes = Routes()


class AccessHeader(Header):
    """What unlocking has answered."""

    NAME: ClassVar[str] = "x-share-access"


@routes.endpoint("POST", "/vault/shares", status=201)
def share(body: NewShare, caller: Caller, vault: Vault) -> Share:
    return views_shares.share(vault.sharing.share(caller.user_id, views_shares.wish(body), vault.now))


@routes.endpoint("GET", "/vault/shares")
def shares(query: ListShares, caller: Caller, vault: Vault) -> ShareList:
    return views_shares.share_list(vault.sharing.page(caller.user_id, query.node_id, query.cursor, query.limit))


@routes.endpoint("DELETE", "/vault/shares/{share_id}", status=204)
def end_share(share_id: str, caller: Caller, vault: Vault) -> None:
    vault.sharing.end(caller.user_id, share_id)


@routes.endpoint("GET", "/vault/shared/{token}")
def shared(token: str, access: AccessHeader, vault: Vault) -> Shared:
    return views_shares.shared(vault.links.look(token, access.value, vault.now))


@routes.endpoint("POST", "/vault/shared/{token}/unlock")
def unlock(token: str, body: Unlock, client: Client, vault: Vault) -> ShareAccess:
    network = views_shares.network(client, vault)
    access = vault.links.unlock(token, body.password, network, vault.now)
    return ShareAccess(access=access, expires_in=ACCESS_LIFETIME)


@routes.endpoint("GET", "/vault/shared/{token}/nodes")
def shared_nodes(token: str, query: ListShared, access: AccessHeader, vault: Vault) -> SharedNodes:
    visit, page = vault.links.inside(token, access.value, query.parent_id, query.cursor, query.limit, vault.now)
    return views_shares.shared_nodes(visit, page)


@routes.endpoint("GET", "/vault/shared/{token}/nodes/{node_id}/content")
def shared_content(token: str, node_id: str, query: ReadContent, access: AccessHeader, vault: Vault) -> Content:
    node = vault.links.content(token, access.value, node_id, vault.now, download=query.download)
    return views.content(node, vault, download=query.download)
