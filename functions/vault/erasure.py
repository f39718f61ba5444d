"""How does a vault end with its owner's account? Repeatable from any point: rows that lead to others go last.

First the vault is barred: without its head nothing commits any more, and a mark (a hash, no name) tells the handler of
late objects that they may go. An upload URL lives longer than the account.

[Note: Rows first]  Objects are found by their prefix, so they go once more after the rows; first of all they go because
the rows of a large vault may take more than one run. A worker that makes thumbnails or archives looks for its row after
it has written: what it wrote before the last objects went, goes with them; after that there is no row, and it takes
back what it wrote. If it dies in between, its message comes again and ends the same way, from the dead letters if need
be.
"""

from dataclasses import dataclass

from functions.shared.metrics import Metrics
from functions.vault.core import objects
from functions.vault.core.ports import EraseStore, Storage


@dataclass(frozen=True, slots=True)
class Erasure:
    store: EraseStore
    storage: Storage
    metrics: Metrics

    def erase(self, user_id: str, now: float) -> tuple[int, int]:
        """(object versions, rows) that went."""
        self.store.bar(user_id, now)
        before = self._objects(user_id)
        rows = self.store.erase(user_id)
        versions = before + self._objects(user_id)
        self.metrics.count("VaultErased")
        return versions, rows

    def _objects(self, user_id: str) -> int:
        return sum(self.storage.erase(prefix) for prefix in objects.prefixes(user_id))
