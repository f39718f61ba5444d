"""What do shared links need from the world? The ports; adapters are `share_store`, `passwords`, `shared.windows`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from functions.shared.rates import Window
from functions.vault.core.nodes import Node

if TYPE_CHECKING:
    from functions.vault.sharing.sharing import Share


class ShareStore(Protocol):
    def count(self, user_id: str) -> int: ...

    def add(self, share: "Share") -> None:
        """While its node lives. Raises OvertakenError, Problem(session_ended) for a vault that was erased."""

    def share(self, user_id: str, share_id: str) -> "Share | None": ...

    def shares(
        self, user_id: str, node_id: str | None, after: str | None, limit: int
    ) -> "tuple[list[Share], str | None]":
        """The newest first, and the place to go on from."""

    def remove(self, shares: "Sequence[Share]") -> None:
        """Repeatable."""

    def found(self, token: str) -> "tuple[Share, Node] | None":
        """What a token leads to, as it is now; nothing of a vault that was erased."""

    def opened(self, share: "Share") -> None:
        """Counts; not if it was ended meanwhile."""

    def node(self, user_id: str, node_id: str) -> Node | None: ...
    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]: ...


class Ended(Protocol):
    def forget(self, user_id: str, node_ids: Sequence[str]) -> None:
        """Every link to nodes that are gone."""


class Passwords(Protocol):
    def hashed(self, password: str) -> str: ...
    def matches(self, password: str, hashed: str) -> bool: ...


class Rates(Protocol):
    def charge(self, charged: Sequence[Window], now: int) -> Window | None:
        """On all or on none; the full one that lasts longest, or None."""

    def refund(self, charged: Sequence[Window], now: int) -> None:
        """Takes one charge back."""
