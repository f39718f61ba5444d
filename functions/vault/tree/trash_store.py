"""How does what is inside a folder follow it, and how does what is purged go? Transactions on the vault table.

[Note: Purge]  In one transaction the rows of a node and of all its contents go, its bytes are free again, the feed gets
a tombstone, the hash remembers that its owner deleted it, and the objects are noted as garbage. Then they are deleted,
then the notes are taken out of their index. After a crash in between, the notes are found by the schedule: no object is
ever forgotten, and none is deleted that a row still speaks of. A purge that is refused has taken nothing.
"""

from collections.abc import Iterator, Mapping, Sequence

from functions.shared.dynamo import Contended, Draft, Refused, Transactions, applied
from functions.vault.core import ledger, mapping, objects, rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.rows import EntryRow, NodeRow
from functions.vault.tree import rows_trash
from functions.vault.tree.ports_nodes import Family, Garbage, Sweep, SweepOp
from functions.vault.tree.rows_trash import GarbageRow, SweepRow
from functions.vault.tree.tree_store import entry_place, hashes_of, sweep_row
from functions.vault.uploads.rows_uploads import HashRow
from functions.vault.versions import mapping_versions
from functions.vault.versions.rows_versions import RevisionRow
from functions.vault.versions.versions import Revision

_GARBAGE_KEPT = 30 * 86_400
"""Seconds; far longer than an upload URL (15 min) or a queue (4 days) can bring a late object."""
_PER_SHARD = 500


