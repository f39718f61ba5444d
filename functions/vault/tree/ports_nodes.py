"""What do folders and trash need from the world? The ports; adapters are `tree_store`, `trash_store`, `list_store`.

[Note: Seqlock]  Every change of nodes advances the head (`head`), and commits only if the head is still what it was. So
who reads the head first and anything else after it, strongly consistent, and then commits on that head, has worked on
what was true all the while: ancestors, names, children need no conditions of their own. What is read together with the
head has one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from functions.vault.core.head import Head
from functions.vault.core.nodes import Entry, Node, Plan
from functions.vault.core.objects import ObjectKey
from functions.vault.versions.versions import Revision


class Sort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    NAME_DESCENDING = "-name"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shall hold: live nodes, by kind (or one of several kinds) and folder if said; `q` is part of the
    name, `types` are media types or `type/*` (none: all), `span` is from when on and before when it was taken, else
    came. What it does not want leaves no trace in it, nor in the place to go on from.
    """

    kind: str | None = None
    folder: str | None = None
    q: str | None = None
    favourite: bool | None = None
    sort: Sort = Sort.NEWEST
    kinds: frozenset[str] | None = None
    types: tuple[str, ...] = ()
    span: tuple[str | None, str | None] = (None, None)
    archived: bool | None = None


class ListStore(Protocol):
    def live(self, user_id: str, listing: Listing, after: str | None, limit: int) -> tuple[list[Node], str | None]:
        """In the order of the listing, and the place to go on from; may be fewer than `limit` before the end."""

    def trashed(self, user_id: str, after: str | None, limit: int) -> tuple[list[Node], str | None]:
        """What went to the trash by itself, the last first; likewise."""


class TreeStore(Protocol):
    def head(self, user_id: str) -> Head | None: ...
    def node(self, user_id: str, node_id: str) -> Node | None: ...
    def placed(self, user_id: str, node_id: str) -> tuple[Head | None, Node | None]: ...

    def found(self, user_id: str, head: Head) -> None:
        """Stores a first head. Raises OvertakenError, Problem(session_ended) for a vault that was erased."""

    def holder(self, user_id: str, entry: Entry) -> Node | None:
        """Who has that name."""

    def taken(self, user_id: str, folder: str, name: str) -> Collection[str]:
        """Keys that are taken among the name's and those of its numbered forms, up to the first free one and more."""

    def change(self, user_id: str, plan: Plan, sweep: "Sweep | None" = None) -> None:
        """Carries a plan out, and with it notes what has yet to follow. Raises OvertakenError."""


class SweepOp(StrEnum):
    TRASH = "trash"
    RESTORE = "restore"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Sweep:
    """What is inside a folder follows it. `id` sorts by time; a folder's later sweep takes the place of an earlier one.

    `within`, of a restore: the folder with which the content went to the trash.
    """

    id: str
    user_id: str
    folder_id: str
    op: SweepOp
    within: str


@dataclass(frozen=True, slots=True)
class Family:
    """The head, and read after it: the sweep that is noted for a folder, and some nodes. See [Note: Seqlock]."""

    head: Head | None
    sweep: Sweep | None
    nodes: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Garbage:
    """An object whose node is gone; `id` is its revision's. `pictured`: something may have been made of it."""

    user_id: str
    id: str
    key: ObjectKey
    version_id: str | None
    pictured: bool = True


class TrashStore(Protocol):
    def family(self, user_id: str, folder_id: str, node_ids: Sequence[str]) -> Family: ...

    def children(self, user_id: str, folder_id: str, size: int) -> Iterator[list[str]]:
        """Ids of what has an entry there, some at a time."""

    def sweep(self, user_id: str, folder_id: str) -> Sweep | None: ...

    def note(self, sweep: Sweep, folder: Node) -> None:
        """As long as the folder is what was read. Raises OvertakenError."""

    def forget(self, sweep: Sweep) -> None:
        """The sweep is done; not if another one was noted since."""

    def purge(self, user_id: str, plan: Plan, earlier: Mapping[str, Sequence[Revision]]) -> list[Garbage]:
        """Rows go, those of earlier contents (by node) too; tombstones and garbage stay. Raises OvertakenError."""

    def cleared(self, garbage: Sequence[Garbage]) -> None:
        """Their objects are deleted."""

    def unfinished(self) -> Iterator[Sweep]:
        """Of all users, oldest first; may be stale."""

    def uncleared(self) -> Iterator[Garbage]:
        """Of all users; may be stale."""

    def due(self, before: float) -> Iterator[tuple[str, str]]:
        """(user id, node id) of what went to the trash before that moment; may be stale."""
