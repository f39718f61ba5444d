"""What does developing need from the world? The ports; adapters are `storage` and `shared.outbox`."""

from collections.abc import Sequence
from typing import Protocol


class TooLargeError(Exception):
    """More bytes than this function has memory for."""


class Storage(Protocol):
    def original(self, key: str, version_id: str | None, most: int) -> bytes | None:
        """None when it is not there any more. Raises TooLargeError beyond `most` bytes."""

    def keep(self, key: str, content: bytes) -> None:
        """A derivative; one that is there already stays, for it is the same."""


class Sender(Protocol):
    def send(self, bodies: Sequence[str]) -> None: ...
