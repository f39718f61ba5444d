"""What does somebody show to everybody who is signed in? The routes of the media kit."""

from functions.shared.access import Caller
from functions.shared.signature import Routes
from functions.vault import views
from functions.vault.schemas import Content, MediaKit, ReadContent
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("PUT", "/vault/media-kit/{node_id}", status=204)
def show_in_media_kit(node_id: str, caller: Caller, vault: Vault) -> None:
    vault.media_kits.show(caller.user_id, node_id)


@routes.endpoint("DELETE", "/vault/media-kit/{node_id}", status=204)
def hide_from_media_kit(node_id: str, caller: Caller, vault: Vault) -> None:
    vault.media_kits.hide(caller.user_id, node_id)


@routes.endpoint("GET", "/vault/media-kits/{user_id}")
def media_kit(user_id: str, caller: Caller, vault: Vault) -> MediaKit:  # noqa: ARG001 - signed-in users only
    return views.media_kit(vault.media_kits.shown(user_id))


@routes.endpoint("GET", "/vault/media-kits/{user_id}/{node_id}/content")
def media_kit_content(
    user_id: str,
    node_id: str,
    query: ReadContent,
    caller: Caller,  # noqa: ARG001 - signed-in users only
    vault: Vault,
) -> Content:
    return views.content(vault.media_kits.open(user_id, node_id), vault, download=query.download)
