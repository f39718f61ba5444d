"""Which photos were taken when, and which of them can be shown? Over the ports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors
from functions.vault.core.nodes import Node
from functions.vault.core.pictures import READY
from functions.vault.pictures.ports_pictures import Derivatives, TimelineStore
from functions.vault.tree.library import Library, Page

_PLACE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#(.+)")
"""Moment and id of the last one seen."""


@dataclass(frozen=True, slots=True)
class Timeline:
    library: Library
    store: TimelineStore
    derivatives: Derivatives

    def page(self, user_id: str, span: tuple[str | None, str | None], cursor: str | None, limit: int) -> Page:
        """Live photos that are not archived, taken from the first moment on and before the second, the last first;
        None: no bound.
        """
        listing = f"timeline {span[0]} {span[1]}"
        after = cursors.decode(cursor, user_id, listing, _is_place) if cursor is not None else None
        nodes, last = self.store.photos(user_id, span, after, limit)
        return Page(nodes, cursors.encode(user_id, listing, last) if last else None)

    def thumbnail(self, user_id: str, node_id: str, size: int) -> str:
        """A URL; also of what is in the trash. Raises Problem(not_found), too while it is not there yet."""
        node = self.library.get(user_id, node_id)
        if not _is_shown(node):
            raise Problem(Code.NOT_FOUND, "It has no thumbnail, or not yet")
        return self.derivatives.url(node, size)

    def thumbnails(self, user_id: str, node_ids: Sequence[str], size: int) -> list[tuple[str, str]]:
        """(node id, URL) of those that have one, in order."""
        wanted = [node_id for node_id in dict.fromkeys(node_ids) if is_id(node_id)]
        nodes = self.library.store.nodes(user_id, wanted)
        found = [nodes[node_id] for node_id in wanted if node_id in nodes]
        return [(node.id, self.derivatives.url(node, size)) for node in found if _is_shown(node)]


def _is_shown(node: Node) -> bool:
    return node.picture is not None and node.picture.state == READY


def _is_place(text: str) -> bool:
    found = _PLACE.fullmatch(text)
    return found is not None and is_id(found[1])
