"""How are uploads kept, and how do they become nodes? Queries and transactions on the vault table.

[Note: Commit]  Per transaction one update of the head, then per file: change, node, directory entry, revision, upload,
hash, that it waits for a picture; of a node's next content also: the revision before, the look at its versions, what it
leaves. Its conditions: the head is as read, the names are free, the nodes are as read, the uploads are open. When one
does not hold nothing has happened, and the caller plans anew on fresh ground; an upload that somebody else finalised is
then no longer open.
"""

from collections.abc import Mapping, Sequence

from pynamodb.expressions.update import Action

from functions.shared.dynamo import Contended, Draft, Refused, Transactions
from functions.shared.problems import Code, Problem
from functions.vault.core import ledger, mapping, quota, rows
from functions.vault.core.head import Head
from functions.vault.core.node_store import folder_places, live_folders
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.objects import ObjectKey
from functions.vault.core.rows import HeadRow, NodeRow
from functions.vault.pictures import picture_store
from functions.vault.rules import mapping_rules
from functions.vault.tree import rows_trash
from functions.vault.tree.rows_trash import GarbageRow
from functions.vault.tree.tree_store import move_entry
from functions.vault.uploads import ground_store, mapping_uploads
from functions.vault.uploads.ports_uploads import PURGED, Announced, Ground, Known, Presence, Request
from functions.vault.uploads.rows_uploads import HashRow, RequestRow, UploadRow
from functions.vault.uploads.uploads import Upload, UploadState, Wish, entry
from functions.vault.versions import mapping_versions, version_store
from functions.vault.versions.rows_versions import RevisionRow
from functions.vault.versions.versions import revision_of

_ANNOUNCED_AT_ONCE = 49
"""Two rows each and the head make 99 of the 100 actions that DynamoDB takes in a transaction."""
_REQUEST_KEPT = 7 * 86_400
_ENDED_KEPT = 30 * 86_400
"""Seconds; while the row of an ended upload is there, a late event knows that its object may go."""
_OVERDUE_PER_SHARD = 500
_PRESENCE = {"live": Presence.PRESENT, "trash": Presence.TRASHED, "deleted_by_user": Presence.DELETED_BY_USER}


