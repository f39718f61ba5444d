"""Where is a media kit kept? One row of its owner; two changes at a time take turns, none comes after erasure."""

from collections.abc import Sequence

from pynamodb.exceptions import DoesNotExist

from functions.shared.dynamo import Draft, Transactions
from functions.vault.core import ledger, rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node
from functions.vault.core.rows import ErasedRow, KitRow
from functions.vault.sharing.ports_media_kit import Kit


class Kits:
    """Implements `ports.KitStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def kit(self, user_id: str) -> Kit:
        try:
            row = KitRow.get(rows.user_key(user_id), "KIT", consistent_read=True)
        except DoesNotExist:
            return Kit((), 0)
        return Kit(tuple(row.node_ids), int(row.rev))

    def keep(self, user_id: str, before: Kit, node_ids: Sequence[str]) -> None:
        row = KitRow(rows.user_key(user_id), "KIT", node_ids=list(node_ids), rev=before.rev + 1)
        unchanged = KitRow.rev == before.rev if before.rev else KitRow.pk.does_not_exist()

        def build(draft: Draft) -> None:
            draft.require("erased", ErasedRow(rows.erased_key(user_id), "ERASED"), ErasedRow.pk.does_not_exist())
            draft.put("kit", row, unchanged)

        ledger.run(self._transactions, build)

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        return self._nodes.nodes(user_id, node_ids)
