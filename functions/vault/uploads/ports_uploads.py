"""What do uploads need from the world? The port; its adapter is `upload_store`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from functions.shared.problems import Code
from functions.vault.core.head import Head
from functions.vault.core.nodes import Entry, Node, Plan
from functions.vault.core.objects import ObjectKey
from functions.vault.rules.rules import Rules
from functions.vault.uploads.uploads import Upload, UploadState, Wish


@dataclass(frozen=True, slots=True)
class Request:
    """An earlier announcement under a client id."""

    upload_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a vault knows of announced files: earlier requests and uploads by client id, live nodes by hash, which
    of the folders asked for are live, and the owner's upload rules. `nodes` by id and `holders` of names as far as
    wishes are about the content of a node; `nodes` also has those that earlier uploads of such wishes became.
    """

    head: Head | None
    requests: Mapping[str, Request]
    uploads: Mapping[str, Upload]
    live: Mapping[str, str]
    folders: frozenset[str] = frozenset()
    rules: Rules = field(default_factory=Rules)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    holders: Mapping[Entry, Node] = field(default_factory=dict)


class Presence(StrEnum):
    """What a vault knows of a content."""

    PRESENT = "present"
    TRASHED = "trashed"
    DELETED_BY_USER = "deleted_by_user"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Announced:
    """A new upload; `replaces` is the ended one that the same client id made before."""

    upload: Upload
    fingerprint: str
    replaces: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a commit builds on; `taken` holds (folder, name key), `folders` which of the folders concerned are live.

    `nodes` by id and `holders` of names: whose content the uploads are to be.
    """

    head: Head | None
    uploads: Mapping[str, Upload]
    taken: frozenset[Entry]
    folders: frozenset[str] = frozenset()
    nodes: Mapping[str, Node] = field(default_factory=dict)
    holders: Mapping[Entry, Node] = field(default_factory=dict)


PURGED = "purged"
"""Stands for the version of a revision that is gone for good."""


class UploadStore(Protocol):
    def known(self, user_id: str, wishes: Sequence[Wish]) -> Known: ...

    def contents(self, user_id: str, hashes: Sequence[str]) -> dict[str, tuple[Presence, str]]:
        """Presence and node id by hash; what is absent is not in it."""

    def reserve(self, user_id: str, head: Head, fresh: Sequence[Announced], *, is_new: bool) -> None:
        """Quota and uploads together; a new head is stored along. Raises OvertakenError."""

    def uploads(self, user_id: str, upload_ids: Sequence[str]) -> dict[str, Upload]: ...

    def trace(self, keys: Sequence[ObjectKey]) -> tuple[dict[str, Upload], dict[str, str | None]]:
        """Uploads, and version ids (or PURGED) of committed revisions, both by the revision id in the key."""

    def ground(self, user_id: str, uploads: Sequence[Upload]) -> Ground: ...

    def commit(self, user_id: str, plan: Plan, uploads: Mapping[str, Upload]) -> None:
        """The nodes of the plan come from these uploads, by id. Raises OvertakenError."""

    def close(
        self, user_id: str, uploads: Sequence[Upload], state: UploadState, problem: Code | None, now: float
    ) -> None:
        """Ends open uploads without a node and frees their bytes; those ended by others are left alone."""

    def overdue(self, now: float) -> list[tuple[str, str]]:
        """(user id, upload id) of open uploads whose time is over, oldest first; may be stale and is not always all."""

    def is_erased(self, user_id: str) -> bool: ...
