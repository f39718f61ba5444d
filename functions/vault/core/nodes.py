"""What is a node, and what is a change of some? Pure. Plans: `landing` for contents, `steps` for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from functions.shared.problems import Code
from functions.vault.core import names
from functions.vault.core.head import Head
from functions.vault.core.objects import ObjectKey
from functions.vault.core.pictures import Picture
from functions.vault.core.quota import Move

Entry = tuple[str, str]
"""(folder, name key): one place in a directory."""
FOLDER = "folder"
FOLDER_MIME = "inode/directory"
ROOT = "root"
"""What stands for "no folder" where a key or a query needs a word."""
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
