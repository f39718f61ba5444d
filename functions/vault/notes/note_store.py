"""How are notes kept? Transactions and queries on the vault table; their objects are not its business."""

from collections.abc import Iterator
from itertools import islice

from functions.shared.dynamo import Draft, Transactions
from functions.vault.core import ledger, mapping, rows
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.rows import NodeRow
from functions.vault.notes.ports_notes import Asked, Shelved
from functions.vault.tree.ports_nodes import Garbage
from functions.vault.tree.rows_trash import GarbageRow
from functions.vault.tree.trash_store import garbage_row
from functions.vault.tree.tree_store import move_entry
from functions.vault.uploads.ports_uploads import Request
from functions.vault.uploads.rows_uploads import RequestRow
from functions.vault.versions import mapping_versions, version_store
from functions.vault.versions.rows_versions import RevisionRow
from functions.vault.versions.versions import Revision

_REQUEST_KEPT = 7 * 86_400
_AT_ONCE = 50


class Notes:
    """Implements `ports_notes.NoteStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def request(self, user_id: str, client_id: str) -> Request | None:
        place = (rows.requests_key(user_id), client_id)
        row = rows.fetch([place]).get(place)
        return Request(row.upload_id, row.fingerprint) if isinstance(row, RequestRow) else None

    def revision(self, node: Node, rev_id: str) -> Revision | None:
        place = mapping_versions.place(node, rev_id)
        row = rows.fetch([place]).get(place)
        return mapping_versions.revision(row) if isinstance(row, RevisionRow) else None

    def create(self, plan: Plan, revision: Revision, asked: Asked) -> None:
        (node,) = plan.nodes
        request = RequestRow(rows.requests_key(node.user_id), asked.client_id, upload_id=node.id)
        request.fingerprint, request.ttl = asked.fingerprint, int(plan.at) + _REQUEST_KEPT
        replaces = asked.replaces
        unspent = RequestRow.upload_id == replaces if replaces else RequestRow.pk.does_not_exist()

        def build(draft: Draft) -> None:
            ledger.advance(draft, node.user_id, plan)
            draft.put(("node", node.id), mapping.node_row(node), NodeRow.pk.does_not_exist())
            move_entry(draft, node.user_id, node, None)
            _put_revision(draft, node, revision)
            draft.put("request", request, unspent)

        ledger.run(self._transactions, build)

    def save(self, plan: Plan, revision: Revision, instead_of: Revision | None) -> list[Garbage]:
        (node,) = plan.nodes
        before = plan.before[node.id]
        gone = [Garbage(node.user_id, one.id, one.key, one.version_id) for one in [instead_of] if one]

        def build(draft: Draft) -> None:
            ledger.advance(draft, node.user_id, plan)
            if instead_of is None:
                version_store.follow(draft, node, before, plan)
            else:
                draft.put(("node", node.id), mapping.node_row(node), NodeRow.rev == before.rev)
                move_entry(draft, node.user_id, node, before)
                row = RevisionRow(*mapping_versions.place(node, instead_of.id))
                draft.delete(("instead", node.id), row, RevisionRow.superseded_at.does_not_exist())
            for one in gone:
                draft.put(("garbage", one.id), garbage_row(one, plan.at), GarbageRow.pk.does_not_exist())
            _put_revision(draft, node, revision)

        ledger.run(self._transactions, build)
        return gone

    def live(self, user_id: str, after: str | None, *, with_text: bool) -> Iterator[Shelved]:
        older = NodeRow.gsi2sk < after if after else None
        found = NodeRow.by_time.query(rows.notes_key(user_id), older, scan_index_forward=False, page_size=_AT_ONCE)
        while chunk := list(islice(found, _AT_ONCE)):
            nodes = [mapping.node(row) for row in chunk]
            places = [mapping_versions.place(node, node.rev_id) for node in nodes]
            read = rows.fetch(places) if with_text else {}
            for row, node, place in zip(chunk, nodes, places, strict=True):
                text = read.get(place)
                revision = mapping_versions.revision(text) if isinstance(text, RevisionRow) else None
                yield Shelved(row.gsi2sk, node, revision)


def _put_revision(draft: Draft, node: Node, revision: Revision) -> None:
    row = mapping_versions.revision_row(node, revision)
    draft.put(("revision", node.id), row, RevisionRow.pk.does_not_exist())
