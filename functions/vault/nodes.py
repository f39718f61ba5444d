"""What is a node, and how does one come from an upload? Pure planning; the store carries plans out. See `steps`."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from functions.shared.problems import Code
from functions.vault import dates, media, names, pictures, quota
from functions.vault.head import Head
from functions.vault.objects import ObjectKey
from functions.vault.pictures import Picture
from functions.vault.quota import Move
from functions.vault.uploads import ROOT, Upload

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
    by itself.
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
    picture: Picture | None = None
    tz_offset_minutes: int | None = None
    date_source: str | None = None

    @property
    def key(self) -> ObjectKey:
        return ObjectKey(self.user_id, self.kind, self.id, self.rev_id)

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
    def entry(self) -> Entry | None:
        """The name that it holds. What went to the trash with its folder keeps it: nothing else can come in there."""
        return (self.folder, names.key(self.name)) if self.is_live or self.trashed_with else None


@dataclass(frozen=True, slots=True)
class Verified:
    """An upload whose stored bytes are those announced; `head` are the first of them."""

    upload: Upload
    version_id: str | None
    head: bytes = field(repr=False)

    def within(self, folders: Container[str]) -> "Verified":
        """In the root when its folder is not among the live ones any more: what was stored is never lost with it."""
        if self.upload.parent_id is None or self.upload.parent_id in folders:
            return self
        return replace(self, upload=replace(self.upload, parent_id=None))


@dataclass(frozen=True, slots=True)
class Plan:
    """One transaction on one vault: from `head` on, these nodes change by `op`, one feed number each.

    `before` holds what they were until then, by id; nothing of those that are new.
    """

    op: str
    head: Head
    nodes: tuple[Node, ...]
    move: Move
    counted: Mapping[str, int]
    at: float
    before: Mapping[str, Node] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        return self.head.seq + len(self.nodes)


def creation(head: Head, files: Sequence[Verified], taken: frozenset[tuple[str, str]], at: float) -> Plan:
    """Nodes for verified uploads. `taken` holds (folder, name key); a taken name gets a number, none is overwritten."""
    used = set(taken)
    made: list[Node] = []
    for seq, file in enumerate(files, head.seq + 1):
        folder = file.upload.parent_id or ROOT
        present = {key for other, key in used if other == folder}
        name = names.free(file.upload.name, present, file.upload.node_id[-8:])
        used.add((folder, names.key(name)))
        made.append(_created(file, name, seq))
    return Plan(
        op="create",
        head=head,
        nodes=tuple(made),
        move=quota.settle([file.upload.size for file in files]),
        counted=Counter(node.kind for node in made),
        at=at,
    )


def _created(file: Verified, name: str, seq: int) -> Node:
    """Dated by its announcement: lists sort by id, and the id was given then."""
    upload, detected = file.upload, media.detect(file.head)
    dated = dates.at_upload(upload.kind, name, upload.taken_at, upload.created_at)
    return Node(
        user_id=upload.user_id,
        id=upload.node_id,
        kind=upload.kind,
        name=name,
        parent_id=upload.parent_id,
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
    )
