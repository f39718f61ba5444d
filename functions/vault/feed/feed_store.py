"""How is the change feed read? One query on the vault table, strongly consistent."""

from functions.vault.core.head import Head
from functions.vault.core.node_store import Nodes
from functions.vault.feed import rows_feed
from functions.vault.feed.rows_feed import ChangeRow
from functions.vault.tree.ports_nodes import Change


class Feeds:
    """Implements `ports_nodes.FeedStore`."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def head(self, user_id: str) -> Head | None:
        return self._nodes.head(user_id)

    def changes(self, user_id: str, after: int, upto: int) -> list[Change]:
        wanted = ChangeRow.sk.between(rows_feed.place(after + 1), rows_feed.place(upto))
        found = ChangeRow.query(rows_feed.feed_key(user_id), wanted, consistent_read=True)
        return [Change(int(row.sk), row.op, row.node_id, int(row.rev), float(row.at), row.snapshot) for row in found]
