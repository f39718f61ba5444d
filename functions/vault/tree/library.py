"""What is in an owner's vault? Looks at stored nodes and lists them; over the ports."""

import json
from dataclasses import astuple, dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors, names
from functions.vault.core.head import Head, empty
from functions.vault.core.nodes import ROOT, Node
from functions.vault.core.ports import NodeStore
from functions.vault.tree.ports_nodes import Listing, ListStore, Sort

_BY_NAME = (Sort.NAME, Sort.NAME_DESCENDING)


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Node]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Library:
    store: NodeStore
    lists: ListStore
    quota_bytes: int

    def head(self, user_id: str) -> Head:
        return self.store.head(user_id) or empty(self.quota_bytes, "")

    def get(self, user_id: str, node_id: str) -> Node:
        """Live or in the trash. Raises Problem(not_found)."""
        node = self.store.node(user_id, node_id) if is_id(node_id) else None
        if node is None:
            raise Problem(Code.NOT_FOUND)
        return node

    def content(self, user_id: str, node_id: str) -> Node:
        """One that has a content. Raises Problem(not_found): a folder has none."""
        node = self.get(user_id, node_id)
        if node.is_folder:
            raise Problem(Code.NOT_FOUND, "A folder has no content")
        return node

    def page(self, user_id: str, listing: Listing, cursor: str | None, limit: int) -> Page:
        """Live nodes. Raises Problem: not_found (the folder), invalid_request."""
        if listing.sort in _BY_NAME and listing.folder is None:
            raise Problem(Code.INVALID_REQUEST, errors=[{"field": "sort", "reason": "needs_parent_id"}])
        known_as = json.dumps(astuple(listing))
        is_place = names.is_key if listing.sort in _BY_NAME else is_id
        after = cursors.decode(cursor, user_id, known_as, is_place) if cursor is not None else None
        if listing.folder not in (None, ROOT):
            folder = self.get(user_id, listing.folder)
            if not (folder.is_folder and folder.is_live):
                raise Problem(Code.NOT_FOUND)
        nodes, last = self.lists.live(user_id, listing, after, limit)
        return Page(nodes, cursors.encode(user_id, known_as, last) if last else None)
