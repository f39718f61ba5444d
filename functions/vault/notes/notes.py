"""What is a note? A node whose content is a text that the owner writes here; pure rules.

[Note: Autosave]  An editor saves every few seconds. Saves of one session within five minutes of the first of them take
one another's place: the row and the object of the one before go, its bytes are free again. Whatever another session
saved, or what was restored, stays among the versions.

The title is the owner's, of any letters; the node's name follows from it (a name may not hold a slash, nor be taken).
"""

import base64
import hashlib
from dataclasses import dataclass, replace

from functions.shared.clock import rfc3339
from functions.shared.problems import Code, Problem
from functions.vault.core import names, nodes, steps
from functions.vault.core.head import Head
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.quota import Move
from functions.vault.versions.versions import Revision

KIND = "note"
MIME = "text/markdown"
LONGEST = 1024 * 1024
"""Bytes of a text."""
INLINE = 32 * 1024
"""Bytes up to which a text also stands in its row: one read shows it, and a search finds it."""
EXCERPT = 200
TOGETHER = 300
"""Seconds."""
_LONGEST_NAME = 240
"""Bytes; a number may follow."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is saved. `session_id` says which device does it, `device_name` what its owner calls it."""

    title: str
    text: str
    session_id: str
    device_name: str | None = None

    @property
    def content(self) -> bytes:
        return self.text.encode()

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return base64.b64encode(hashlib.sha256(self.content).digest()).decode()

    def is_of(self, node: Node) -> bool:
        return (self.title, self.sha256) == (node.title, node.sha256)


def checked(written: Text) -> Text:
    """Raises Problem(file_too_large)."""
    if written.size > LONGEST:
        raise Problem(Code.FILE_TOO_LARGE, f"At most {LONGEST} bytes")
    return written


def name_of(written: Text, at: float) -> str:
    """After the title, or the first line that has words, or the day."""
    for line in [written.title, *written.text[:EXCERPT].splitlines()]:
        told = " ".join(names.words(line)).encode()[:_LONGEST_NAME].decode(errors="ignore")
        try:
            return names.parse(told)
        except Problem:
            continue
    return rfc3339(at)[:10]


def applied(written: Text, node: Node, rev_id: str, version_id: str | None) -> Node:
    """The node with this content, where it is."""
    return replace(
        node,
        size=written.size,
        sha256=written.sha256,
        mime=MIME,
        rev_id=rev_id,
        version_id=version_id,
        home=None,
        title=written.title,
        excerpt=written.text[:EXCERPT],
    )


def blank(user_id: str, node_id: str, parent_id: str | None, name: str, taken_at: str | None, at: float) -> Node:
    """A new note before its content."""
    node = nodes.blank(user_id, node_id, KIND, MIME, name, parent_id, at)
    return replace(node, taken_at=taken_at)


def creating(head: Head, node: Node, at: float) -> Plan:
    made = replace(node, seq=head.seq + 1)
    return Plan("create", head, (made,), _grown(node.size), {KIND: 1}, at)


def saving(head: Head, node: Node, changed: Node, instead_of: Revision | None, at: float) -> Plan:
    """The next content; `instead_of` is the one whose place it takes. Out of the trash if it lies there."""
    after = replace(changed, content_rev=node.rev + 1, is_aged=node.is_aged or instead_of is None)
    grown = changed.size - (instead_of.size if instead_of else 0)
    return steps.rewriting(head, node, after, at, _grown(grown))


def takes_place_of(written: Text, present: Revision, at: float) -> bool:
    """[Note: Autosave]"""
    return present.saved_by == written.session_id and present.since is not None and at - present.since <= TOGETHER


def _grown(size: int) -> Move:
    return Move(free=-size, used=size)
