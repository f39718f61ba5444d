"""What is to be had as ZIP files? The routes of archives."""

from functions.shared.access import Caller
from functions.shared.signature import Routes
from functions.vault.archives import views_archives
from functions.vault.archives.schemas_archives import Archive, ArchiveList, NewArchive
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("POST", "/vault/archives", status=202)
def begin_archive(body: NewArchive, caller: Caller, vault: Vault) -> Archive:
    begun = vault.archives.begin(caller.user_id, body.folder_id, body.node_ids or [], vault.now)
    return views_archives.archive(begun, vault)


@routes.endpoint("GET", "/vault/archives")
def archives(caller: Caller, vault: Vault) -> ArchiveList:
    listed = vault.archives.listed(caller.user_id, vault.now)
    return ArchiveList(items=[views_archives.archive(one, vault) for one in listed], next_cursor=None)


@routes.endpoint("GET", "/vault/archives/{archive_id}")
def archive(archive_id: str, caller: Caller, vault: Vault) -> Archive:
    return views_archives.archive(vault.archives.get(caller.user_id, archive_id, vault.now), vault)
