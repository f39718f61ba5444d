"""How are nodes changed? Transactions on the vault table: head, changes, nodes, entries, hashes move together."""

from collections.abc import Mapping, Sequence

from functions.shared.dynamo import Draft, Transactions
from functions.vault.core import ledger, mapping, names, rows
from functions.vault.core.head import Head
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Entry, Node, Plan
from functions.vault.core.quota import Move
from functions.vault.core.rows import EntryRow, NodeRow, VaultRow
from functions.vault.tree import rows_trash
from functions.vault.tree.ports_nodes import Sweep
from functions.vault.tree.rows_trash import SweepRow
from functions.vault.uploads.rows_uploads import HashRow

_WINDOWS = (range(2, 20), range(20, 60), range(60, names.NUMBERS.stop))


class Trees:
    """Implements `ports_nodes.TreeStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def head(self, user_id: str) -> Head | None:
        return self._nodes.head(user_id)

    def node(self, user_id: str, node_id: str) -> Node | None:
        return self._nodes.node(user_id, node_id)

    def placed(self, user_id: str, node_id: str) -> tuple[Head | None, Node | None]:
        return self._nodes.placed(user_id, node_id)

    def found(self, user_id: str, head: Head) -> None:
        ledger.run(self._transactions, lambda draft: ledger.found(draft, user_id, head, Move()))

    def holder(self, user_id: str, entry: Entry) -> Node | None:
        place = entry_place(user_id, entry)
        row = rows.fetch([place]).get(place)
        return self._nodes.node(user_id, row.node_id) if isinstance(row, EntryRow) else None

    def taken(self, user_id: str, folder: str, name: str) -> set[str]:
        taken: set[str] = set()
        asked = [name]
        for window in _WINDOWS:
            asked += names.alternatives(name, window)
            places = {entry_place(user_id, (folder, key)): key for key in map(names.key, asked)}
            found = {places[place] for place in rows.fetch(list(places))}
            taken |= found
            if len(found) < len(places):
                break
            asked = []
        return taken

    def change(self, user_id: str, plan: Plan, sweep: Sweep | None = None) -> None:
        hashes = hashes_of(user_id, [node for node in plan.nodes if _turned(plan, node)])

        def build(draft: Draft) -> None:
            step(draft, user_id, plan, hashes)
            if sweep:
                draft.put("sweep", sweep_row(sweep))

        ledger.run(self._transactions, build)


def step(draft: Draft, user_id: str, plan: Plan, hashes: Mapping[str, HashRow]) -> None:
    """Head and changes; then per node its row, its entry where that moves, and the hash that it speaks for."""
    ledger.advance(draft, user_id, plan)
    marked = dict(hashes)
    for node in plan.nodes:
        before = plan.before.get(node.id)
        unchanged = NodeRow.rev == before.rev if before else NodeRow.pk.does_not_exist()
        draft.put(("node", node.id), mapping.node_row(node), unchanged)
        move_entry(draft, user_id, node, before)
        if _turned(plan, node) and node.is_file:
            _mark_hash(draft, user_id, node, marked)


def _turned(plan: Plan, node: Node) -> bool:
    """Whether it came out of the trash or went there."""
    before = plan.before.get(node.id)
    return before is not None and before.is_live != node.is_live


def move_entry(draft: Draft, user_id: str, node: Node, before: Node | None) -> None:
    left = before.entry if before else None
    if left == node.entry:
        return
    if left:
        draft.delete(("left", node.id), EntryRow(*entry_place(user_id, left)), EntryRow.node_id == node.id)
    if node.entry:
        row = EntryRow(*entry_place(user_id, node.entry), node_id=node.id)
        draft.put(("entry", node.id), row, EntryRow.pk.does_not_exist())


def _mark_hash(draft: Draft, user_id: str, node: Node, hashes: dict[str, HashRow]) -> None:
    """A content lives while the node that speaks for it does; a restored one speaks for it unless another does."""
    row = hashes.get(node.sha256)
    if node.is_live and (row is None or row.state != "live"):
        state = "live"
    elif not node.is_live and row is not None and row.node_id == node.id:
        state = "trash"
    else:
        return
    hashes[node.sha256] = HashRow(rows.hashes_key(user_id), node.sha256, node_id=node.id, state=state)
    draft.put(("hash", node.sha256), hashes[node.sha256])


def hashes_of(user_id: str, nodes: Sequence[Node]) -> dict[str, HashRow]:
    """What is known of these nodes' contents, by hash."""
    wanted = {(rows.hashes_key(user_id), node.sha256) for node in nodes if node.is_file}
    read: list[VaultRow] = list(rows.fetch(list(wanted)).values())
    return {row.sk: row for row in read if isinstance(row, HashRow)}


def entry_place(user_id: str, entry: Entry) -> tuple[str, str]:
    folder, key = entry
    return rows.folder_key(user_id, folder), f"E#{key}"


def sweep_row(sweep: Sweep) -> SweepRow:
    return SweepRow(
        rows_trash.sweeps_key(sweep.user_id),
        sweep.folder_id,
        op=sweep.op.value,
        within=sweep.within,
        gsi1pk=rows.shard("SWEEP", sweep.folder_id),
        gsi1sk=sweep.id,
    )
