"""How does a node go for good? Its rows first, then its object; see [Note: Purge] in `trash_store`."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.shared.metrics import Metrics
from functions.shared.problems import Problem
from functions.vault.nodes import Plan
from functions.vault.ports import Storage
from functions.vault.ports_nodes import Garbage, TrashStore
from functions.vault.ports_pictures import Derivatives

BATCH = 16
"""Nodes per transaction: 6 actions each and one for the head make 97 of the 100 that DynamoDB takes."""


@dataclass(frozen=True, slots=True)
class Purging:
    store: TrashStore
    storage: Storage
    derivatives: Derivatives
    metrics: Metrics

    def purge(self, plan: Plan) -> None:
        """Raises OvertakenError. An object that cannot be deleted now is deleted by the schedule."""
        garbage = self.store.purge(plan.nodes[0].user_id, plan)
        self.metrics.count("NodesPurged", len(plan.nodes))
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
