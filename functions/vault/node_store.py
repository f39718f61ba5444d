"""How are nodes found, listed and put into the trash? Queries on the vault table.

[Note: Lists]  Ids sort by time, so "newest first" is a query in descending order on keys, never a sort. All kinds: on
the nodes themselves, strongly consistent; trashed ones in between are skipped, and a reader gets a shorter page rather
than an unbounded one. One kind: on GSI3, where only live nodes of that kind stand, since ten files among 100,000 photos
would else be a search through all of them. GSI3 lags behind by some milliseconds.
"""

from collections.abc import Iterator, Sequence

from pynamodb.exceptions import DoesNotExist

from functions.shared.dynamo import Contended, Draft, Refused, Transactions
from functions.vault import ledger, mapping, names, rows
from functions.vault.head import Head
from functions.vault.nodes import Node, NodeState, Plan
from functions.vault.ports import OvertakenError
from functions.vault.rows import EntryRow, HashRow, HeadRow, NodeRow

_CHUNK = 500
_MOST_READ = 2_000
"""Rows that one page may cost."""


class Nodes:
    """Implements `ports.NodeStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

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

    def newest(self, user_id: str, kind: str | None, before: str | None, limit: int) -> tuple[list[Node], str | None]:
        """[Note: Lists]"""
        live: list[Node] = []
        last: str | None = None
        for read, row in enumerate(self._descending(user_id, kind, before, limit + 1)):
            is_live, is_full = row.state == NodeState.LIVE.value, len(live) == limit
            if read == _MOST_READ or (is_full and is_live):
                return live, last
            if not is_full:
                last = row.sk.removeprefix("N#")
            if is_live:
                live.append(mapping.node(row))
        return live, None

    def _descending(self, user_id: str, kind: str | None, before: str | None, first_chunk: int) -> Iterator[NodeRow]:
        if kind:
            older = NodeRow.gsi3sk < before if before else None
            yield from NodeRow.shelf.query(
                rows.shelf_key(user_id, kind), older, scan_index_forward=False, page_size=first_chunk
            )
            return
        chunk = first_chunk
        while True:
            end = NodeRow.sk.between("N#", f"N#{before}" if before else "N#~")
            page = NodeRow.query(
                rows.user_key(user_id), end, consistent_read=True, scan_index_forward=False, limit=chunk + bool(before)
            )
            found = [row for row in page if row.sk != f"N#{before}"]
            yield from found
            if len(found) < chunk:
                return
            before, chunk = found[-1].sk.removeprefix("N#"), _CHUNK

    def trash(self, user_id: str, plan: Plan) -> None:
        (node,) = plan.nodes
        hashed = rows.fetch([(rows.hashes_key(user_id), node.sha256)]).values()
        is_named = any(isinstance(row, HashRow) and row.node_id == node.id for row in hashed)

        def build(draft: Draft) -> None:
            ledger.advance(draft, user_id, plan)
            draft.put("node", mapping.node_row(node), (NodeRow.rev == node.rev - 1))
            entry = EntryRow(rows.folder_key(user_id, node.folder), f"E#{names.key(node.name)}")
            draft.delete("entry", entry, EntryRow.node_id == node.id)
            if is_named:
                row = HashRow(rows.hashes_key(user_id), node.sha256)
                draft.update("hash", row, [HashRow.state.set("trash")], HashRow.node_id == node.id)

        try:
            self._transactions.run(build)
        except (Refused, Contended) as overtaken:
            raise OvertakenError from overtaken
