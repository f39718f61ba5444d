"""What can an owner do with stored nodes? List, look, trash; over the ports."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.vault import cursors
from functions.vault.contention import persist
from functions.vault.head import Head, empty
from functions.vault.nodes import Node, NodeState, trashing
from functions.vault.ports import NodeStore
from functions.vault.uploads import ROOT


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Node]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Library:
    store: NodeStore
    quota_bytes: int
    sleep: Callable[[float], None] = time.sleep

    def head(self, user_id: str) -> Head:
        return self.store.head(user_id) or empty(self.quota_bytes, "")

    def get(self, user_id: str, node_id: str) -> Node:
        """Live or in the trash. Raises Problem(not_found)."""
        node = self.store.node(user_id, node_id) if is_id(node_id) else None
        if node is None:
            raise Problem(Code.NOT_FOUND)
        return node

    def page(self, user_id: str, kind: str | None, parent_id: str | None, cursor: str | None, limit: int) -> Page:
        """Live nodes, newest first. There are no folders yet: only the root can be asked for."""
        if parent_id not in (None, ROOT):
            raise Problem(Code.NOT_FOUND)
        listing = f"{kind}|{parent_id}"
        before = cursors.decode(cursor, user_id, listing) if cursor is not None else None
        nodes, last = self.store.newest(user_id, kind, before, limit)
        return Page(nodes, cursors.encode(user_id, listing, last) if last else None)

    def trash(self, user_id: str, node_id: str, now: float) -> None:
        """Repeatable: what is in the trash already stays there. Raises Problem: not_found, unavailable."""

        def attempt() -> None:
            head, node = self.store.placed(user_id, node_id) if is_id(node_id) else (None, None)
            if node is None or head is None:
                raise Problem(Code.NOT_FOUND)
            if node.state is not NodeState.TRASH:
                self.store.trash(user_id, trashing(head, node, now))

        persist(attempt, self.sleep)
