"""How far back does the change feed reach? Pure, over a port.

Changes are readable for CHANGES_KEPT; the table removes their rows CHANGES_SPARE later, whenever it pleases and in no
order. In between the schedule moves the head's `floor` past them, so a device that was away for longer is told at once
to begin anew, and not half way through what is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.vault.core.head import CHANGES_KEPT, Head

PAGE = 1_000


class FloorStore(Protocol):
    def head(self, user_id: str) -> Head | None: ...

    def due(self, now: float) -> Iterator[str]:
        """Users whose oldest readable change may be too old by now; some of them."""

    def oldest(self, user_id: str, after: int, limit: int) -> list[tuple[int, float]]:
        """(number, when) of the first changes after that one."""

    def lift(self, user_id: str, floor: int, due: float) -> None:
        """Never down; looked at again at `due`. Nothing of an account that was erased comes back."""

    def forget(self, user_id: str) -> None: ...


def risen(head: Head, oldest: Sequence[tuple[int, float]], now: float) -> tuple[int, float]:
    """(the new floor, when to look again); `oldest` was read after the head. Rows may be gone already."""
    for number, at in oldest:
        if at + CHANGES_KEPT > now:
            return max(head.floor, number - 1), at + CHANGES_KEPT
    if len(oldest) == PAGE:
        return oldest[-1][0], now
    return head.seq, now + CHANGES_KEPT


@dataclass(frozen=True, slots=True)
class Floors:
    store: FloorStore

    def raise_one(self, user_id: str, now: float) -> None:
        head = self.store.head(user_id)
        if head is None:
            self.store.forget(user_id)
            return
        self.store.lift(user_id, *risen(head, self.store.oldest(user_id, head.floor, PAGE), now))
