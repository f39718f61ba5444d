"""What is there, and where does it stand? The routes of nodes and folders."""

from functions.shared.access import Caller
from functions.shared.revisions import IfMatch
from functions.shared.signature import Reply, Routes
from functions.vault import views
from functions.vault.core.nodes import ROOT
from functions.vault.schemas import Content, ReadContent
from functions.vault.tree import views_nodes
from functions.vault.tree.schemas_nodes import ChangeNode, ListNodes, NewFolder, Node, NodeList
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("GET", "/vault/nodes")
def nodes(query: ListNodes, caller: Caller, vault: Vault) -> NodeList:
    page = vault.library.page(caller.user_id, views_nodes.listing(query), query.cursor, query.limit)
    return views_nodes.node_list(page)


@routes.endpoint("GET", "/vault/nodes/{node_id}")
def node(node_id: str, caller: Caller, vault: Vault) -> Reply[Node]:
    return views_nodes.reply(vault.library.get(caller.user_id, node_id))


@routes.endpoint("PATCH", "/vault/nodes/{node_id}")
def change_node(node_id: str, body: ChangeNode, if_match: IfMatch, caller: Caller, vault: Vault) -> Reply[Node]:
    with views_nodes.in_the_way():
        changed = vault.arranging.change(caller.user_id, node_id, views_nodes.wish(body), if_match, vault.now)
    return views_nodes.reply(changed)


@routes.endpoint("GET", "/vault/nodes/{node_id}/content")
def content(node_id: str, query: ReadContent, caller: Caller, vault: Vault) -> Content:
    return views.content(vault.library.content(caller.user_id, node_id), vault, download=query.download)


@routes.endpoint("POST", "/vault/folders", status=201)
def add_folder(body: NewFolder, caller: Caller, vault: Vault) -> Reply[Node]:
    with views_nodes.in_the_way():
        made = vault.arranging.create(caller.user_id, body.name, body.parent_id or ROOT, vault.now)
    return views_nodes.reply(made)
