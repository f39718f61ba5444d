"""What can an owner do with the trash? Put in, look, take out, empty; over the ports.

trash      the name is free again, the bytes still count; a folder takes its content along
restore    under the same id, into its folder or the root when that is gone, under a name that is free
purge      the bytes are free again, nothing comes back; a backup is told that the owner deleted it
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from functions.shared.ids import is_id, new_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors, names, steps
from functions.vault.core.contention import persist
from functions.vault.core.head import Head
from functions.vault.core.nodes import ROOT, Node
from functions.vault.tree.library import Page
from functions.vault.tree.ports_nodes import ListStore, Sweep, SweepOp, TrashStore, TreeStore
from functions.vault.tree.purging import Purging
from functions.vault.tree.sweeping import Allowance, Sweeping

KEPT = 30 * 86_400
"""Seconds that the trash is kept."""
AT_ONCE = 2_000
"""Nodes that one request moves or purges; the rest of a large folder follows by the schedule."""
_SECONDS = 15
"""That it may take for it: API Gateway waits for 29."""
_PAGE = 100
_LISTING = "trash"


@dataclass(frozen=True, slots=True)
class Trash:
    tree: TreeStore
    store: TrashStore
    lists: ListStore
    purging: Purging
    sweeping: Sweeping
    sleep: Callable[[float], None] = time.sleep

    def page(self, user_id: str, cursor: str | None, limit: int) -> Page:
        """What went there by itself, the last first."""
        after = cursors.decode(cursor, user_id, _LISTING, _is_place) if cursor is not None else None
        nodes, last = self.lists.trashed(user_id, after, limit)
        return Page(nodes, cursors.encode(user_id, _LISTING, last) if last else None)

    def put(self, user_id: str, node_id: str, now: float) -> None:
        """Repeatable: what is in the trash already stays there. Raises Problem: not_found, unavailable."""

        def attempt() -> Sweep | None:
            head, node = self._placed(user_id, node_id)
            if not node.is_live:
                return self.store.sweep(user_id, node.id) if node.is_folder else None
            sweep = _sweep(node, SweepOp.TRASH, now)
            self.tree.change(user_id, steps.trashing(head, [node], now), sweep)
            return sweep

        self._run(persist(attempt, self.sleep), now)

    def restore(self, user_id: str, node_id: str, now: float) -> Node:
        """Repeatable: what lives stays as it is. Raises Problem: not_found, unavailable."""

        def attempt() -> tuple[Node, Sweep | None]:
            head, node = self._placed(user_id, node_id)
            noted = self.store.sweep(user_id, node.id) if node.is_folder else None
            if node.is_live:
                return node, noted
            if noted and noted.op is SweepOp.PURGE:
                raise Problem(Code.NOT_FOUND, private="it is being purged")
            parent_id, name = self._room(node)
            plan = steps.restoring_to(head, node, parent_id, name, now)
            sweep = _sweep(node, SweepOp.RESTORE, now)
            self.tree.change(user_id, plan, sweep)
            return plan.nodes[0], sweep

        node, sweep = persist(attempt, self.sleep)
        self._run(sweep, now)
        return node

    def purge(self, user_id: str, node_id: str, now: float) -> None:
        """Only what is in the trash. Raises Problem: not_found, conflict (it lives), unavailable."""
        self._purge(user_id, node_id, Allowance(AT_ONCE, _SECONDS), now)

    def empty(self, user_id: str, now: float) -> bool:
        """Purges what is in the trash; whether all of it went. What remains is there for another call."""
        allowance = Allowance(AT_ONCE, _SECONDS)
        done, after = True, None
        while True:
            nodes, after = self.lists.trashed(user_id, after, _PAGE)
            for node in nodes:
                if allowance.is_spent:
                    return False
                done &= self._purge_if_there(user_id, node.id, allowance, now)
            if after is None:
                return done

    def purge_due(self, user_id: str, node_id: str, allowance: Allowance, now: float) -> bool:
        """What the schedule found; it may have been restored or purged since, or trashed anew."""
        _, node = self.tree.placed(user_id, node_id)
        if node is None or node.is_live or (node.trashed_at or now) > now - KEPT:
            return True
        return self._purge_if_there(user_id, node_id, allowance, now)

    def _purge_if_there(self, user_id: str, node_id: str, allowance: Allowance, now: float) -> bool:
        try:
            return self._purge(user_id, node_id, allowance, now)
        except Problem as problem:
            if problem.code in (Code.NOT_FOUND, Code.CONFLICT):
                return True
            raise

    def _purge(self, user_id: str, node_id: str, allowance: Allowance, now: float) -> bool:
        def attempt() -> Sweep | None:
            head, node = self._placed(user_id, node_id)
            if node.is_live:
                raise Problem(Code.CONFLICT, "Only what is in the trash can be purged")
            sweep = _sweep(node, SweepOp.PURGE, now)
            if sweep:
                self.store.note(sweep, node)
            else:
                self.purging.purge(head, [node], now)
            return sweep

        allowance.left -= 1
        sweep = persist(attempt, self.sleep)
        return self.sweeping.run(sweep, allowance, now) if sweep else True

    def _placed(self, user_id: str, node_id: str) -> tuple[Head, Node]:
        head, node = self.tree.placed(user_id, node_id) if is_id(node_id) else (None, None)
        if head is None or node is None:
            raise Problem(Code.NOT_FOUND)
        return head, node

    def _room(self, node: Node) -> tuple[str | None, str]:
        """Folder and name to come back to."""
        parent = self.tree.node(node.user_id, node.parent_id) if node.parent_id else None
        if parent and parent.is_live and node.trashed_with:
            return parent.id, node.name  # its name was kept for it
        home = parent.id if parent and parent.is_live else None
        taken = self.tree.taken(node.user_id, home or ROOT, node.name)
        return home, names.free(node.name, taken, node.id[-8:])

    def _run(self, sweep: Sweep | None, now: float) -> None:
        if sweep:
            self.sweeping.run(sweep, Allowance(AT_ONCE, _SECONDS), now)


def _sweep(node: Node, op: SweepOp, now: float) -> Sweep | None:
    within = node.trashed_with or node.id
    return Sweep(new_id(now), node.user_id, node.id, op, within) if node.is_folder else None


def _is_place(text: str) -> bool:
    """Moment and id of the last one seen."""
    _, _, node_id = text.partition("#")
    return is_id(node_id)
