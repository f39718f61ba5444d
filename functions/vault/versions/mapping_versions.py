"""How do contents of nodes become rows and back?"""

from functions.vault.core import mapping, objects, rows
from functions.vault.core.nodes import Node
from functions.vault.versions import rows_versions
from functions.vault.versions.rows_versions import RevisionRow, ThinningRow
from functions.vault.versions.versions import Revision


def revision_row(node: Node, value: Revision) -> RevisionRow:
    """Of a content that is the node's now."""
    return RevisionRow(
        *place(node, value.id),
        key=str(value.key),
        size=value.size,
        sha256=value.sha256,
        version_id=value.version_id,
        created_at=value.created_at,
        mime=value.mime,
        detected_mime=value.detected_mime,
        rev=value.rev,
        device_name=value.device_name,
        title=value.title,
        excerpt=value.excerpt,
        text=value.text,
        saved_by=value.saved_by,
        since=value.since,
    )


def revision(row: RevisionRow) -> Revision:
    key = objects.parse(row.key)
    if key is None:
        raise ValueError(f"{row.pk} {row.sk}: no key of ours")
    return Revision(
        key=key,
        rev=int(row.rev or 1),
        size=int(row.size),
        sha256=row.sha256,
        mime=row.mime or "",
        detected_mime=row.detected_mime,
        version_id=row.version_id,
        created_at=row.created_at,
        device_name=row.device_name,
        superseded_at=row.superseded_at,
        title=row.title,
        excerpt=row.excerpt,
        text=row.text,
        saved_by=row.saved_by,
        since=row.since,
    )


def place(node: Node, rev_id: str) -> tuple[str, str]:
    """In the node's own partition, wherever the object lies."""
    return rows.revisions_key(node.user_id, node.id), f"R#{rev_id}"


def thinning_row(node: Node, due: float, seq: int) -> ThinningRow:
    return ThinningRow(
        rows_versions.thinning_key(node.user_id),
        node.id,
        seq=seq,
        gsi1pk=rows.shard("THIN", node.id),
        gsi1sk=f"{mapping.expiry(due)}#{node.id}",
    )
