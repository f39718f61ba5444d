"""What does a verified upload make of a node? Pure; which node that is: `landing`."""

from dataclasses import dataclass, field, replace

from functions.vault.core import media, pictures
from functions.vault.core.nodes import Node, NodeState
from functions.vault.pictures import dates
from functions.vault.pictures.dates import Dated
from functions.vault.uploads.uploads import Upload


@dataclass(frozen=True, slots=True)
class Verified:
    """An upload whose stored bytes are those announced; `head` are the first of them."""

    upload: Upload
    version_id: str | None
    head: bytes = field(repr=False)

    def home(self, node_id: str) -> str | None:
        """`home` of a node that takes it."""
        return None if node_id == self.upload.node_id else self.upload.node_id


def created(file: Verified, node_id: str, parent_id: str | None, name: str, seq: int) -> Node:
    """Dated by its announcement: lists sort by id, and the id was given then."""
    upload, detected = file.upload, media.detect(file.head)
    dated = dates.at_upload(upload.kind, name, upload.taken_at, upload.created_at)
    return Node(
        user_id=upload.user_id,
        id=node_id,
        kind=upload.kind,
        name=name,
        parent_id=parent_id,
        size=upload.size,
        mime=upload.mime,
        detected_mime=detected,
        sha256=upload.sha256,
        rev=1,
        rev_id=upload.id,
        version_id=file.version_id,
        state=NodeState.LIVE,
        taken_at=dated.taken_at,
        created_at=upload.created_at,
        modified_at=upload.created_at,
        seq=seq,
        picture=pictures.awaited(upload.kind, detected),
        tz_offset_minutes=dated.tz_offset_minutes,
        date_source=dated.source,
        home=file.home(node_id),
    )


def replaced(file: Verified, node: Node, parent_id: str | None, name: str, seq: int, at: float) -> Node:
    """The node with its next content, live."""
    upload, detected = file.upload, media.detect(file.head)
    told = Dated(upload.taken_at, None, "client") if upload.taken_at else None
    dated = told or Dated(node.taken_at, node.tz_offset_minutes, node.date_source)
    return replace(
        node,
        name=name,
        parent_id=parent_id,
        size=upload.size,
        mime=upload.mime,
        detected_mime=detected,
        sha256=upload.sha256,
        rev=node.rev + 1,
        rev_id=upload.id,
        version_id=file.version_id,
        state=NodeState.LIVE,
        taken_at=dated.taken_at,
        modified_at=at,
        seq=seq,
        trashed_at=None,
        trashed_with=None,
        content_rev=node.rev + 1,
        home=file.home(node.id),
        is_aged=True,
        picture=pictures.awaited(node.kind, detected),
        tz_offset_minutes=dated.tz_offset_minutes,
        date_source=dated.source,
    )
