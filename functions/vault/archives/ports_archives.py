"""What do archives need from the world? The ports; adapters: `archive_store`, `archive_queue`, `storage_archives`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from functions.vault.archives.zipping import Entry, Piece
from functions.vault.core.nodes import Node

if TYPE_CHECKING:
    from functions.vault.archives.archives import Archive, Volume


@dataclass(frozen=True, slots=True)
class Job:
    """One message: plan an archive (`volume` None), or pack one of its volumes."""

    user_id: str
    archive_id: str
    volume: int | None


class ArchiveStore(Protocol):
    def add(self, archive: "Archive") -> None:
        """Raises Problem(session_ended) for a vault that was erased."""

    def archive(self, user_id: str, archive_id: str) -> "Archive | None":
        """With its volumes."""

    def archives(self, user_id: str) -> "list[Archive]": ...

    def planned(self, archive: "Archive", volumes: "Sequence[Volume]") -> bool:
        """Keeps what it consists of, and which plan says so; False when it is gone, or was planned meanwhile."""

    def stored(self, archive: "Archive", volume: int, size: int) -> bool:
        """A volume is there; False when its archive is gone."""

    def give_up(self, user_id: str, archive_id: str, problem: str) -> None: ...

    def remove(self, archive: "Archive") -> None:
        """Its rows; repeatable."""

    def over(self, now: float) -> "Iterator[Archive]":
        """Of all users, those whose time is over; may be stale."""

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]: ...

    def children(self, user_id: str, folder: str) -> Iterator[Node]:
        """Live ones, by name."""


class ArchiveQueue(Protocol):
    def send(self, jobs: Iterable[Job]) -> None:
        """Raises Problem(unavailable)."""


class Target(Protocol):
    """An object in the making, written from its beginning to its end."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...

    def close(self) -> int:
        """It is there from now on; its bytes."""

    def abort(self) -> None: ...


class ArchiveStorage(Protocol):
    """Every method raises Problem(unavailable) when the storage does not answer."""

    def note(self, key: str, entries: Sequence[Entry]) -> None:
        """Keeps what goes into a volume."""

    def noted(self, key: str) -> list[Entry]: ...

    def fetch(self, piece: Piece) -> bytes | None:
        """None when the object is gone."""

    def begin(self, key: str) -> Target: ...
    def url(self, key: str, name: str) -> str: ...

    def erase(self, prefix: str) -> int:
        """Every version below the prefix; repeatable."""
