"""How does an upload go on? The routes of one upload after its announcement, and of what need not be sent at all."""

from functions.shared.access import Caller
from functions.shared.signature import Routes
from functions.vault.uploads import views_uploads
from functions.vault.uploads.schemas_uploads import CheckContents, ContentStates, SignedParts, SignParts, UploadProgress
from functions.vault.wiring import Vault

PARTS_BODY = 1024 * 1024
"""Bytes of a `complete`: the parts of a file of 50 GiB, 6,400 times hash and ETag, take 0.9 MB."""

routes = Routes()


@routes.endpoint("POST", "/vault/uploads/check")
def check_contents(body: CheckContents, caller: Caller, vault: Vault) -> ContentStates:
    return views_uploads.contents(vault.announcing.present(caller.user_id, body.hashes))


@routes.endpoint("GET", "/vault/uploads/{upload_id}")
def upload(upload_id: str, caller: Caller, vault: Vault) -> UploadProgress:
    return views_uploads.progress(*vault.resuming.look(caller.user_id, upload_id, vault.now))


@routes.endpoint("POST", "/vault/uploads/{upload_id}/urls")
def sign_parts(upload_id: str, body: SignParts, caller: Caller, vault: Vault) -> SignedParts:
    now = vault.now
    return views_uploads.signed(vault.resuming.sign(caller.user_id, upload_id, views_uploads.asked(body), now), now)


@routes.endpoint("DELETE", "/vault/uploads/{upload_id}", status=204)
def abort_upload(upload_id: str, caller: Caller, vault: Vault) -> None:
    vault.resuming.abort(caller.user_id, upload_id, vault.now)
