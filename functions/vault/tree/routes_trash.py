"""What goes away, and what comes back? The routes of the trash."""

from functions.shared.access import Caller
from functions.shared.signature import Reply, Routes
from functions.vault.tree import views_nodes
from functions.vault.tree.schemas_nodes import Emptied, ListTrash, Node, NodeList
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("DELETE", "/vault/nodes/{node_id}", status=204)
def trash(node_id: str, caller: Caller, vault: Vault) -> None:
    vault.trash.put(caller.user_id, node_id, vault.now)


@routes.endpoint("POST", "/vault/nodes/{node_id}/restore")
def restore(node_id: str, caller: Caller, vault: Vault) -> Reply[Node]:
    return views_nodes.reply(vault.trash.restore(caller.user_id, node_id, vault.now))


@routes.endpoint("DELETE", "/vault/nodes/{node_id}/purge", status=204)
def purge_node(node_id: str, caller: Caller, vault: Vault) -> None:
    vault.trash.purge(caller.user_id, node_id, vault.now)


@routes.endpoint("GET", "/vault/trash")
def trashed(query: ListTrash, caller: Caller, vault: Vault) -> NodeList:
    return views_nodes.node_list(vault.trash.page(caller.user_id, query.cursor, query.limit))


@routes.endpoint("DELETE", "/vault/trash")
def empty_trash(caller: Caller, vault: Vault) -> Emptied:
    return Emptied(more=not vault.trash.empty(caller.user_id, vault.now))
