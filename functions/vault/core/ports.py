"""What does all of a vault need from the world? The ports; adapters are `node_store`, `erase_store`, `storage`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from functions.vault.core.head import Head
from functions.vault.core.nodes import Node
from functions.vault.core.objects import ObjectKey


class NodeStore(Protocol):
    def head(self, user_id: str) -> Head | None: ...
    def node(self, user_id: str, node_id: str) -> Node | None: ...
    def placed(self, user_id: str, node_id: str) -> tuple[Head | None, Node | None]: ...
    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]: ...


class EraseStore(Protocol):
    def bar(self, user_id: str, now: float) -> None:
        """From here on nothing can be announced or committed in this vault."""

    def erase(self, user_id: str) -> int:
        """Every row of the user; repeatable. Returns how many went."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies under a key. `sha256` base64; `head` are the first bytes, for `media.detect`."""

    size: int
    sha256: str
    version_id: str | None
    head: bytes = field(repr=False)


class Storage(Protocol):
    """The object storage. Every method raises Problem(unavailable) when it does not answer."""

    def upload_url(self, key: ObjectKey, size: int, mime: str, sha256: str) -> tuple[str, dict[str, str]]:
        """URL and headers of the one PUT that is allowed: exact length, type and hash, and nothing there before."""

    def content_url(self, node: Node, disposition: str, content_type: str) -> str: ...

    def inspect(
        self, wanted: Sequence[tuple[ObjectKey, str | None]], expected: Sequence[int] = ()
    ) -> list[Stored | None]:
        """For each (key, version or None for the present one), in order. `expected`: their sizes as announced."""

    def delete(self, key: ObjectKey, version_id: str | None) -> None: ...

    def remove(self, objects: Sequence[tuple[ObjectKey, str | None]]) -> None:
        """Many at a time, each (key, version or None); what is not there is no error."""

    def erase(self, prefix: str) -> int:
        """Every version below the prefix, and every multipart upload; repeatable. Returns how many versions went."""
