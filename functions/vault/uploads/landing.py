"""Where do verified uploads land? The plan of one commit, pure: new nodes, next contents of nodes, copies beside them.

    no node asked for, or purged meanwhile   -> a new node, under a name that is free
    it follows on the node's content         -> the node's next content; out of the trash if it lies there
    somebody else was first                  -> a node beside it, see [Note: Conflicts] in `conflicts`

One transaction holds 100 actions and each row once. So a file that meets one before it in the same plan, or finds no
more room, is left for the next plan; the first one always lands.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from functions.vault.core import names, quota
from functions.vault.core.head import Head
from functions.vault.core.nodes import ROOT, Entry, Node, Plan
from functions.vault.uploads import conflicts
from functions.vault.uploads.conflicts import Verdict
from functions.vault.uploads.contents import Verified, created, replaced
from functions.vault.uploads.ports_uploads import Ground
from functions.vault.uploads.uploads import Upload

ROOM = 98
"""Actions of a transaction beside the two for the head and, with its first change, for the floor of the feed."""
CREATED = 7
"""Change, node, entry, revision, upload, hash, that it waits for a picture."""
REPLACED = 11
"""The same, and: entry left, hash left, revision before, look at the versions."""


@dataclass(frozen=True, slots=True)
class Goal:
    """`node` gets the content, or a new one `node_id` is made; `kept`: the name is the node's own already."""

    node: Node | None
    node_id: str
    parent_id: str | None
    name: str
    kept: bool = False

    @property
    def entry(self) -> Entry:
        return (self.parent_id or ROOT, names.key(self.name))


def goal(upload: Upload, ground: Ground) -> Goal:
    parent_id = upload.parent_id if upload.parent_id in ground.folders else None
    entry = (parent_id or ROOT, names.key(upload.name))
    node = conflicts.target(upload.terms, upload.kind, entry, ground.nodes, ground.holders)
    verdict = conflicts.verdict(upload.terms, node)
    node_id = upload.id if upload.node_id == upload.terms.node_id else upload.node_id
    if node is None or verdict is Verdict.NEW:
        return Goal(None, node_id, parent_id, upload.name)
    if node.is_live and verdict is Verdict.NEXT:
        return Goal(node, node.id, node.parent_id, node.name, kept=True)
    home = node.parent_id if node.parent_id in ground.folders else None
    if verdict is Verdict.BESIDE:
        return Goal(None, node_id, home, conflicts.name_beside(node.name, upload.terms.device_name, upload.created_at))
    return Goal(node, node.id, home, node.name, kept=home is not None and node.trashed_with is not None)


@dataclass(slots=True)
class _Landed:
    """What a plan holds so far."""

    taken: set[Entry]
    at: float
    room: int = ROOM
    nodes: list[Node] = field(default_factory=list)
    before: dict[str, Node] = field(default_factory=dict)
    names_made: set[Entry] = field(default_factory=set)

    def takes(self, file: Verified, goal: Goal) -> bool:
        cost = REPLACED if goal.node else CREATED
        met = goal.node_id in self.before or (file.upload.terms.by_name and goal.entry in self.names_made)
        return cost <= self.room and not met

    def land(self, file: Verified, goal: Goal, seq: int) -> None:
        name = goal.name
        if not goal.kept:
            folder = goal.entry[0]
            name = names.free(name, {key for other, key in self.taken if other == folder}, goal.node_id[-8:])
        if goal.node:
            self.before[goal.node.id] = goal.node
            self.nodes.append(replaced(file, goal.node, goal.parent_id, name, seq, self.at))
        else:
            self.names_made.add(goal.entry)
            self.nodes.append(created(file, goal.node_id, goal.parent_id, name, seq))
        self.taken.add((goal.entry[0], names.key(name)))
        self.room -= REPLACED if goal.node else CREATED


def land(head: Head, files: Sequence[Verified], ground: Ground, at: float) -> tuple[Plan, list[Verified]]:
    """The plan, and the files that are left for another one. `files` is not empty."""
    landed, left, sizes = _Landed(set(ground.taken), at), list[Verified](), list[int]()
    for file in files:
        aim = goal(file.upload, ground)
        if landed.takes(file, aim):
            landed.land(file, aim, head.seq + len(landed.nodes) + 1)
            sizes.append(file.upload.size)
        else:
            left.append(file)
    return _plan(head, landed, sizes), left


def _plan(head: Head, landed: _Landed, sizes: Sequence[int]) -> Plan:
    before = landed.before
    return Plan(
        op="create",
        head=head,
        nodes=tuple(landed.nodes),
        move=quota.settle(sizes),
        counted=Counter(node.kind for node in landed.nodes if node.id not in before or not before[node.id].is_live),
        at=landed.at,
        before=before,
        ops={node_id: "update" if node.is_live else "restore" for node_id, node in before.items()},
    )
