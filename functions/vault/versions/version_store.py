"""How are contents of nodes kept, followed by others, and dropped? Transactions on the vault table.

[Note: Dropping]  As in [Note: Purge]: in one transaction the rows go, the bytes are free, the objects are noted as
garbage; then the objects go, then the notes. Each row goes on the condition that it is what was read, so whoever drops
it counts it, once; a content that was restored meanwhile is the present one and stays.
"""

from collections.abc import Iterator, Sequence

from functions.shared.dynamo import Draft, Transactions, applied
from functions.vault.core import ledger, mapping, quota, rows
from functions.vault.core.head import Head
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.rows import NodeRow
from functions.vault.pictures import picture_store
from functions.vault.tree.ports_nodes import Garbage
from functions.vault.tree.rows_trash import GarbageRow
from functions.vault.tree.trash_store import garbage_row, remove_earlier
from functions.vault.tree.tree_store import hashes_of, move_entry
from functions.vault.uploads.rows_uploads import HashRow
from functions.vault.versions import mapping_versions, rows_versions
from functions.vault.versions.ports_versions import Due
from functions.vault.versions.rows_versions import RevisionRow, ThinningRow
from functions.vault.versions.versions import Revision

_PER_SHARD = 500


class Versions:
    """Implements `ports_versions.VersionStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def placed(self, user_id: str, node_id: str) -> tuple[Head | None, Node | None]:
        return self._nodes.placed(user_id, node_id)

    def revisions(self, user_id: str, node_id: str) -> list[Revision]:
        pk = rows.revisions_key(user_id, node_id)
        found = RevisionRow.query(pk, RevisionRow.sk.startswith("R#"), consistent_read=True)
        return [mapping_versions.revision(row) for row in found]

    def present(self, user_id: str, plan: Plan, revision: Revision) -> None:
        (node,) = plan.nodes
        before = plan.before[node.id]
        hashes = hash_changes(user_id, plan)

        def build(draft: Draft) -> None:
            ledger.advance(draft, user_id, plan)
            follow(draft, node, before, plan)
            actions = [
                RevisionRow.rev.set(node.content_rev),
                RevisionRow.created_at.set(plan.at),
                RevisionRow.superseded_at.remove(),
                RevisionRow.saved_by.remove(),
            ]
            row = RevisionRow(*mapping_versions.place(node, revision.id))
            draft.update(("revision", node.id), row, actions, RevisionRow.superseded_at == revision.superseded_at)
            picture_store.note(draft, plan)
            put_hashes(draft, hashes)

        ledger.run(self._transactions, build)

    def drop(self, node: Node, revisions: Sequence[Revision], now: float) -> list[Garbage]:
        """[Note: Dropping]"""
        garbage = [Garbage(node.user_id, one.id, one.key, one.version_id) for one in revisions]

        def build(draft: Draft) -> None:
            ledger.release(draft, node.user_id, quota.purge([one.size for one in revisions]))
            remove_earlier(draft, node, revisions)
            for left in garbage:
                draft.put(("garbage", left.id), garbage_row(left, now), GarbageRow.pk.does_not_exist())

        ledger.run(self._transactions, build)
        return garbage

    def due(self, now: float) -> Iterator[Due]:
        for shard in range(rows.EXPIRY_SHARDS):
            past = ThinningRow.gsi1sk < mapping.expiry(now + 1)
            for row in ThinningRow.pending.query(f"THIN#{shard}", past, limit=_PER_SHARD):
                yield Due(row.pk.removeprefix("U#").removesuffix("#V"), row.sk, int(row.seq))

    def look_again(self, due: Due, node: Node, at: float) -> None:
        row = mapping_versions.thinning_row(node, at, due.seq)
        applied(lambda: row.save(condition=ThinningRow.seq == due.seq))

    def forget(self, due: Due) -> None:
        row = ThinningRow(rows_versions.thinning_key(due.user_id), due.node_id)
        applied(lambda: row.delete(condition=ThinningRow.seq == due.seq))


def follow(draft: Draft, node: Node, before: Node, plan: Plan) -> None:
    """The node with another content: its row and its entry; the content before is an earlier one from now on."""
    draft.put(("node", node.id), mapping.node_row(node), NodeRow.rev == before.rev)
    move_entry(draft, node.user_id, node, before)
    row = RevisionRow(*mapping_versions.place(before, before.rev_id))
    actions = [
        RevisionRow.superseded_at.set(plan.at),
        RevisionRow.rev.set(before.content_rev),
        RevisionRow.mime.set(before.mime),  # rows of the first version of this table do not say it
    ]
    if before.detected_mime:
        actions.append(RevisionRow.detected_mime.set(before.detected_mime))
    draft.update(("superseded", node.id), row, actions, RevisionRow.pk.exists())
    draft.put(("thinning", node.id), mapping_versions.thinning_row(node, plan.at, node.seq))


def hash_changes(user_id: str, plan: Plan) -> tuple[list[HashRow], list[HashRow]]:
    """Rows of the contents that come, and of those that leave with a plan that brings contents.

    A content that is only an earlier one is not `present`: nobody shall rely on it and not send his bytes.
    """
    came = {node.sha256: node.id for node in plan.nodes if node.is_file}
    known = hashes_of(user_id, list(plan.before.values()))
    left = [row for row in known.values() if row.node_id in plan.before and row.sk not in came]
    return [
        HashRow(rows.hashes_key(user_id), sha256, node_id=node_id, state="live") for sha256, node_id in came.items()
    ], left


def put_hashes(draft: Draft, changes: tuple[list[HashRow], list[HashRow]]) -> None:
    came, left = changes
    for row in came:
        draft.put(("hash", row.sk), row)
    for row in left:
        draft.delete(("hash", row.sk), row)
