"""What do notes need from the world? The ports; adapters are `note_store` and `storage`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.vault.core.nodes import Node, Plan
from functions.vault.core.objects import ObjectKey
from functions.vault.tree.ports_nodes import Garbage
from functions.vault.uploads.ports_uploads import Request
from functions.vault.versions.versions import Revision


@dataclass(frozen=True, slots=True)
class Asked:
    """By which request a note was made; `replaces` is the node of that request before, which is gone."""

    client_id: str
    fingerprint: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A note in the list: its place there; its present content where that was asked for and is there."""

    place: str
    node: Node
    revision: Revision | None


class NoteStore(Protocol):
    def request(self, user_id: str, client_id: str) -> Request | None:
        """An earlier one under this id, whatever it was about; of a note `upload_id` is the node's."""

    def revision(self, node: Node, rev_id: str) -> Revision | None: ...

    def create(self, plan: Plan, revision: Revision, asked: Asked) -> None:
        """Raises OvertakenError."""

    def save(self, plan: Plan, revision: Revision, instead_of: Revision | None) -> list[Garbage]:
        """What it takes the place of goes, and is noted. Raises OvertakenError."""

    def live(self, user_id: str, after: str | None, *, with_text: bool) -> Iterator[Shelved]:
        """Live notes, the last modified first; may lag behind."""


class TextStorage(Protocol):
    """Raises Problem(unavailable)."""

    def put(self, key: ObjectKey, content: bytes, mime: str) -> str | None:
        """The version that was made."""

    def read(self, key: ObjectKey, version_id: str | None) -> bytes | None:
        """The whole of it; None when it is gone."""

    def remove(self, objects: Sequence[tuple[ObjectKey, str | None]]) -> None: ...
