"""What can an owner do with the contents that a node has had? Look, open, take back; and which go with time."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.vault.core import cursors
from functions.vault.core.contention import persist
from functions.vault.core.head import Head
from functions.vault.core.nodes import InTheWay, Node
from functions.vault.pictures.picturing import Picturing
from functions.vault.tree.purging import Purging
from functions.vault.versions import versions
from functions.vault.versions.ports_versions import Due, VersionStore
from functions.vault.versions.versions import Revision

_LISTING = "revisions"


@dataclass(frozen=True, slots=True)
class Page:
    node: Node
    items: list[Revision]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class History:
    store: VersionStore
    purging: Purging
    picturing: Picturing
    sleep: Callable[[float], None] = time.sleep

    def page(self, user_id: str, node_id: str, cursor: str | None, limit: int) -> Page:
        """The newest first: the present one. Raises Problem: not_found (a folder has none), invalid_request."""
        _, node = self._placed(user_id, node_id)
        known_as = f"{_LISTING}|{node_id}"
        after = int(cursors.decode(cursor, user_id, known_as, _is_place)) if cursor is not None else None
        found = versions.newest_first(self.store.revisions(user_id, node_id))
        older = [one for one in found if after is None or one.rev < after]
        more = len(older) > limit
        last = cursors.encode(user_id, known_as, str(older[limit - 1].rev)) if more else None
        return Page(node, older[:limit], last)

    def get(self, user_id: str, node_id: str, rev_id: str) -> tuple[Node, Revision]:
        """Raises Problem(not_found)."""
        _, node = self._placed(user_id, node_id)
        return node, self._revision(node, rev_id)

    def content(self, user_id: str, node_id: str, rev_id: str) -> Node:
        """The node as it was with that content. Raises Problem(not_found)."""
        node, revision = self.get(user_id, node_id, rev_id)
        return node if revision.id == node.rev_id else revision.presented(node)

    def restore(self, user_id: str, node_id: str, rev_id: str, if_match: IfMatch, now: float) -> Node:
        """Raises Problem: not_found, conflict (in the trash), unavailable; InTheWay(precondition_failed)."""

        def attempt() -> Node:
            head, node = self._placed(user_id, node_id)
            revision = self._revision(node, rev_id)
            if not if_match.allows(node.rev):
                raise InTheWay(Code.PRECONDITION_FAILED, node)
            if not node.is_live:
                raise Problem(Code.CONFLICT, "It is in the trash")
            if revision.id == node.rev_id:
                return node
            plan = versions.restoring(head, node, revision, now)
            self.store.present(user_id, plan, revision)
            return plan.nodes[0]

        restored = persist(attempt, self.sleep)
        self.picturing.ask([restored])
        return restored

    def thin(self, due: Due, now: float) -> None:
        """What is too many or too old goes. Repeatable; raises Problem(unavailable)."""

        def attempt() -> None:
            _, node = self.store.placed(due.user_id, due.node_id)
            if node is None:
                self.store.forget(due)
                return
            known = self.store.revisions(due.user_id, due.node_id)
            superfluous = versions.superfluous(known, now)
            self.purging.drop(node, superfluous, now)
            at = versions.next_look([one for one in known if one not in superfluous])
            if at is None:
                self.store.forget(due)
            else:
                self.store.look_again(due, node, at)

        persist(attempt, self.sleep)

    def _placed(self, user_id: str, node_id: str) -> tuple[Head, Node]:
        head, node = self.store.placed(user_id, node_id) if is_id(node_id) else (None, None)
        if head is None or node is None or node.is_folder:
            raise Problem(Code.NOT_FOUND)
        return head, node

    def _revision(self, node: Node, rev_id: str) -> Revision:
        found = next((one for one in self.store.revisions(node.user_id, node.id) if one.id == rev_id), None)
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 16
