"""Which photos belong together? The routes of albums."""

from functions.shared.access import Caller
from functions.shared.revisions import IfMatch
from functions.shared.signature import Reply, Routes
from functions.vault.pictures import albums, views_pictures
from functions.vault.pictures.schemas_pictures import (
    Album,
    AlbumItems,
    AlbumList,
    ChangeAlbum,
    ListAlbumItems,
    ListAlbums,
    NewAlbum,
)
from functions.vault.tree import views_nodes
from functions.vault.tree.schemas_nodes import NodeList
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("POST", "/vault/albums", status=201)
def add_album(body: NewAlbum, caller: Caller, vault: Vault) -> Reply[Album]:
    return _reply(vault.albums.create(caller.user_id, body.name, vault.now))


@routes.endpoint("GET", "/vault/albums")
def list_albums(query: ListAlbums, caller: Caller, vault: Vault) -> AlbumList:
    return views_pictures.album_list(*vault.albums.page(caller.user_id, query.cursor, query.limit))


@routes.endpoint("GET", "/vault/albums/{album_id}")
def album(album_id: str, caller: Caller, vault: Vault) -> Reply[Album]:
    return _reply(vault.albums.get(caller.user_id, album_id))


@routes.endpoint("PATCH", "/vault/albums/{album_id}")
def change_album(album_id: str, body: ChangeAlbum, if_match: IfMatch, caller: Caller, vault: Vault) -> Reply[Album]:
    wish = views_pictures.change(body)
    with views_pictures.stale_album():
        return _reply(vault.albums.change(caller.user_id, album_id, wish, if_match.allows, vault.now))


@routes.endpoint("DELETE", "/vault/albums/{album_id}", status=204)
def delete_album(album_id: str, caller: Caller, vault: Vault) -> None:
    vault.albums.delete(caller.user_id, album_id)


@routes.endpoint("GET", "/vault/albums/{album_id}/items")
def album_items(album_id: str, query: ListAlbumItems, caller: Caller, vault: Vault) -> NodeList:
    page = vault.albums.items(caller.user_id, album_id, query.cursor, query.limit, vault.now)
    return views_nodes.node_list(page)


@routes.endpoint("PUT", "/vault/albums/{album_id}/items")
def put_album_items(album_id: str, body: AlbumItems, caller: Caller, vault: Vault) -> Reply[Album]:
    return _reply(vault.albums.put(caller.user_id, album_id, body.node_ids, vault.now))


@routes.endpoint("POST", "/vault/albums/{album_id}/items/remove")
def remove_album_items(album_id: str, body: AlbumItems, caller: Caller, vault: Vault) -> Reply[Album]:
    return _reply(vault.albums.take_out(caller.user_id, album_id, body.node_ids, vault.now))


def _reply(value: albums.Album) -> Reply[Album]:
    return Reply(views_pictures.album(value), rev=value.rev)
