"""When was it taken, and what does it look like small? The routes of timeline and thumbnails."""

from functions.shared.access import Caller
from functions.shared.signature import Routes
from functions.vault.core.nodes import CONTENT_LIFETIME
from functions.vault.pictures import views_pictures
from functions.vault.pictures.schemas_pictures import AskThumbnails, ReadThumbnail, ReadTimeline, Thumbnail, Thumbnails
from functions.vault.tree import views_nodes
from functions.vault.tree.schemas_nodes import NodeList
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("GET", "/vault/timeline")
def timeline(query: ReadTimeline, caller: Caller, vault: Vault) -> NodeList:
    page = vault.timeline.page(caller.user_id, views_nodes.span(query), query.cursor, query.limit)
    return views_nodes.node_list(page)


@routes.endpoint("GET", "/vault/nodes/{node_id}/thumbnail")
def thumbnail(node_id: str, query: ReadThumbnail, caller: Caller, vault: Vault) -> Thumbnail:
    return Thumbnail(url=vault.timeline.thumbnail(caller.user_id, node_id, query.size), expires_in=CONTENT_LIFETIME)


@routes.endpoint("POST", "/vault/thumbnails")
def thumbnails(body: AskThumbnails, caller: Caller, vault: Vault) -> Thumbnails:
    return views_pictures.thumbnails(vault.timeline.thumbnails(caller.user_id, body.node_ids, body.size))