class Trashes:
    """Implements `ports_nodes.TrashStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def family(self, user_id: str, folder_id: str, node_ids: Sequence[str]) -> Family:
        head = self._nodes.head(user_id)
        noted = (rows_trash.sweeps_key(user_id), folder_id)
        read = rows.fetch([noted, *((rows.user_key(user_id), f"N#{node_id}") for node_id in node_ids)])
        sweep = read.get(noted)
        nodes = [mapping.node(row) for row in read.values() if isinstance(row, NodeRow)]
        return Family(
            head=head,
            sweep=_sweep(sweep) if isinstance(sweep, SweepRow) else None,
            nodes={node.id: node for node in nodes},
        )

    def children(self, user_id: str, folder_id: str, size: int) -> Iterator[list[str]]:
        found: list[str] = []
        for entry in EntryRow.query(rows.folder_key(user_id, folder_id), consistent_read=True):
            found.append(entry.node_id)
            if len(found) == size:
                yield found
                found = []
        if found:
            yield found

    def sweep(self, user_id: str, folder_id: str) -> Sweep | None:
        place = (rows_trash.sweeps_key(user_id), folder_id)
        row = rows.fetch([place]).get(place)
        return _sweep(row) if isinstance(row, SweepRow) else None

    def note(self, sweep: Sweep, folder: Node) -> None:
        def build(draft: Draft) -> None:
            draft.require("folder", NodeRow(*rows.node_place(folder)), NodeRow.rev == folder.rev)
            draft.put("sweep", sweep_row(sweep))

        ledger.run(self._transactions, build)

    def forget(self, sweep: Sweep) -> None:
        row = sweep_row(sweep)
        applied(lambda: row.delete(condition=SweepRow.gsi1sk == sweep.id))

    def purge(self, user_id: str, plan: Plan, earlier: Mapping[str, Sequence[Revision]]) -> list[Garbage]:
        """[Note: Purge]"""
        gone = list(plan.before.values())
        garbage = [_left_by(node) for node in gone if not node.is_folder]
        garbage += [Garbage(user_id, one.id, one.key, one.version_id) for each in earlier.values() for one in each]
        remembered = _remembered(user_id, gone)

        def build(draft: Draft) -> None:
            ledger.advance(draft, user_id, plan)
            for node in gone:
                _remove(draft, user_id, node)
                remove_earlier(draft, node, earlier.get(node.id, ()))
            for one in garbage:
                draft.put(("garbage", one.id), garbage_row(one, plan.at), GarbageRow.pk.does_not_exist())
            for row in remembered:
                draft.put(("hash", row.sk), row)

        ledger.run(self._transactions, build)
        return garbage

    def cleared(self, garbage: Sequence[Garbage]) -> None:
        """Not of an account that was erased meanwhile: an update would bring its row back. What cannot be noted now is
        deleted once more by the schedule.
        """

        def build(draft: Draft) -> None:
            for one in garbage:
                row = GarbageRow(rows_trash.garbage_key(one.user_id), one.id)
                actions = [GarbageRow.gsi1pk.remove(), GarbageRow.gsi1sk.remove()]
                draft.update(("garbage", one.id), row, actions, GarbageRow.pk.exists())

        try:
            self._transactions.run(build)
        except (Contended, Refused):
            return

    def unfinished(self) -> Iterator[Sweep]:
        for shard in range(rows.EXPIRY_SHARDS):
            yield from map(_sweep, SweepRow.pending.query(f"SWEEP#{shard}", limit=_PER_SHARD))

    def uncleared(self) -> Iterator[Garbage]:
        for shard in range(rows.EXPIRY_SHARDS):
            yield from map(_garbage, GarbageRow.pending.query(f"GARBAGE#{shard}", limit=_PER_SHARD))

    def due(self, before: float) -> Iterator[tuple[str, str]]:
        for shard in range(rows.EXPIRY_SHARDS):
            older = NodeRow.gsi1sk < mapping.expiry(before)
            for row in NodeRow.by_age.query(f"TRASH#{shard}", older, limit=_PER_SHARD):
                yield row.pk.removeprefix("U#"), row.sk.removeprefix("N#")


def _remove(draft: Draft, user_id: str, node: Node) -> None:
    draft.delete(("node", node.id), NodeRow(*rows.node_place(node)), NodeRow.rev == node.rev)
    if not node.is_folder:
        draft.delete(("revision", node.id), RevisionRow(*mapping_versions.place(node, node.rev_id)))
    if node.entry:
        draft.delete(("entry", node.id), EntryRow(*entry_place(user_id, node.entry)), EntryRow.node_id == node.id)


def remove_earlier(draft: Draft, node: Node, revisions: Sequence[Revision]) -> None:
    """Earlier contents, as they were read: one that is the present one again stays, and so does all else."""
    for one in revisions:
        row = RevisionRow(*mapping_versions.place(node, one.id))
        draft.delete(("revision", one.id), row, RevisionRow.superseded_at == one.superseded_at)


def _remembered(user_id: str, gone: Sequence[Node]) -> list[HashRow]:
    """Contents that their owner does not want back; not those that another node still speaks for."""
    known = hashes_of(user_id, gone)
    ids = {node.id for node in gone}
    deleted = {node.sha256: node.id for node in gone if node.is_file}
    return [
        HashRow(rows.hashes_key(user_id), sha256, node_id=node_id, state="deleted_by_user")
        for sha256, node_id in deleted.items()
        if sha256 not in known or known[sha256].node_id in ids
    ]


def _sweep(row: SweepRow) -> Sweep:
    user_id = row.pk.removeprefix("U#").removesuffix("#S")
    return Sweep(row.gsi1sk, user_id, row.sk, SweepOp(row.op), row.within)


def _left_by(node: Node) -> Garbage:
    pictured = node.picture is not None and node.picture.may_have_derivatives
    return Garbage(node.user_id, node.rev_id, node.key, node.version_id, pictured)


def _garbage(row: GarbageRow) -> Garbage:
    key = objects.parse(row.key)
    if key is None:
        raise ValueError(f"{row.pk} {row.sk}: no key of ours")
    return Garbage(key.user_id, row.sk, key, row.version_id, bool(row.pictured))


def garbage_row(garbage: Garbage, at: float) -> GarbageRow:
    return GarbageRow(
        rows_trash.garbage_key(garbage.user_id),
        garbage.id,
        key=str(garbage.key),
        version_id=garbage.version_id,
        pictured=garbage.pictured,
        at=at,
        ttl=int(at) + _GARBAGE_KEPT,
        gsi1pk=rows.shard("GARBAGE", garbage.id),
        gsi1sk=f"{mapping.expiry(at)}#{garbage.id}",
    )
