"""How does a node change with each step of its life? Pure: from what was read to what shall be written.

    (nothing) --create--> live --update--> live --trash--> trash --restore--> live
                                                           trash --purge--> (nothing; the feed keeps a tombstone)

A step of a folder is one of the folder itself; what is inside follows in steps of its own (`sweeping`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from functions.vault.core import nodes, quota
from functions.vault.core.head import Head
from functions.vault.core.nodes import FOLDER, FOLDER_MIME, Node, NodeState, Plan
from functions.vault.core.quota import Move


def founding(head: Head, user_id: str, node_id: str, name: str, parent_id: str | None, at: float) -> Plan:
    """A new folder; `name` is free there."""
    folder = replace(nodes.blank(user_id, node_id, FOLDER, FOLDER_MIME, name, parent_id, at), seq=head.seq + 1)
    return Plan(op="create", head=head, nodes=(folder,), move=Move(), counted={FOLDER: 1}, at=at)


def updating(head: Head, node: Node, changed: Node, at: float) -> Plan:
    """Another name, folder or mark; the new place is free."""
    return _plan("update", head, [node], [changed], at)


def rewriting(head: Head, node: Node, changed: Node, at: float, move: Move) -> Plan:
    """Another content, live, at a place that is free or its own."""
    return _plan("update" if node.is_live else "restore", head, [node], [changed], at, move)


def trashing(head: Head, nodes: Sequence[Node], at: float, within: str | None = None) -> Plan:
    """Into the trash, by themselves or with the folder `within`: the bytes still count."""
    after = [replace(node, state=NodeState.TRASH, trashed_at=at, trashed_with=within) for node in nodes]
    return _plan("trash", head, nodes, after, at)


def restoring(head: Head, nodes: Sequence[Node], at: float) -> Plan:
    """Out of the trash, to where they are."""
    return _plan("restore", head, nodes, [_alive(node) for node in nodes], at)


def restoring_to(head: Head, node: Node, parent_id: str | None, name: str, at: float) -> Plan:
    """Out of the trash to a place that is free."""
    return _plan("restore", head, [node], [replace(_alive(node), parent_id=parent_id, name=name)], at)


def purging(head: Head, nodes: Sequence[Node], at: float, earlier: Sequence[int] = ()) -> Plan:
    """Away for good, with `earlier` contents of these sizes. The plan's nodes are tombstones: no row is written for
    them, only their changes.
    """
    after = [replace(node, state=NodeState.TRASH, trashed_with=None) for node in nodes]
    return _plan("purge", head, nodes, after, at, quota.purge([*(node.size for node in nodes), *earlier]))


def _alive(node: Node) -> Node:
    return replace(node, state=NodeState.LIVE, trashed_at=None, trashed_with=None)


def _plan(
    op: str, head: Head, before: Sequence[Node], after: Sequence[Node], at: float, move: Move | None = None
) -> Plan:
    numbered = [
        replace(node, rev=node.rev + 1, modified_at=at, seq=seq) for seq, node in enumerate(after, head.seq + 1)
    ]
    return Plan(
        op=op,
        head=head,
        nodes=tuple(numbered),
        move=move or Move(),
        counted=_counted(before, after),
        at=at,
        before={node.id: node for node in before},
    )


def _counted(before: Sequence[Node], after: Sequence[Node]) -> Mapping[str, int]:
    counted = Counter(node.kind for node in after if node.is_live)
    counted.subtract(node.kind for node in before if node.is_live)
    return {kind: number for kind, number in counted.items() if number}
