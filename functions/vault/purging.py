"""How does a node go for good? Its rows first, then its object; see [Note: Purge] in `trash_store`."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.shared.metrics import Metrics
from functions.shared.problems import Problem
from functions.vault.nodes import Node, Plan
from functions.vault.ports import Storage
from functions.vault.ports_nodes import Garbage, TrashStore
from functions.vault.ports_pictures import Derivatives
from functions.vault.ports_shares import Ended
from functions.vault.ports_versions import VersionStore
from functions.vault.versions import Revision

BATCH = 16
"""Nodes per transaction: 6 actions each and one for the head make 97 of the 100 that DynamoDB takes."""
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

    def purge(self, plan: Plan) -> None:
        """Raises OvertakenError. An object that cannot be deleted now is deleted by the schedule.

        Links to what is gone lead nowhere from the transaction on; afterwards their rows go, too.
        Earlier contents go first, on their own: a file may have more of them than fit into a transaction, and none can
        come while the head is as it was read.
        """
        for node in plan.before.values():
            if node.is_aged:
                older = self.versions.revisions(node.user_id, node.id)
                self.drop(node, [one for one in older if one.superseded_at is not None], plan.at)
        user_id = plan.nodes[0].user_id
        garbage = self.store.purge(user_id, plan)
        self.shares.forget(user_id, [node.id for node in plan.nodes])
        self.metrics.count("NodesPurged", len(plan.nodes))
        self.clear_if_possible(garbage)

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
