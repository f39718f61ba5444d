"""What do pictures and the timeline need from the world? The ports; adapters are `picture_store`, `storage_pictures`,
`list_timeline`, `picture_desk`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.vault.core.head import Head
from functions.vault.core.nodes import Node, Plan


@dataclass(frozen=True, slots=True)
class Waiting:
    """A picture that was asked for `tries` times and is not there."""

    user_id: str
    node_id: str
    rev_id: str
    key: str
    tries: int


class PictureStore(Protocol):
    def ground(self, user_id: str, node_ids: Sequence[str]) -> tuple[Head | None, Mapping[str, Node]]:
        """The head, and nodes read after it; see [Note: Seqlock] in `ports_nodes`."""

    def kept(self, user_id: str, contents: Sequence[tuple[str, str]]) -> Collection[str]:
        """Of (node id, revision id) the revisions that there are, present or earlier ones."""

    def take(self, user_id: str, plan: Plan) -> None:
        """Nodes and changes, and none of them waits any more. Raises OvertakenError."""

    def forget(self, user_id: str, rev_ids: Sequence[str]) -> None:
        """They do not wait any more. Repeatable."""

    def overdue(self, now: float) -> Iterator[Waiting]:
        """Of all users; may be stale."""

    def wait_on(self, waiting: Waiting, until: float) -> bool:
        """One more try, until then; False when it does not wait any more."""


class Desk(Protocol):
    def ask(self, nodes: Sequence[Node]) -> bool:
        """Asks for the pictures of these nodes' contents; False when not all were taken."""


class Derivatives(Protocol):
    def url(self, node: Node, size: int) -> str: ...

    def erase(self, keys: Sequence[str]) -> None:
        """Every version of what was made of these originals. Repeatable. Raises Problem(unavailable)."""


class TimelineStore(Protocol):
    def photos(
        self, user_id: str, span: tuple[str | None, str | None], after: str | None, limit: int
    ) -> tuple[list[Node], str | None]:
        """Live photos taken from the first moment on and before the second, the last first; the place to go on from."""
