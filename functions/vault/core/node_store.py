"""How are nodes found? Reads of the vault table by key, strongly consistent."""

from collections.abc import Iterable, Sequence

from pynamodb.exceptions import DoesNotExist

from functions.shared.ids import is_id
from functions.vault.core import mapping, rows
from functions.vault.core.head import Head
from functions.vault.core.nodes import Node
from functions.vault.core.rows import HeadRow, NodeRow, VaultRow


class Nodes:
    """Implements `ports.NodeStore`."""

    def head(self, user_id: str) -> Head | None:
        try:
            return mapping.head(HeadRow.get(rows.user_key(user_id), "HEAD", consistent_read=True))
        except DoesNotExist:
            return None

    def node(self, user_id: str, node_id: str) -> Node | None:
        try:
            return mapping.node(NodeRow.get(rows.user_key(user_id), f"N#{node_id}", consistent_read=True))
        except DoesNotExist:
            return None

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        read = rows.fetch([(rows.user_key(user_id), f"N#{node_id}") for node_id in node_ids])
        return {node.id: node for node in (mapping.node(row) for row in read.values() if isinstance(row, NodeRow))}

    def placed(self, user_id: str, node_id: str) -> tuple[Head | None, Node | None]:
        pk = rows.user_key(user_id)
        read = rows.fetch([(pk, "HEAD"), (pk, f"N#{node_id}")])
        head, node = read.get((pk, "HEAD")), read.get((pk, f"N#{node_id}"))
        return (
            mapping.head(head) if isinstance(head, HeadRow) else None,
            mapping.node(node) if isinstance(node, NodeRow) else None,
        )


def folder_places(user_id: str, parent_ids: Iterable[str | None]) -> list[tuple[str, str]]:
    """Where the rows of folders are, as they were asked for."""
    asked = {parent_id for parent_id in parent_ids if parent_id and is_id(parent_id)}
    return [(rows.user_key(user_id), f"N#{parent_id}") for parent_id in asked]


def live_folders(read: Iterable[VaultRow]) -> frozenset[str]:
    nodes = [mapping.node(row) for row in read if isinstance(row, NodeRow)]
    return frozenset(node.id for node in nodes if node.is_folder and node.is_live)
