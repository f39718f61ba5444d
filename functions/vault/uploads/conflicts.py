"""Two devices have a content for one node: which becomes the node's, and where does the other go? Pure.

[Note: Conflicts]  A content follows on another one when nothing else did since: a node's `content_rev` is the `rev` at
which its present content came, and a client that built on it or on anything later has seen that content. So renaming,
moving or trashing a file on one device does not fork what another device edits. Otherwise:

    copy           a node beside it, `name (conflicted copy 2026-11-21 Phone).ext`
    new_revision   the newest content of the node all the same; the others stay among its versions
    fail           refused when it is announced; what is stored by then is kept as a copy

It is decided when a file is announced and again when it is committed, since days may lie between. An edit wins over the
trash, and what was purged meanwhile comes back as a new node: no content that was stored is ever lost.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum

from functions.vault.core import names
from functions.vault.core.nodes import Entry, Node
from functions.vault.uploads.terms import OnConflict, Terms

_LONGEST_DEVICE = 60
"""Bytes."""


class Verdict(Enum):
    NEW = "new"
    NEXT = "next"
    BESIDE = "beside"


def target(
    terms: Terms, kind: str, entry: Entry, nodes: Mapping[str, Node], holders: Mapping[Entry, Node]
) -> Node | None:
    """The node whose content is to be replaced. `nodes` by id; `holders` have a name in a folder, maybe this `entry`.

    By name only one of the same kind: a folder of that name has no content, and a note has its own way.
    """
    if terms.node_id:
        node = nodes.get(terms.node_id)
        return node if node and node.is_file else None
    holder = holders.get(entry) if terms.by_name else None
    return holder if holder and holder.is_file and holder.kind == kind else None


def verdict(terms: Terms, node: Node | None) -> Verdict:
    """[Note: Conflicts]"""
    if node is None:
        return Verdict.NEW
    seen = terms.base is not None and node.content_rev <= terms.base <= node.rev
    return Verdict.NEXT if seen or terms.on_conflict is OnConflict.NEW_REVISION else Verdict.BESIDE


def name_beside(name: str, device_name: str | None, at: float) -> str:
    """`name (conflicted copy 2026-11-21 Phone).ext`, of a day in UTC."""
    day = datetime.fromtimestamp(at, UTC).date().isoformat()
    device = " ".join(names.words(device_name or "")).encode()[:_LONGEST_DEVICE].decode(errors="ignore").split()
    return names.suffixed(name, " ".join(["conflicted copy", day, *device]))
