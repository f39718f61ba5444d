"""How are photos put together without being moved? Albums; over the ports.

An album holds ids, the nodes say the rest: what goes to the trash is not shown in it and comes back with its restore,
what is purged is taken out when somebody looks. A photo may be in many albums, and deleting an album deletes no photo.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from functions.shared.ids import is_id, new_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors, names
from functions.vault.core.contention import persist
from functions.vault.core.nodes import Node
from functions.vault.tree.library import Page

MOST = 1_000
"""Albums of one user."""
MOST_ITEMS = 10_000
_LISTING = "albums"


@dataclass(frozen=True, slots=True)
class Album:
    """`rev` counts changes, of its items too. `count` also counts what is in the trash at the moment."""

    user_id: str
    id: str
    name: str
    rev: int
    count: int
    cover_node_id: str | None
    created_at: float
    modified_at: float


@dataclass(frozen=True, slots=True)
class Change:
    """What is None stays; `cover` is the id of one of its items."""

    name: str | None = None
    cover: str | None = None


class StaleError(Exception):
    """Another revision is there by now."""

    def __init__(self, current: Album) -> None:
        super().__init__(f"revision {current.rev} is there by now")
        self.current = current


class AlbumStore(Protocol):
    def albums(self, user_id: str, after: str | None, limit: int) -> tuple[list[Album], str | None]: ...
    def album(self, user_id: str, album_id: str) -> Album | None: ...
    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]: ...

    def count(self, user_id: str) -> int:
        """Albums of that user."""

    def found(self, album: Album) -> None:
        """Raises Problem(session_ended) for an account that was erased."""

    def held(self, album: Album, node_ids: Sequence[str]) -> set[str]:
        """Which of them are in it."""

    def items(self, album: Album, after: str | None, limit: int) -> tuple[list[str], str | None]:
        """Node ids, the latest upload first, and the last one when there are more."""

    def keep(self, before: Album, after: Album, added: Sequence[str] = (), removed: Sequence[str] = ()) -> None:
        """At most 50 items at once. Raises OvertakenError when the album is no longer the one before."""

    def delete(self, album: Album) -> None:
        """Raises OvertakenError."""


_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Albums:
    store: AlbumStore
    sleep: Callable[[float], None] = time.sleep

    def page(self, user_id: str, cursor: str | None, limit: int) -> tuple[list[Album], str | None]:
        """The newest first."""
        after = cursors.decode(cursor, user_id, _LISTING) if cursor is not None else None
        found, last = self.store.albums(user_id, after, limit)
        return found, cursors.encode(user_id, _LISTING, last) if last else None

    def get(self, user_id: str, album_id: str) -> Album:
        """Raises Problem(not_found)."""
        album = self.store.album(user_id, album_id) if is_id(album_id) else None
        if album is None:
            raise Problem(Code.NOT_FOUND)
        return album

    def create(self, user_id: str, name: str, now: float) -> Album:
        """Names are not unique. Raises Problem: name_invalid, limit_reached, session_ended."""
        if self.store.count(user_id) >= MOST:
            raise Problem(Code.LIMIT_REACHED, f"At most {MOST} albums")
        album = Album(user_id, new_id(now), names.parse(name), 1, 0, None, now, now)
        self.store.found(album)
        return album

    def change(self, user_id: str, album_id: str, wish: Change, is_meant: Callable[[int], bool], now: float) -> Album:
        """Raises StaleError, Problem: not_found (also: a cover that is not in it), name_invalid, unavailable."""
        name = names.parse(wish.name) if wish.name is not None else None

        def attempt() -> Album:
            present = self.get(user_id, album_id)
            if not is_meant(present.rev):
                raise StaleError(present)
            if wish.cover is not None and not self.store.held(present, [wish.cover]):
                raise Problem(Code.NOT_FOUND, "The cover is not in the album")
            cover = wish.cover or present.cover_node_id
            changed = replace(present, name=name or present.name, cover_node_id=cover)
            if changed == present:
                return present
            anew = _next(changed, now)
            self.store.keep(present, anew)
            return anew

        return persist(attempt, self.sleep)

    def delete(self, user_id: str, album_id: str) -> None:
        """Raises Problem: not_found, unavailable."""
        persist(lambda: self.store.delete(self.get(user_id, album_id)), self.sleep)

    def put(self, user_id: str, album_id: str, node_ids: Sequence[str], now: float) -> Album:
        """Repeatable. The first one becomes the cover where there is none.

        Raises Problem: not_found (the album; or one of them is no live picture of this owner), limit_reached,
        unavailable.
        """
        wanted = list(dict.fromkeys(node_ids))
        nodes = self.store.nodes(user_id, [node_id for node_id in wanted if is_id(node_id)])
        if not all(node_id in nodes and _fits(nodes[node_id]) for node_id in wanted):
            raise Problem(Code.NOT_FOUND, "Not all of them are pictures of yours")

        def some(chunk: Sequence[str]) -> Callable[[], Album]:
            def attempt() -> Album:
                present = self.get(user_id, album_id)
                held = self.store.held(present, chunk)
                added = [node_id for node_id in chunk if node_id not in held]
                if not added:
                    return present
                if present.count + len(added) > MOST_ITEMS:
                    raise Problem(Code.LIMIT_REACHED, f"At most {MOST_ITEMS} in an album")
                cover = present.cover_node_id or added[0]
                anew = _next(replace(present, count=present.count + len(added), cover_node_id=cover), now)
                self.store.keep(present, anew, added=added)
                return anew

            return attempt

        return self._in_chunks(user_id, album_id, wanted, some)

    def take_out(self, user_id: str, album_id: str, node_ids: Sequence[str], now: float) -> Album:
        """Repeatable; what is not in it is no error. Raises Problem: not_found (the album), unavailable."""
        wanted = [node_id for node_id in dict.fromkeys(node_ids) if is_id(node_id)]

        def some(chunk: Sequence[str]) -> Callable[[], Album]:
            def attempt() -> Album:
                present = self.get(user_id, album_id)
                gone = sorted(self.store.held(present, chunk))
                if not gone:
                    return present
                cover = None if present.cover_node_id in gone else present.cover_node_id
                anew = _next(replace(present, count=present.count - len(gone), cover_node_id=cover), now)
                self.store.keep(present, anew, removed=gone)
                return anew

            return attempt

        return self._in_chunks(user_id, album_id, wanted, some)

    def items(self, user_id: str, album_id: str, cursor: str | None, limit: int, now: float) -> Page:
        """What of it lives, the latest upload first; what was purged is taken out. Raises Problem(not_found)."""
        album, listing = self.get(user_id, album_id), f"album {album_id}"
        after = cursors.decode(cursor, user_id, listing) if cursor is not None else None
        node_ids, last = self.store.items(album, after, limit)
        nodes = self.store.nodes(user_id, node_ids)
        if gone := [node_id for node_id in node_ids if node_id not in nodes]:
            self.take_out(user_id, album_id, gone, now)
        live = [nodes[node_id] for node_id in node_ids if node_id in nodes and nodes[node_id].is_live]
        return Page(live, cursors.encode(user_id, listing, last) if last else None)

    def _in_chunks(
        self,
        user_id: str,
        album_id: str,
        node_ids: Sequence[str],
        some: Callable[[Sequence[str]], Callable[[], Album]],
    ) -> Album:
        album = self.get(user_id, album_id)
        for start in range(0, len(node_ids), _AT_ONCE):
            album = persist(some(node_ids[start : start + _AT_ONCE]), self.sleep)
        return album


def _next(album: Album, now: float) -> Album:
    return replace(album, rev=album.rev + 1, modified_at=now)


def _fits(node: Node) -> bool:
    return node.is_live and (node.kind == "photo" or node.picture is not None)
