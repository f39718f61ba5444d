"""Where is a media kit kept? One row of its owner; two changes at a time take turns."""

from collections.abc import Sequence

from pynamodb.exceptions import DoesNotExist

from functions.shared.dynamo import Contended, applied
from functions.shared.overtaken import OvertakenError
from functions.vault.core import rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node
from functions.vault.core.ports import Kit
from functions.vault.core.rows import KitRow


class Kits:
    """Implements `ports.KitStore`."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def kit(self, user_id: str) -> Kit:
        try:
            row = KitRow.get(rows.user_key(user_id), "KIT", consistent_read=True)
        except DoesNotExist:
            return Kit((), 0)
        return Kit(tuple(row.node_ids), int(row.rev))

    def keep(self, user_id: str, before: Kit, node_ids: Sequence[str]) -> None:
        row = KitRow(rows.user_key(user_id), "KIT", node_ids=list(node_ids), rev=before.rev + 1)
        unchanged = KitRow.rev == before.rev if before.rev else KitRow.pk.does_not_exist()
        try:
            kept = applied(lambda: row.save(condition=unchanged))
        except Contended as contended:
            raise OvertakenError from contended
        if not kept:
            raise OvertakenError

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        return self._nodes.nodes(user_id, node_ids)
