"""Which contents has a file or note had, and how does one of them come back? The routes of versions."""

from functions.shared.access import Caller
from functions.shared.revisions import IfMatch
from functions.shared.signature import Routes
from functions.vault import views
from functions.vault.schemas import Content, ReadContent
from functions.vault.tree import views_nodes
from functions.vault.tree.schemas_nodes import Node
from functions.vault.versions import views_versions
from functions.vault.versions.schemas_versions import ListRevisions, RevisionList
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("GET", "/vault/nodes/{node_id}/revisions")
def revisions(node_id: str, query: ListRevisions, caller: Caller, vault: Vault) -> RevisionList:
    return views_versions.revision_list(vault.history.page(caller.user_id, node_id, query.cursor, query.limit))


@routes.endpoint("GET", "/vault/nodes/{node_id}/revisions/{rev_id}/content")
def revision_content(node_id: str, rev_id: str, query: ReadContent, caller: Caller, vault: Vault) -> Content:
    return views.content(vault.history.content(caller.user_id, node_id, rev_id), vault, download=query.download)


@routes.endpoint("POST", "/vault/nodes/{node_id}/revisions/{rev_id}/restore")
def restore_revision(node_id: str, rev_id: str, if_match: IfMatch, caller: Caller, vault: Vault) -> Node:
    with views_nodes.in_the_way():
        restored = vault.history.restore(caller.user_id, node_id, rev_id, if_match, vault.now)
    return views_nodes.node(restored)
