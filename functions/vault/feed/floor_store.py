"""Where is it kept whose feed has grown too old? A row beside the head, written with a vault's first change."""

from collections.abc import Iterator

from functions.shared.dynamo import applied
from functions.vault.core import mapping, rows, rows_feed
from functions.vault.core.head import Head
from functions.vault.core.node_store import Nodes
from functions.vault.core.rows import HeadRow
from functions.vault.core.rows_feed import ChangeRow, FloorRow

_PER_SHARD = 200


class FloorRows:
    """Implements `floors.FloorStore`."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def head(self, user_id: str) -> Head | None:
        return self._nodes.head(user_id)

    def due(self, now: float) -> Iterator[str]:
        for shard in range(rows.EXPIRY_SHARDS):
            older = FloorRow.gsi1sk < mapping.expiry(now)
            for row in FloorRow.due.query(f"FLOOR#{shard}", older, limit=_PER_SHARD):
                yield row.pk.removeprefix("U#")

    def oldest(self, user_id: str, after: int, limit: int) -> list[tuple[int, float]]:
        later = ChangeRow.sk > rows_feed.place(after)
        found = ChangeRow.query(rows_feed.feed_key(user_id), later, limit=limit, consistent_read=True)
        return [(int(row.sk), float(row.at)) for row in found]

    def lift(self, user_id: str, floor: int, due: float) -> None:
        head = HeadRow(rows.user_key(user_id), "HEAD")
        applied(lambda: head.update([HeadRow.floor.set(floor)], condition=HeadRow.floor < floor))
        row = FloorRow(rows.user_key(user_id), rows_feed.FLOOR)
        later = FloorRow.gsi1sk.set(mapping.due(due, user_id))
        applied(lambda: row.update([later], condition=FloorRow.pk.exists()))

    def forget(self, user_id: str) -> None:
        FloorRow(rows.user_key(user_id), rows_feed.FLOOR).delete()
