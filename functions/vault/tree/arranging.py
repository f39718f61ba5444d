"""How does an owner arrange nodes? Folders are made, nodes renamed, moved and marked; over the ports.

a name that is taken       -> refused, nothing is overwritten      a folder into itself  -> refused
another revision by now    -> refused, with the present node       nothing to change     -> nothing changes
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from functions.shared.ids import is_id, new_id
from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.vault.core import names, steps
from functions.vault.core.contention import persist
from functions.vault.core.head import empty
from functions.vault.core.nodes import ROOT, InTheWay, Node
from functions.vault.tree.ports_nodes import TreeStore

DEEPEST = 64
"""Folders inside one another: whoever asks where a node stands reads them all."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of a node; None stays as it is. `folder` is an id or `root`; `archived` is of photos only."""

    name: str | None = None
    folder: str | None = None
    favourite: bool | None = None
    archived: bool | None = None

    def applied(self, node: Node) -> Node:
        """A note's title goes along with its name. Raises Problem: name_invalid, invalid_request (archived)."""
        if self.archived is not None and node.kind != "photo":
            raise Problem(Code.INVALID_REQUEST, errors=[{"field": "archived", "reason": "photos_only"}])
        folder = node.folder if self.folder is None else self.folder
        return replace(
            node,
            name=node.name if self.name is None else names.parse(self.name),
            title=node.title if self.name is None or node.title is None else names.parse(self.name),
            parent_id=None if folder == ROOT else folder,
            favourite=node.favourite if self.favourite is None else self.favourite,
            archived=node.archived if self.archived is None else self.archived,
        )


@dataclass(frozen=True, slots=True)
class Arranging:
    store: TreeStore
    quota_bytes: int
    sleep: Callable[[float], None] = time.sleep

    def create(self, user_id: str, name: str, folder: str, now: float) -> Node:
        """A new folder. Raises Problem: name_invalid, not_found, limit_reached, unavailable; InTheWay(name_taken)."""
        clean, parent_id = names.parse(name), None if folder == ROOT else folder

        def attempt() -> Node:
            head = self.store.head(user_id)
            if head is None:
                self.store.found(user_id, empty(self.quota_bytes, new_id(now)))
                raise OvertakenError
            above = sum(1 for _ in self._upwards(user_id, parent_id))
            if above >= DEEPEST:
                raise Problem(Code.LIMIT_REACHED, f"At most {DEEPEST} folders inside one another")
            self._require_free(user_id, (folder, names.key(clean)))
            plan = steps.founding(head, user_id, new_id(now), clean, parent_id, now)
            self.store.change(user_id, plan)
            return plan.nodes[0]

        return persist(attempt, self.sleep)

    def change(self, user_id: str, node_id: str, wish: Wish, if_match: IfMatch, now: float) -> Node:
        """Raises Problem: not_found, name_invalid, invalid_request (archived), conflict (in the trash), cycle,
        limit_reached, unavailable; InTheWay: precondition_failed with the present node, name_taken with the one that
        has the name.
        """

        def attempt() -> Node:
            head, node = self.store.placed(user_id, node_id) if is_id(node_id) else (None, None)
            if head is None or node is None:
                raise Problem(Code.NOT_FOUND)
            if not if_match.allows(node.rev):
                raise InTheWay(Code.PRECONDITION_FAILED, node)
            if not node.is_live:
                raise Problem(Code.CONFLICT, "It is in the trash")
            changed = wish.applied(node)
            if changed == node:
                return node
            self._require_place(user_id, node, changed)
            plan = steps.updating(head, node, changed, now)
            self.store.change(user_id, plan)
            return plan.nodes[0]

        return persist(attempt, self.sleep)

    def _require_place(self, user_id: str, node: Node, changed: Node) -> None:
        if changed.parent_id != node.parent_id:
            above = list(self._upwards(user_id, changed.parent_id))
            if node.id in above:
                raise Problem(Code.CYCLE)
            if node.is_folder and len(above) >= DEEPEST:
                raise Problem(Code.LIMIT_REACHED, f"At most {DEEPEST} folders inside one another")
        if changed.entry and changed.entry != node.entry:
            self._require_free(user_id, changed.entry)

    def _require_free(self, user_id: str, entry: tuple[str, str]) -> None:
        holder = self.store.holder(user_id, entry)
        if holder:
            raise InTheWay(Code.NAME_TAKEN, holder)

    def _upwards(self, user_id: str, folder_id: str | None) -> Iterator[str]:
        """The live folder and those above it. Raises Problem(not_found) unless there is such a live folder."""
        while folder_id is not None:
            folder = self.store.node(user_id, folder_id) if is_id(folder_id) else None
            if folder is None or not folder.is_live or not folder.is_folder:
                raise Problem(Code.NOT_FOUND, "There is no such folder")
            yield folder.id
            folder_id = folder.parent_id
