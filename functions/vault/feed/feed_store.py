"""How is the change feed read? One query on the vault table, strongly consistent."""

from functions.vault.core import rows_feed
from functions.vault.core.head import Head
from functions.vault.core.node_store import Nodes
from functions.vault.core.rows_feed import ChangeRow
from functions.vault.feed.ports_feed import Change


class Feeds:
    """Implements `ports_feed.FeedStore`."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def head(self, user_id: str) -> Head | None:
        return self._nodes.head(user_id)

    def changes(self, user_id: str, after: int, upto: int) -> list[Change]:
        wanted = ChangeRow.sk.between(rows_feed.place(after + 1), rows_feed.place(upto))
        found = ChangeRow.query(rows_feed.feed_key(user_id), wanted, consistent_read=True)
        return [Change(int(row.sk), row.op, row.node_id, int(row.rev), float(row.at), row.snapshot) for row in found]
