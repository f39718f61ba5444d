"""What does an owner show to everybody who is signed in? Files and photos by choice, as long as they are live.

The kit holds ids, the nodes say the rest: what is trashed or erased is in no kit from that moment on, what is restored
is there again.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.vault.core.contention import persist
from functions.vault.core.nodes import Node, NodeState
from functions.vault.sharing.ports_media_kit import KitStore

MOST = 10
SHOWN = frozenset({"file", "photo"})


@dataclass(frozen=True, slots=True)
class MediaKits:
    store: KitStore
    sleep: Callable[[float], None] = time.sleep

    def shown(self, user_id: str) -> list[Node]:
        """In the order they were added; of somebody unknown nothing. Raises Problem(not_found) for what is no id."""
        if not is_id(user_id):
            raise Problem(Code.NOT_FOUND)
        return self._live(user_id, self.store.kit(user_id).node_ids)

    def open(self, user_id: str, node_id: str) -> Node:
        """Raises Problem(not_found)."""
        found = next((node for node in self.shown(user_id) if node.id == node_id), None)
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found

    def show(self, user_id: str, node_id: str) -> None:
        """Repeatable. Raises Problem: not_found (no live file or photo of this owner), limit_reached, unavailable."""

        def attempt() -> None:
            kit = self.store.kit(user_id)
            wanted = [node_id, *kit.node_ids] if is_id(node_id) else []
            live = [node.id for node in self._live(user_id, wanted)]
            if node_id not in live:
                raise Problem(Code.NOT_FOUND)
            if node_id in kit.node_ids:
                return
            if len(live) > MOST:
                raise Problem(Code.LIMIT_REACHED, f"At most {MOST} files")
            self.store.keep(user_id, kit, self._bounded(kit.node_ids, live, node_id))

        persist(attempt, self.sleep)

    def hide(self, user_id: str, node_id: str) -> None:
        """Repeatable."""

        def attempt() -> None:
            kit = self.store.kit(user_id)
            if node_id in kit.node_ids:
                self.store.keep(user_id, kit, tuple(other for other in kit.node_ids if other != node_id))

        persist(attempt, self.sleep)

    def _live(self, user_id: str, node_ids: Sequence[str]) -> list[Node]:
        nodes = self.store.nodes(user_id, node_ids)
        found = [nodes[node_id] for node_id in dict.fromkeys(node_ids) if node_id in nodes]
        return [node for node in found if node.state is NodeState.LIVE and node.kind in SHOWN]

    def _bounded(self, kept: Sequence[str], live: Sequence[str], added: str) -> tuple[str, ...]:
        """What lies in the trash keeps its place while there is room: it may be restored."""
        room = MOST - len(live)
        waiting = [node_id for node_id in kept if node_id not in live][-room:] if room else []
        return (*(node_id for node_id in kept if node_id in live or node_id in waiting), added)
