"""How does what is inside a folder follow it into the trash, out of it, and away for good?

    folder --its own step, with a note of the sweep--> content, from the top down --> note forgotten
    purge: from the bottom up, the folder itself last

Each node has a state and changes of its own, so lists and feed need not look at what is above. One transaction cannot
hold a large folder: it follows in batches, the first of them in the request itself, the rest by the schedule. A batch
looks before it acts whether its sweep is still the one that is noted: the last word about a folder counts. From the top
down nothing is missed, since nothing can come into a folder that is in the trash already.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from functions.vault.core import steps
from functions.vault.core.contention import persist
from functions.vault.core.head import Head
from functions.vault.core.nodes import Node, Plan
from functions.vault.tree.ports_nodes import Sweep, SweepOp, TrashStore, TreeStore
from functions.vault.tree.purging import BATCH as PURGED_AT_ONCE
from functions.vault.tree.purging import Purging

BATCH = 32
"""Nodes per transaction: 3 actions each and one for the head make 97 of the 100 that DynamoDB takes."""


@dataclass(slots=True)
class Allowance:
    """How much one request or one run may still do: nodes that change and batches that are looked at, for so long."""

    left: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _until: float = field(init=False)

    def __post_init__(self) -> None:
        self._until = self.clock() + self.seconds

    @property
    def is_spent(self) -> bool:
        return self.left <= 0 or self.clock() >= self._until


class _Superseded(Exception):
    """Another word was said about that folder since."""


@dataclass(frozen=True, slots=True)
class Sweeping:
    tree: TreeStore
    store: TrashStore
    purging: Purging
    sleep: Callable[[float], None] = time.sleep

    def run(self, sweep: Sweep, allowance: Allowance, now: float) -> bool:
        """Whether it is done; what is not goes on from the note. Repeatable. Raises Problem(unavailable)."""
        sweeps = self._purge if sweep.op is SweepOp.PURGE else self._follow
        try:
            done = sweeps(sweep, allowance, now)
        except _Superseded:
            done = True
        if done:
            self.store.forget(sweep)
        return done

    def _follow(self, sweep: Sweep, allowance: Allowance, now: float) -> bool:
        waiting = deque([sweep.folder_id])
        while waiting:
            folder_id = waiting.popleft()
            for node_ids in self.store.children(sweep.user_id, folder_id, BATCH):
                if allowance.is_spent:
                    return False
                folders, changed = self._batch(sweep, folder_id, node_ids, now)
                waiting += folders
                allowance.left -= 1 + changed
        return True

    def _batch(self, sweep: Sweep, folder_id: str, node_ids: Sequence[str], now: float) -> tuple[list[str], int]:
        """The folders among them that have followed, and how many nodes did so now; none, where the folder that they
        are in has been taken out of the sweep meanwhile.
        """

        def attempt() -> tuple[list[str], int]:
            head, nodes = self._present(sweep, [folder_id, *node_ids])
            if folder_id not in {sweep.folder_id, *(node.id for node in nodes if _has_followed(sweep, node))}:
                return [], 0
            here = {node.id: node for node in nodes if node.folder == folder_id}
            plan = _plan(sweep, head, [node for node in here.values() if not _has_followed(sweep, node)], now)
            if plan.nodes:
                self.tree.change(sweep.user_id, plan)
            here |= {node.id: node for node in plan.nodes}
            followed = [node.id for node in here.values() if node.is_folder and _has_followed(sweep, node)]
            return followed, len(plan.nodes)

        return persist(attempt, self.sleep)

    def _purge(self, sweep: Sweep, allowance: Allowance, now: float) -> bool:
        path = [sweep.folder_id]
        while path:
            if allowance.is_spent:
                return False
            node_ids = next(self.store.children(sweep.user_id, path[-1], PURGED_AT_ONCE), [])
            within, chosen = (path, node_ids) if node_ids else (path[:-1], path[-1:])
            full = self._purge_empty(sweep, within, chosen, now)
            path = path[:1] if full is None else [*within, *full[:1]]
            allowance.left -= 1 if full is None else len(node_ids)
        return True

    def _purge_empty(
        self, sweep: Sweep, within: Sequence[str], node_ids: Sequence[str], now: float
    ) -> list[str] | None:
        """Purges those that have nothing inside, or the first of them, and answers those that have. `within` are the
        folders around them, the swept one first; None: one of these is not inside the other any more.

        By its place, not by its state, a node is known to belong to the sweep: what its owner restores meanwhile leaves
        for the root, and what an interrupted sweep into the trash has not reached is live where it was.
        """

        def attempt() -> list[str] | None:
            head, nodes = self._present(sweep, [*within, *node_ids])
            folders = {node.id: node.folder for node in nodes}
            if any(folders.get(inner) != outer for outer, inner in pairwise(within)):
                return None
            here = [node for node in nodes if node.id in node_ids and within[-1:] in ([], [node.folder])]
            full = [node.id for node in here if node.is_folder and self._has_content(node)]
            empty = [node for node in here if node.id not in full]
            if empty:
                self.purging.purge(head, empty, now)
            return full

        return persist(attempt, self.sleep)

    def _has_content(self, folder: Node) -> bool:
        return next(self.store.children(folder.user_id, folder.id, 1), None) is not None

    def _present(self, sweep: Sweep, node_ids: Sequence[str]) -> tuple[Head, list[Node]]:
        """The head, and the nodes read after it; see [Note: Seqlock]."""
        family = self.store.family(sweep.user_id, sweep.folder_id, list({sweep.folder_id, *node_ids}))
        folder = family.nodes.get(sweep.folder_id)
        if family.head is None or folder is None or family.sweep is None or family.sweep.id != sweep.id:
            raise _Superseded
        if folder.is_live is not (sweep.op is SweepOp.RESTORE):
            raise _Superseded
        return family.head, [family.nodes[each] for each in node_ids if each in family.nodes]


def _has_followed(sweep: Sweep, node: Node) -> bool:
    """Into the trash: also what a restore that was interrupted had left behind. Out of it: what went there with it."""
    if sweep.op is SweepOp.TRASH:
        return node.trashed_with == sweep.folder_id
    return node.trashed_with != sweep.within


def _plan(sweep: Sweep, head: Head, nodes: Sequence[Node], now: float) -> Plan:
    if sweep.op is SweepOp.TRASH:
        return steps.trashing(head, nodes, now, within=sweep.folder_id)
    return steps.restoring(head, nodes, now)
