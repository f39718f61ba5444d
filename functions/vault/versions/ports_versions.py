"""What do versions need from the world? The ports; the adapter is `version_store`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.vault.core.head import Head
from functions.vault.core.nodes import Node, Plan
from functions.vault.tree.ports_nodes import Garbage
from functions.vault.versions.versions import Revision


@dataclass(frozen=True, slots=True)
class Due:
    """A node whose versions are to be looked at; `seq` is of the change that asked for it."""

    user_id: str
    node_id: str
    seq: int


class VersionStore(Protocol):
    def placed(self, user_id: str, node_id: str) -> tuple[Head | None, Node | None]: ...

    def revisions(self, user_id: str, node_id: str) -> list[Revision]:
        """All contents of a node that are kept, in no order."""

    def present(self, user_id: str, plan: Plan, revision: Revision) -> None:
        """The plan's one node has this earlier content again. Raises OvertakenError."""

    def drop(self, node: Node, revisions: Sequence[Revision], now: float) -> list[Garbage]:
        """Earlier contents go, their bytes are free, their objects noted. Raises OvertakenError."""

    def due(self, now: float) -> Iterator[Due]:
        """Of all users, the longest due first; may be stale."""

    def look_again(self, due: Due, node: Node, at: float) -> None:
        """Not before then; unless another change asked since."""

    def forget(self, due: Due) -> None:
        """There is nothing to look at any more; unless another change asked since."""
