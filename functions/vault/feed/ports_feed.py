"""What does the feed need from the world? The port; its adapter is `feed_store`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from functions.vault.core.head import Head


@dataclass(frozen=True, slots=True)
class Change:
    """One step of one node; `snapshot` is what a list shows of it, empty for a tombstone."""

    seq: int
    op: str
    node_id: str
    rev: int
    at: float
    snapshot: Mapping[str, Any]


class FeedStore(Protocol):
    def head(self, user_id: str) -> Head | None: ...

    def changes(self, user_id: str, after: int, upto: int) -> list[Change]:
        """What is there of the numbers after the first and up to the second, in order."""
