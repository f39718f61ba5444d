"""How do rows become domain values and back? The only place that knows both."""

from dataclasses import asdict
from typing import Any

from functions.shared.clock import rfc3339
from functions.vault.core import rows, rows_feed
from functions.vault.core.head import CHANGES_KEPT, CHANGES_SPARE, Head
from functions.vault.core.nodes import Node, NodeState, Plan
from functions.vault.core.pictures import Picture
from functions.vault.core.quota import Quota
from functions.vault.core.rows import HeadRow, NodeRow
from functions.vault.core.rows_feed import ChangeRow

COUNTERS = {"file": "files", "photo": "photos", "note": "notes", "folder": "folders"}


def head(row: HeadRow) -> Head:
    return Head(
        epoch=row.epoch,
        seq=int(row.seq),
        quota=Quota(
            limit=int(row.limit_bytes),
            free=int(row.free),
            reserved=int(row.reserved),
            used=int(row.used),
            open_uploads=int(row.open_uploads),
        ),
        counts={kind: int(getattr(row, counter) or 0) for kind, counter in COUNTERS.items()},
        last_backup_at=row.last_backup_at,
        floor=int(row.floor),
    )


def head_row(user_id: str, value: Head) -> HeadRow:
    return HeadRow(
        rows.user_key(user_id),
        "HEAD",
        epoch=value.epoch,
        seq=value.seq,
        floor=value.floor,
        limit_bytes=value.quota.limit,
        free=value.quota.free,
        reserved=value.quota.reserved,
        used=value.quota.used,
        open_uploads=value.quota.open_uploads,
        files=value.counts["file"],
        photos=value.counts["photo"],
        notes=value.counts["note"],
        folders=value.counts["folder"],
        last_backup_at=value.last_backup_at,
    )


def expiry(moment: float) -> str:
    """Sorts by time."""
    return f"{int(moment):012d}"


def due(moment: float, user_id: str) -> str:
    """The place of a row that waits for that moment."""
    return f"{expiry(moment)}#{user_id}"


def node(row: NodeRow) -> Node:
    return Node(
        user_id=row.pk.removeprefix("U#"),
        id=row.sk.removeprefix("N#"),
        kind=row.kind,
        name=row.name,
        parent_id=row.parent_id,
        size=int(row.size),
        mime=row.mime,
        detected_mime=row.detected_mime,
        sha256=row.sha256,
        rev=int(row.rev),
        rev_id=row.rev_id,
        version_id=row.version_id,
        state=NodeState(row.state),
        taken_at=row.taken_at,
        created_at=row.created_at,
        modified_at=row.modified_at,
        seq=int(row.seq),
        trashed_at=row.trashed_at,
        trashed_with=row.trashed_with,
        favourite=bool(row.favourite),
        archived=bool(row.archived),
        content_rev=int(row.content_rev or 1),
        home=row.home,
        is_aged=bool(row.is_aged),
        title=row.title,
        excerpt=row.excerpt,
        picture=Picture(**row.picture) if row.picture else None,
        tz_offset_minutes=None if row.tz_offset_minutes is None else int(row.tz_offset_minutes),
        date_source=row.date_source,
    )


def node_row(value: Node) -> NodeRow:
    pk, sk = rows.node_place(value)
    row = NodeRow(
        pk,
        sk,
        kind=value.kind,
        name=value.name,
        parent_id=value.parent_id,
        size=value.size,
        mime=value.mime,
        detected_mime=value.detected_mime,
        sha256=value.sha256,
        rev=value.rev,
        rev_id=value.rev_id,
        version_id=value.version_id,
        state=value.state.value,
        taken_at=value.taken_at,
        created_at=value.created_at,
        modified_at=value.modified_at,
        trashed_at=value.trashed_at,
        trashed_with=value.trashed_with,
        favourite=value.favourite or None,
        archived=value.archived or None,
        picture=asdict(value.picture) if value.picture else None,
        tz_offset_minutes=value.tz_offset_minutes,
        date_source=value.date_source,
        seq=value.seq,
        content_rev=value.content_rev,
        home=value.home,
        is_aged=value.is_aged or None,
        title=value.title,
        excerpt=value.excerpt,
    )
    for index, (partition, place) in _places(value).items():
        setattr(row, f"{index}pk", partition)
        setattr(row, f"{index}sk", place)
    return row


def _places(value: Node) -> dict[str, tuple[str, str]]:
    """Where a node stands in the indexes, see `rows`."""
    if value.trashed_with:
        return {}
    if not value.is_live:
        trashed = value.trashed_at or 0
        return {
            "gsi1": (rows.shard("TRASH", value.id), f"{expiry(trashed)}#{value.id}"),
            "gsi3": (rows.trash_key(value.user_id), f"{rfc3339(trashed)}#{value.id}"),
        }
    places = {
        "gsi1": (rows.folder_key(value.user_id, value.folder), value.id),
        "gsi3": (rows.shelf_key(value.user_id, value.kind), value.id),
    }
    if value.kind == "photo" and not value.archived:
        taken = value.taken_at or rfc3339(value.created_at)
        places["gsi2"] = (rows.timeline_key(value.user_id), f"{taken}#{value.id}")
    if value.kind == "note":
        places["gsi2"] = (rows.notes_key(value.user_id), f"{int(value.modified_at * 1000):015d}#{value.id}")
    return places


def change_row(value: Node, plan: Plan) -> ChangeRow:
    """The snapshot is all that a list shows of a node, so that a reader of the feed needs no second read.

    Of what is purged nothing is told but that it is gone.
    """
    snapshot: dict[str, Any] = {
        "kind": value.kind,
        "name": value.name,
        "parent_id": value.parent_id,
        "size": value.size,
        "mime": value.mime,
        "sha256": value.sha256,
        "state": value.state.value,
        "taken_at": value.taken_at,
        "created_at": value.created_at,
        "modified_at": value.modified_at,
        "trashed_at": value.trashed_at,
        "trashed_with": value.trashed_with,
        "favourite": value.favourite,
        "archived": value.archived,
        "excerpt": value.excerpt,
        "picture": asdict(value.picture) if value.picture else None,
        "tz_offset_minutes": value.tz_offset_minutes,
        "date_source": value.date_source,
    }
    op = plan.ops.get(value.id, plan.op)
    return ChangeRow(
        rows_feed.feed_key(value.user_id),
        rows_feed.place(value.seq),
        op=op,
        node_id=value.id,
        rev=value.rev,
        at=plan.at,
        snapshot={} if op == "purge" else snapshot,
        ttl=int(plan.at) + CHANGES_KEPT + CHANGES_SPARE,
    )
