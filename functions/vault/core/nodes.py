"""What is a node, and what does an upload make of one? Pure. Plans: `landing` for contents, `steps` for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from functions.shared.problems import Code
from functions.vault.core import media, names
from functions.vault.core.head import Head
from functions.vault.core.objects import ObjectKey
from functions.vault.core.quota import Move
from functions.vault.pictures import dates, pictures
from functions.vault.pictures.dates import Dated
from functions.vault.pictures.pictures import Picture
from functions.vault.uploads.uploads import ROOT, Upload

Entry = tuple[str, str]
"""(folder, name key): one place in a directory."""
FOLDER = "folder"
FOLDER_MIME = "inode/directory"
CONTENT_LIFETIME = 600
"""Seconds that a download URL works."""


class InTheWay(Exception):
    """A node stands against what is asked for; `code` says how."""

    def __init__(self, code: Code, node: "Node") -> None:
        super().__init__(code.value)
        self.code = code
        self.node = node


class NodeState(StrEnum):
    LIVE = "live"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Node:
    """`rev` counts changes of the node, `rev_id` names its present content, `seq` its last change in the feed.

    `mime` is what the client declared, `detected_mime` what the first bytes show. Times are epoch seconds. A folder is
    a node without content: no size, hash, revision. `trashed_with`: the folder with which it went to the trash, if not
    by itself. `content_rev` is the `rev` at which the present content came, `home` whose path it lies under if not the
    node's own; `is_aged`: it has had other contents. A note has `title` and `excerpt`, the beginning of its text.
    `archived`, of a photo: in no timeline.
    """

    user_id: str
    id: str
    kind: str
    name: str
    parent_id: str | None
    size: int
    mime: str
    detected_mime: str | None
    sha256: str
    rev: int
    rev_id: str
    version_id: str | None
    state: NodeState
    taken_at: str | None
    created_at: float
    modified_at: float
    seq: int
    trashed_at: float | None = None
    trashed_with: str | None = None
    favourite: bool = False
    content_rev: int = 1
    home: str | None = None
    is_aged: bool = False
    title: str | None = None
    excerpt: str | None = None
    picture: Picture | None = None
    tz_offset_minutes: int | None = None
    date_source: str | None = None
    archived: bool = False

    @property
    def key(self) -> ObjectKey:
        return ObjectKey(self.user_id, self.kind, self.home or self.id, self.rev_id)

    @property
    def folder(self) -> str:
        return self.parent_id or ROOT

    @property
    def is_live(self) -> bool:
        return self.state is NodeState.LIVE

    @property
    def is_folder(self) -> bool:
        return self.kind == FOLDER

    @property
    def is_file(self) -> bool:
        """Its contents come by uploads."""
        return self.kind in ("file", "photo")

    @property
    def entry(self) -> Entry | None:
        """The name that it holds. What went to the trash with its folder keeps it: nothing else can come in there."""
        return (self.folder, names.key(self.name)) if self.is_live or self.trashed_with else None


@dataclass(frozen=True, slots=True)
class Verified:
    """An upload whose stored bytes are those announced; `head` are the first of them."""

    upload: Upload
    version_id: str | None
    head: bytes = field(repr=False)

    def home(self, node_id: str) -> str | None:
        """`home` of a node that takes it."""
        return None if node_id == self.upload.node_id else self.upload.node_id


@dataclass(frozen=True, slots=True)
class Plan:
    """One transaction on one vault: from `head` on, these nodes change by `op`, one feed number each.

    `before` holds what they were until then, by id; nothing of those that are new. `ops` of nodes that change by
    another one, by id.
    """

    op: str
    head: Head
    nodes: tuple[Node, ...]
    move: Move
    counted: Mapping[str, int]
    at: float
    before: Mapping[str, Node] = field(default_factory=dict)
    ops: Mapping[str, str] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        return self.head.seq + len(self.nodes)


def blank(user_id: str, node_id: str, kind: str, mime: str, name: str, parent_id: str | None, at: float) -> Node:
    """A new node before its content, and before its place in the feed."""
    return Node(
        user_id=user_id,
        id=node_id,
        kind=kind,
        name=name,
        parent_id=parent_id,
        size=0,
        mime=mime,
        detected_mime=None,
        sha256="",
        rev=1,
        rev_id="",
        version_id=None,
        state=NodeState.LIVE,
        taken_at=None,
        created_at=at,
        modified_at=at,
        seq=0,
    )


def saved_as(node: Node) -> str:
    """The name of its file on a device: a note's name has no ending of its own."""
    return (
        f"{node.name}.md" if node.kind == "note" and not node.name.casefold().endswith((".md", ".txt")) else node.name
    )


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
