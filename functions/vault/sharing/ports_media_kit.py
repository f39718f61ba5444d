"""What does a media kit need from the world? The port; its adapter is `kit_store`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.vault.core.nodes import Node


@dataclass(frozen=True, slots=True)
class Kit:
    """Ids of nodes that their owner shows; `rev` 0: no row yet."""

    node_ids: tuple[str, ...]
    rev: int


class KitStore(Protocol):
    def kit(self, user_id: str) -> Kit: ...

    def keep(self, user_id: str, before: Kit, node_ids: Sequence[str]) -> None:
        """Raises OvertakenError when the kit is no longer the one before."""

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]: ...
