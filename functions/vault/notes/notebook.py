"""How does an owner write notes? Made, read, saved, found; over the ports.

[Note: Objects of notes]  Every content of a note is an object, as every other node's: so links, downloads, versions and
purging know only one kind. The server puts it before the transaction that names it. When that never comes, the event
of the object finds nobody who knows it: younger than a request can be, the event waits; older, the object goes
(`arrivals`).
"""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from functions.shared.ids import is_id, new_id
from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.vault.core import cursors, names
from functions.vault.core.contention import persist
from functions.vault.core.head import Head, empty
from functions.vault.core.nodes import ROOT, InTheWay, Node
from functions.vault.core.objects import ObjectKey
from functions.vault.notes import notes
from functions.vault.notes.notes import Text
from functions.vault.notes.ports_notes import Asked, NoteStore, Shelved, TextStorage
from functions.vault.tree.library import Page
from functions.vault.tree.ports_nodes import TreeStore
from functions.vault.tree.purging import Purging
from functions.vault.versions.versions import Revision, revision_of

_MOST_READ = 400
"""What one page may cost: a note 1, a text that is read from the storage (10 to 20 ms) more."""
_OF_STORAGE = 10
_LISTING = "notes"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note to be made; `folder` is an id or `root`."""

    client_id: str
    written: Text
    folder: str
    taken_at: str | None

    @property
    def fingerprint(self) -> str:
        body = ["note", self.written.title, self.written.text, self.folder, self.taken_at]
        return hashlib.sha256(json.dumps(body).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Document:
    node: Node
    text: str


@dataclass(frozen=True, slots=True)
class Notebook:
    store: NoteStore
    tree: TreeStore
    storage: TextStorage
    purging: Purging
    quota_bytes: int
    sleep: Callable[[float], None] = time.sleep

    def create(self, user_id: str, draft: Draft, now: float) -> Document:
        """Repeatable by its client id: the note as it is now. Raises Problem: file_too_large, not_found (the folder),
        quota_exceeded, idempotency_mismatch, unavailable.
        """
        written, node_id = notes.checked(draft.written), new_id(now)
        put = self._once(ObjectKey(user_id, notes.KIND, node_id, new_id(now)), written)

        def attempt() -> Document:
            head, asked = self._head(user_id, now), Asked(draft.client_id, draft.fingerprint)
            if earlier := self.store.request(user_id, draft.client_id):
                if earlier.fingerprint != asked.fingerprint:
                    raise Problem(Code.IDEMPOTENCY_MISMATCH)
                if node := self.tree.node(user_id, earlier.upload_id):
                    return self._document(node)
                asked = replace(asked, replaces=earlier.upload_id)
            _require_room(head, written.size)
            parent_id = self._folder(user_id, draft.folder)
            name = self._free(user_id, draft.folder, notes.name_of(written, now), node_id)
            key, version_id = put()
            blank = notes.blank(user_id, node_id, parent_id, name, draft.taken_at, now)
            plan = notes.creating(head, notes.applied(written, blank, key.rev_id, version_id), now)
            self.store.create(plan, _revision(plan.nodes[0], written, now, now), asked)
            return Document(plan.nodes[0], written.text)

        return persist(attempt, self.sleep)

    def get(self, user_id: str, node_id: str) -> Document:
        """Live or in the trash. Raises Problem: not_found, unavailable."""
        return persist(lambda: self._document(self._note(user_id, node_id)[1]), self.sleep)

    def revision(self, user_id: str, node_id: str, rev_id: str) -> tuple[Revision, str]:
        """A content that it had, and its text. Raises Problem(not_found)."""
        node = self._note(user_id, node_id)[1]
        revision = self.store.revision(node, rev_id) if is_id(rev_id) else None
        text = self._text(revision) if revision else None
        if revision is None or text is None:
            raise Problem(Code.NOT_FOUND)
        return revision, text

    def save(self, user_id: str, node_id: str, written: Text, if_match: IfMatch, now: float) -> Document:
        """Raises Problem: not_found, file_too_large, quota_exceeded, unavailable; InTheWay(precondition_failed)."""
        notes.checked(written)
        put = self._once(ObjectKey(user_id, notes.KIND, node_id, new_id(now)), written)

        def attempt() -> Document:
            head, node = self._note(user_id, node_id)
            if not if_match.allows(node.rev):
                raise InTheWay(Code.PRECONDITION_FAILED, node)
            present = self.store.revision(node, node.rev_id)
            if present is None:
                raise OvertakenError
            if node.is_live and written.is_of(node):
                return Document(node, written.text)
            instead_of = present if notes.takes_place_of(written, present, now) else None
            _require_room(head, written.size - (instead_of.size if instead_of else 0))
            placed = self._placed(node, written, now)
            key, version_id = put()
            changed = notes.applied(written, placed, key.rev_id, version_id)
            plan = notes.saving(head, node, changed, instead_of, now)
            since = instead_of.since if instead_of and instead_of.since is not None else now
            garbage = self.store.save(plan, _revision(plan.nodes[0], written, now, since), instead_of)
            self.purging.clear_if_possible(garbage)
            return Document(plan.nodes[0], written.text)

        return persist(attempt, self.sleep)

    def page(self, user_id: str, q: str | None, cursor: str | None, limit: int) -> Page:
        """Live notes, the last modified first; `q` in title or text. Raises Problem(invalid_request)."""
        known_as = f"{_LISTING}|{q or ''}"
        after = cursors.decode(cursor, user_id, known_as, _is_place) if cursor is not None else None
        found, last, cost = list[Node](), "", 0
        for one in self.store.live(user_id, after, with_text=q is not None):
            if len(found) == limit or cost >= _MOST_READ:
                return Page(found, cursors.encode(user_id, known_as, last))
            last = one.place
            has_it, spent = self._looked(one, q) if q is not None else (True, 1)
            cost += spent
            if has_it:
                found.append(one.node)
        return Page(found, None)

    def _looked(self, one: Shelved, q: str) -> tuple[bool, int]:
        """Whether it has these words, and what it cost to see."""
        if names.found_in(q, one.node.title, one.node.name, one.node.excerpt):
            return True, 1
        if one.revision is None:
            return False, 1
        return names.found_in(q, self._text(one.revision)), 1 if one.revision.text is not None else _OF_STORAGE

    def _once(self, key: ObjectKey, written: Text) -> Callable[[], tuple[ObjectKey, str | None]]:
        """Puts the text at its first call. [Note: Objects of notes]"""
        put = cache(partial(self.storage.put, key, written.content, notes.MIME))
        return lambda: (key, put())

    def _document(self, node: Node) -> Document:
        """Raises OvertakenError when a save took the place of this content since the node was read."""
        if node.kind != notes.KIND:
            raise Problem(Code.NOT_FOUND)
        revision = self.store.revision(node, node.rev_id)
        text = self._text(revision) if revision else None
        if text is None:
            raise OvertakenError
        return Document(node, text)

    def _text(self, revision: Revision) -> str | None:
        """None when it is gone."""
        if revision.text is not None:
            return revision.text
        content = self.storage.read(revision.key, revision.version_id)
        return None if content is None else content.decode()

    def _note(self, user_id: str, node_id: str) -> tuple[Head, Node]:
        head, node = self.tree.placed(user_id, node_id) if is_id(node_id) else (None, None)
        if head is None or node is None or node.kind != notes.KIND:
            raise Problem(Code.NOT_FOUND)
        return head, node

    def _head(self, user_id: str, now: float) -> Head:
        head = self.tree.head(user_id)
        if head is None:
            self.tree.found(user_id, empty(self.quota_bytes, new_id(now)))
            raise OvertakenError
        return head

    def _folder(self, user_id: str, folder: str) -> str | None:
        """Raises Problem(not_found) unless it is the root or a live folder."""
        if folder == ROOT:
            return None
        node = self.tree.node(user_id, folder) if is_id(folder) else None
        if node is None or not node.is_folder or not node.is_live:
            raise Problem(Code.NOT_FOUND, "There is no such folder")
        return node.id

    def _placed(self, node: Node, written: Text, now: float) -> Node:
        """Live, under a name after its title when that is another one: an edit wins over the trash."""
        parent = self.tree.node(node.user_id, node.parent_id) if node.parent_id else None
        home = parent.id if parent and (parent.is_live or node.is_live) else None
        name = node.name if written.title == node.title else notes.name_of(written, now)
        alive = replace(node, parent_id=home, state=node.state.LIVE, trashed_at=None, trashed_with=None)
        if name == node.name and alive.entry == node.entry:
            return alive
        own = node.entry[1] if node.entry and node.entry[0] == (home or ROOT) else None
        return replace(alive, name=self._free(node.user_id, home or ROOT, name, node.id, own))

    def _free(self, user_id: str, folder: str, name: str, node_id: str, own: str | None = None) -> str:
        taken = set(self.tree.taken(user_id, folder, name)) - {own}
        return names.free(name, taken, node_id[-8:])


def _require_room(head: Head, size: int) -> None:
    if size > max(head.quota.free, 0):
        raise Problem(Code.QUOTA_EXCEEDED)


def _revision(node: Node, written: Text, now: float, since: float) -> Revision:
    return replace(
        revision_of(node, now, written.device_name),
        text=written.text if written.size <= notes.INLINE else None,
        saved_by=written.session_id,
        since=since,
    )


def _is_place(text: str) -> bool:
    moment, _, node_id = text.partition("#")
    return moment.isascii() and moment.isdecimal() and is_id(node_id)
