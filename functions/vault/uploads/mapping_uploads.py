"""How does an upload become a row and back?"""

from functions.vault.core import mapping, rows
from functions.vault.uploads.rows_uploads import UploadRow
from functions.vault.uploads.terms import OnConflict, Terms
from functions.vault.uploads.uploads import Upload, UploadState


def upload(row: UploadRow) -> Upload:
    return Upload(
        user_id=row.pk.removeprefix("U#").removesuffix("#UP"),
        id=row.sk,
        node_id=row.node_id,
        client_id=row.client_id,
        kind=row.kind,
        name=row.name,
        size=int(row.size),
        mime=row.mime,
        sha256=row.sha256,
        parent_id=row.parent_id,
        taken_at=row.taken_at,
        state=UploadState(row.state),
        created_at=row.created_at,
        expires_at=row.expires_at,
        problem=row.problem,
        multipart_id=row.multipart_id,
        terms=_terms(row),
        home=row.home,
    )


def upload_row(value: Upload) -> UploadRow:
    """An open upload."""
    return UploadRow(
        rows.uploads_key(value.user_id),
        value.id,
        node_id=value.node_id,
        client_id=value.client_id,
        kind=value.kind,
        name=value.name,
        size=value.size,
        mime=value.mime,
        sha256=value.sha256,
        parent_id=value.parent_id,
        taken_at=value.taken_at,
        state=value.state.value,
        created_at=value.created_at,
        expires_at=value.expires_at,
        multipart_id=value.multipart_id,
        target=value.terms.node_id,
        base=value.terms.base,
        on_conflict=None if value.terms.on_conflict is OnConflict.COPY else value.terms.on_conflict.value,
        device_name=value.terms.device_name,
        gsi1pk=rows.shard("UPEXP", value.id),
        gsi1sk=expiry_place(value),
    )


def expiry_place(value: Upload) -> str:
    return f"{mapping.expiry(value.expires_at)}#{value.id}"


def _terms(row: UploadRow) -> Terms:
    base = None if row.base is None else int(row.base)
    return Terms(row.target, base, OnConflict(row.on_conflict or OnConflict.COPY), row.device_name)
