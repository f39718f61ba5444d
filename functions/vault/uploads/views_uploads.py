"""How do uploads that go on look from outside? Public models of them, and their requests as domain values."""

from collections.abc import Sequence

from functions.shared.clock import rfc3339
from functions.shared.problems import Code, Problem
from functions.vault.core.objects import PART_SIZE, URL_LIFETIME
from functions.vault.schemas import ItemProblem
from functions.vault.uploads.parts import Part
from functions.vault.uploads.ports_uploads import Presence
from functions.vault.uploads.resuming import Asked, Signed
from functions.vault.uploads.schemas_uploads import (
    ContentState,
    ContentStates,
    SignedPart,
    SignedParts,
    SignParts,
    StoredPart,
    UploadProgress,
)
from functions.vault.uploads.uploads import Upload


def asked(body: SignParts) -> list[Asked]:
    return [Asked(part.part_number, part.sha256, part.size) for part in body.parts]


def signed(made: Sequence[Signed], now: float) -> SignedParts:
    parts = [SignedPart(part_number=one.number, size=one.size, url=one.url, headers=one.headers) for one in made]
    return SignedParts(parts=parts, expires_at=rfc3339(now + URL_LIFETIME))


def progress(upload: Upload, held: Sequence[Part]) -> UploadProgress:
    return UploadProgress.model_validate(
        {
            "upload_id": upload.id,
            "client_id": upload.client_id,
            "node_id": upload.node_id,
            "state": upload.state.value,
            "method": "multipart" if upload.in_parts else "put",
            "size": upload.size,
            "sha256": upload.sha256,
            "part_size": PART_SIZE if upload.in_parts else None,
            "parts": [StoredPart(part_number=part.number, size=part.size, sha256=part.sha256) for part in held],
            "expires_at": rfc3339(upload.expires_at),
            "problem": ItemProblem.model_validate(Problem(Code(upload.problem)).public()) if upload.problem else None,
        }
    )


def contents(found: Sequence[tuple[str, Presence, str | None]]) -> ContentStates:
    items = [
        ContentState.model_validate({"sha256": sha256, "state": presence.value, "node_id": node_id})
        for sha256, presence, node_id in found
    ]
    return ContentStates(items=items)