class Uploads:
    """Implements `ports.UploadStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def known(self, user_id: str, wishes: Sequence[Wish]) -> Known:
        head = (rows.user_key(user_id), "HEAD")
        requests = [(rows.requests_key(user_id), wish.client_id) for wish in wishes]
        hashes = [(rows.hashes_key(user_id), wish.sha256) for wish in wishes]
        settings, folders = mapping_rules.place(user_id), folder_places(user_id, [wish.parent_id for wish in wishes])
        read = rows.fetch([head, settings, *requests, *hashes, *folders])
        made = {row.sk: row for row in read.values() if isinstance(row, RequestRow)}
        uploads = self.uploads(user_id, [row.upload_id for row in made.values()])
        row = read.get(head)
        aimed = [wish.client_id for wish in wishes if wish.terms.node_id or wish.terms.by_name]
        became = [upload.node_id for upload in uploads.values() if upload.client_id in aimed]
        named = [place for place in map(entry, wishes) if place]
        return Known(
            head=mapping.head(row) if isinstance(row, HeadRow) else None,
            uploads={upload.client_id: upload for upload in uploads.values()},
            requests={client_id: Request(row.upload_id, row.fingerprint) for client_id, row in made.items()},
            live={row.sk: row.node_id for row in read.values() if isinstance(row, HashRow) and row.state == "live"},
            rules=mapping_rules.saved(read.get(settings)).rules,
            folders=live_folders(read.values()),
            nodes=ground_store.nodes(user_id, [*(wish.terms.node_id for wish in wishes), *became]),
            holders=ground_store.holders(user_id, named),
        )

    def contents(self, user_id: str, hashes: Sequence[str]) -> dict[str, tuple[Presence, str]]:
        read = rows.fetch([(rows.hashes_key(user_id), sha256) for sha256 in hashes]).values()
        return {row.sk: (_PRESENCE[row.state], row.node_id) for row in read if isinstance(row, HashRow)}

    def reserve(self, user_id: str, head: Head, fresh: Sequence[Announced], *, is_new: bool) -> None:
        for start in range(0, len(fresh), _ANNOUNCED_AT_ONCE):
            chunk = fresh[start : start + _ANNOUNCED_AT_ONCE]
            self._reserve(user_id, head, chunk, is_new=is_new and start == 0)

    def _reserve(self, user_id: str, head: Head, fresh: Sequence[Announced], *, is_new: bool) -> None:
        move = quota.reserve([announced.upload.size for announced in fresh])

        def build(draft: Draft) -> None:
            if is_new:
                ledger.found(draft, user_id, head, move)
            else:
                ledger.reserve(draft, user_id, move)
            for announced in fresh:
                _announce(draft, announced)

        ledger.run(self._transactions, build)

    def uploads(self, user_id: str, upload_ids: Sequence[str]) -> dict[str, Upload]:
        read = rows.fetch([(rows.uploads_key(user_id), upload_id) for upload_id in upload_ids])
        return {row.sk: mapping_uploads.upload(row) for row in read.values() if isinstance(row, UploadRow)}

    def trace(self, keys: Sequence[ObjectKey]) -> tuple[dict[str, Upload], dict[str, str | None]]:
        places = [
            place
            for key in keys
            for place in (
                rows.revision_place(key),
                (rows.uploads_key(key.user_id), key.rev_id),
                (rows_trash.garbage_key(key.user_id), key.rev_id),
            )
        ]
        read = [*rows.fetch(places).values()]
        uploads = {row.sk: mapping_uploads.upload(row) for row in read if isinstance(row, UploadRow)}
        moved = [upload for upload in uploads.values() if upload.home]
        read += rows.fetch([(rows.revisions_key(one.user_id, one.node_id), f"R#{one.id}") for one in moved]).values()
        purged = {row.sk: PURGED for row in read if isinstance(row, GarbageRow)}
        revisions: dict[str, str | None] = {
            row.sk.removeprefix("R#"): row.version_id for row in read if isinstance(row, RevisionRow)
        }
        return uploads, {**revisions, **purged}

    def ground(self, user_id: str, uploads: Sequence[Upload]) -> Ground:
        return ground_store.ground(user_id, uploads)

    def commit(self, user_id: str, plan: Plan, uploads: Mapping[str, Upload]) -> None:
        """[Note: Commit]"""
        hashes = version_store.hash_changes(user_id, plan)

        def build(draft: Draft) -> None:
            ledger.advance(draft, user_id, plan)
            for node in plan.nodes:
                before = plan.before.get(node.id)
                if before:
                    version_store.follow(draft, node, before, plan)
                else:
                    draft.put(("node", node.id), mapping.node_row(node), NodeRow.pk.does_not_exist())
                    move_entry(draft, user_id, node, None)
                revision = revision_of(node, plan.at, uploads[node.rev_id].terms.device_name)
                row = mapping_versions.revision_row(node, revision)
                draft.put(("revision", node.id), row, RevisionRow.pk.does_not_exist())
                _committed(draft, node, plan.at)
            picture_store.note(draft, plan)
            version_store.put_hashes(draft, hashes)

        ledger.run(self._transactions, build)

    def close(
        self, user_id: str, uploads: Sequence[Upload], state: UploadState, problem: Code | None, now: float
    ) -> None:
        for start in range(0, len(uploads), _ANNOUNCED_AT_ONCE):
            self._close(user_id, uploads[start : start + _ANNOUNCED_AT_ONCE], state, problem, now)

    def _close(
        self, user_id: str, uploads: Sequence[Upload], state: UploadState, problem: Code | None, now: float
    ) -> None:
        def build(draft: Draft) -> None:
            ledger.release(draft, user_id, quota.release([upload.size for upload in uploads]))
            for upload in uploads:
                _end(draft, user_id, upload.id, state, problem, now)

        while uploads:
            try:
                self._transactions.run(build)
            except Refused as refused:
                gone = "head" in refused.labels
                uploads = [upload for upload in uploads if not gone and ("upload", upload.id) not in refused.labels]
            except Contended:
                raise Problem(Code.UNAVAILABLE, private="contended", retry_after=1) from None
            else:
                return

    def overdue(self, now: float) -> list[tuple[str, str]]:
        found = []
        for shard in range(rows.EXPIRY_SHARDS):
            due = UploadRow.expiry.query(
                f"UPEXP#{shard}", UploadRow.gsi1sk < mapping.expiry(now), limit=_OVERDUE_PER_SHARD
            )
            found += [(upload.user_id, upload.id) for upload in map(mapping_uploads.upload, due)]
        return found

    def is_erased(self, user_id: str) -> bool:
        return bool(rows.fetch([(rows.erased_key(user_id), "ERASED")]))


def _announce(draft: Draft, announced: Announced) -> None:
    """A client id may start anew once its upload has ended: then the request row must still be the one of then."""
    upload, replaces = announced.upload, announced.replaces
    request = RequestRow(rows.requests_key(upload.user_id), upload.client_id, upload_id=upload.id)
    request.fingerprint, request.ttl = announced.fingerprint, int(upload.created_at) + _REQUEST_KEPT
    unspent = RequestRow.upload_id == replaces if replaces else RequestRow.pk.does_not_exist()
    draft.put(("request", upload.client_id), request, unspent)
    draft.put(("upload", upload.id), mapping_uploads.upload_row(upload), UploadRow.pk.does_not_exist())


def _committed(draft: Draft, node: Node, now: float) -> None:
    """Where it became the content of another node than its key says, the upload is what still knows it: for good."""
    _end(draft, node.user_id, node.rev_id, UploadState.COMMITTED, None, now, node)


def _end(
    draft: Draft,
    user_id: str,
    upload_id: str,
    state: UploadState,
    problem: Code | None,
    now: float,
    node: Node | None = None,
) -> None:
    """Out of `initiated`, which happens once: whatever is done beside it in the transaction happens once too."""
    actions: list[Action] = [
        UploadRow.state.set(state.value),
        UploadRow.gsi1pk.remove(),
        UploadRow.gsi1sk.remove(),
    ]
    if problem:
        actions.append(UploadRow.problem.set(problem.value))
    if node and node.home:
        actions += [UploadRow.node_id.set(node.id), UploadRow.home.set(node.home)]
    else:
        actions.append(UploadRow.ttl.set(int(now) + _ENDED_KEPT))
    row = UploadRow(rows.uploads_key(user_id), upload_id)
    draft.update(("upload", upload_id), row, actions, UploadRow.state == UploadState.INITIATED.value)
