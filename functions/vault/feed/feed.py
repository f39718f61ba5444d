"""What has changed in a vault since somebody last looked? The gapless feed, read a page at a time.

    GET changes/latest -> cursor    then list everything    then GET changes?cursor -> items, cursor    and so on

A page ends where the head was, so nothing that comes later is promised; and it ends before the first number that is not
there, so nothing is ever skipped in silence. See [Note: Gapless feed] in `head`. Changes can be applied twice: who
starts with lists that are newer than his cursor comes to the same end.

A cursor holds only for its user (`cursors`). It opens nothing, so it needs no secret that could be changed.
"""

from dataclasses import dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors
from functions.vault.core.head import Head, empty
from functions.vault.feed.ports_feed import Change, FeedStore

_LISTING = "changes"
_NOBODY = "0"
"""Stands for the epoch of a vault in which nothing has happened yet."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`more`: there are further ones already."""

    items: list[Change]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class Feed:
    store: FeedStore

    def latest(self, user_id: str) -> str:
        """A cursor after all that has happened."""
        head = self._head(user_id)
        return _encode(user_id, head, head.seq)

    def read(self, user_id: str, cursor: str | None, limit: int) -> Changes:
        """From the beginning without a cursor. Raises Problem: invalid_request (not of this user), cursor_reset."""
        head = self._head(user_id)
        after = 0 if cursor is None else _decode(cursor, user_id, head)
        if not head.floor <= after <= head.seq:
            raise Problem(Code.CURSOR_RESET)
        upto = min(after + limit, head.seq)
        found = self.store.changes(user_id, after, upto) if upto > after else []
        whole = [change for seq, change in enumerate(found, after + 1) if change.seq == seq]
        if upto > after and not whole:
            raise Problem(Code.CURSOR_RESET, private="the next change is gone")
        last = after + len(whole)
        return Changes(whole, _encode(user_id, head, last), last < head.seq)

    def _head(self, user_id: str) -> Head:
        return self.store.head(user_id) or empty(0, _NOBODY)


def _encode(user_id: str, head: Head, seq: int) -> str:
    return cursors.encode(user_id, _LISTING, f"{head.epoch}.{seq}")


def _decode(cursor: str, user_id: str, head: Head) -> int:
    epoch, _, seq = cursors.decode(cursor, user_id, _LISTING, _is_place).partition(".")
    if epoch not in (head.epoch, _NOBODY):
        raise Problem(Code.CURSOR_RESET, private="another epoch")
    return int(seq)


def _is_place(text: str) -> bool:
    epoch, _, seq = text.partition(".")
    return (is_id(epoch) or epoch == _NOBODY) and seq.isascii() and seq.isdecimal() and len(seq) <= 16
