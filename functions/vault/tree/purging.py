"""How does a node go for good? Its rows first, then its object; see [Note: Purge] in `trash_store`."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.shared.logs import logger
from functions.shared.metrics import Metrics
from functions.shared.problems import Problem
from functions.vault.core import steps
from functions.vault.core.head import Head
from functions.vault.core.nodes import Node
from functions.vault.core.ports import Storage
from functions.vault.pictures.ports_pictures import Derivatives
from functions.vault.sharing.ports_shares import Ended
from functions.vault.tree.ports_nodes import Garbage, TrashStore
from functions.vault.versions import versions
from functions.vault.versions.ports_versions import VersionStore
from functions.vault.versions.versions import Revision

BATCH = 16
"""Nodes per transaction at most: 6 actions each and one for the head make 97 of the 100 that DynamoDB takes."""
_ROOM = 6 * BATCH
"""Actions beside the one for the head."""
_OF_A_NODE = 6
"""Its row, entry, change, hash, and its present content: that row, and the note of its object."""
_OF_AN_EARLIER_CONTENT = 2
DROPPED_AT_ONCE = 40
"""Contents per transaction, 2 actions each."""


@dataclass(frozen=True, slots=True)
class Purging:
    store: TrashStore
    versions: VersionStore
    storage: Storage
    derivatives: Derivatives
    metrics: Metrics
    shares: Ended

    def purge(self, head: Head, nodes: Sequence[Node], now: float) -> None:
        """Of these, read after the head, as many as fit into one transaction; the first of them does. Raises
        OvertakenError.

        All contents of a node go with it or none. An object that cannot be deleted now is deleted by the schedule.
        Links to what is gone lead nowhere from the transaction on; afterwards their rows go, too.
        """
        earlier = self._fitting(nodes, now)
        gone = [node for node in nodes if node.id in earlier]
        sizes = [one.size for contents in earlier.values() for one in contents]
        garbage = self.store.purge(gone[0].user_id, steps.purging(head, gone, now, sizes), earlier)
        self.metrics.count("NodesPurged", len(gone))
        self.clear_if_possible(garbage)
        self._forget_links(gone)

    def _fitting(self, nodes: Sequence[Node], now: float) -> dict[str, list[Revision]]:
        """The first of these nodes, with their earlier contents, by id."""
        found: dict[str, list[Revision]] = {}
        room = _ROOM
        for node in nodes:
            earlier = self._earlier(node, now) if node.is_aged else []
            room -= _OF_A_NODE + _OF_AN_EARLIER_CONTENT * len(earlier)
            if found and room < 0:
                break
            found[node.id] = earlier
        return found

    def _earlier(self, node: Node, now: float) -> list[Revision]:
        """At most as many as are kept. Those that may go at any time go now, else one node could be too much."""
        known = self.versions.revisions(node.user_id, node.id)
        superfluous = versions.superfluous(known, now)
        self.drop(node, superfluous, now)
        return [one for one in known if one.superseded_at is not None and one not in superfluous]

    def _forget_links(self, gone: Sequence[Node]) -> None:
        """What cannot be removed now leads nowhere, and goes with the account: the purge is done."""
        try:
            self.shares.forget(gone[0].user_id, [node.id for node in gone])
        except Exception:  # noqa: BLE001 - whatever it was
            logger.exception("links to what was purged are left")
            self.metrics.count("LinksLeft", 1)

    def drop(self, node: Node, revisions: Sequence[Revision], now: float) -> None:
        """Earlier contents of a node go. Raises OvertakenError."""
        for start in range(0, len(revisions), DROPPED_AT_ONCE):
            garbage = self.versions.drop(node, revisions[start : start + DROPPED_AT_ONCE], now)
            self.metrics.count("VersionsDropped", len(garbage))
            self.clear_if_possible(garbage)

    def clear_if_possible(self, garbage: Sequence[Garbage]) -> None:
        """What cannot be deleted now is deleted by the schedule."""
        try:
            self.clear(garbage)
        except Problem:
            self.metrics.count("GarbageLeft", len(garbage))

    def clear(self, garbage: Sequence[Garbage]) -> None:
        """Deletes objects whose nodes are gone, and what was made of them. Repeatable. Raises Problem(unavailable)."""
        if garbage:
            self.storage.remove([(one.key, one.version_id) for one in garbage])
            self.derivatives.erase([str(one.key) for one in garbage if one.pictured and one.key.kind != "note"])
            self.store.cleared(garbage)
