"""Which contents has a node had, and how long are they kept? Pure.

[Note: Versions]  Each content is one row and one object, from the commit that brought it until it goes; a restored one
is the same row again, now the newest. So bytes are counted once, and what is thinned out is named by nobody else.

Kept are the newest 10, the present one among them, each of the others for 30 days after it was the present one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from functions.vault.core import pictures, steps
from functions.vault.core.head import Head
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.objects import ObjectKey

KEPT = 10
KEPT_FOR = 30 * 86_400
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One content. `rev` is the node's when it came or came back: the order of contents. Times are epoch seconds.

    Of a note: `title`, `excerpt`, and `text` where it is short; `saved_by` and `since` see [Note: Autosave] in `notes`.
    """

    key: ObjectKey
    rev: int
    size: int
    sha256: str
    mime: str
    detected_mime: str | None
    version_id: str | None
    created_at: float
    device_name: str | None = None
    superseded_at: float | None = None
    title: str | None = None
    excerpt: str | None = None
    text: str | None = None
    saved_by: str | None = None
    since: float | None = None

    @property
    def id(self) -> str:
        return self.key.rev_id

    def presented(self, node: Node) -> Node:
        """The node with this content."""
        return replace(
            node,
            size=self.size,
            sha256=self.sha256,
            mime=self.mime,
            detected_mime=self.detected_mime,
            version_id=self.version_id,
            rev_id=self.id,
            home=None if self.key.node_id == node.id else self.key.node_id,
            title=self.title,
            excerpt=self.excerpt,
            picture=pictures.awaited(node.kind, self.detected_mime),
        )


def revision_of(node: Node, at: float, device_name: str | None = None) -> Revision:
    """Its present content, as it comes."""
    return Revision(
        key=node.key,
        rev=node.content_rev,
        size=node.size,
        sha256=node.sha256,
        mime=node.mime,
        detected_mime=node.detected_mime,
        version_id=node.version_id,
        created_at=at,
        device_name=device_name,
        title=node.title,
        excerpt=node.excerpt,
    )


def newest_first(revisions: Sequence[Revision]) -> list[Revision]:
    return sorted(revisions, key=lambda revision: (revision.rev, revision.id), reverse=True)


def superfluous(revisions: Sequence[Revision], now: float) -> list[Revision]:
    """What may go; never the present one."""
    kept = newest_first(revisions)[:KEPT]
    return [one for one in revisions if one.superseded_at is not None and (one not in kept or _end(one) <= now)]


def next_look(revisions: Sequence[Revision]) -> float | None:
    """When the next of these is to go by its age; None when there are no older ones."""
    return min((_end(one) for one in revisions if one.superseded_at is not None), default=None)


def restoring(head: Head, node: Node, revision: Revision, at: float) -> Plan:
    """The node with an earlier content; its name stays."""
    return steps.updating(head, node, replace(revision.presented(node), content_rev=node.rev + 1), at)


def _end(revision: Revision) -> float:
    return (revision.superseded_at or 0) + KEPT_FOR
