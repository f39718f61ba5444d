"""How are uploads kept, and how do they become nodes? Queries and transactions on the vault table.

[Note: Commit]  Per transaction one update of the head, then per file: change, node, directory entry, revision, upload,
hash, and that it waits for a picture. Its conditions: the head is as read, the names are free, the uploads are open.
When one does not hold nothing has happened, and the caller plans anew on fresh ground; an upload that somebody else
finalised is then no longer open.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pynamodb.expressions.update import Action

from functions.shared.dynamo import Contended, Draft, Refused, Transactions
from functions.shared.problems import Code, Problem
from functions.vault import ledger, mapping, mapping_rules, names, picture_store, quota, rows, rows_trash
from functions.vault.head import Head
from functions.vault.node_store import folder_places, live_folders
from functions.vault.nodes import Plan
from functions.vault.objects import ObjectKey
from functions.vault.ports import PURGED, Announced, Ground, Known, Presence, Request
from functions.vault.rows import EntryRow, HeadRow, NodeRow, RevisionRow
from functions.vault.rows_trash import GarbageRow
from functions.vault.rows_uploads import HashRow, RequestRow, UploadRow
from functions.vault.uploads import ROOT, Upload, UploadState, Wish

_ANNOUNCED_AT_ONCE = 49
"""Two rows each and the head make 99 of the 100 actions that DynamoDB takes in a transaction."""
_REQUEST_KEPT = 7 * 86_400
_ENDED_KEPT = 30 * 86_400
"""Seconds; while the row of an ended upload is there, a late event knows that its object may go."""
_OVERDUE_PER_SHARD = 500
_PRESENCE = {"live": Presence.PRESENT, "trash": Presence.TRASHED, "deleted_by_user": Presence.DELETED_BY_USER}
_WINDOWS = (range(2, 20), range(20, 60), range(60, names.NUMBERS.stop))


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
        return Known(
            head=mapping.head(row) if isinstance(row, HeadRow) else None,
            uploads={upload.client_id: upload for upload in uploads.values()},
            requests={client_id: Request(row.upload_id, row.fingerprint) for client_id, row in made.items()},
            live={row.sk: row.node_id for row in read.values() if isinstance(row, HashRow) and row.state == "live"},
            rules=mapping_rules.saved(read.get(settings)).rules,
            folders=live_folders(read.values()),
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
        return {row.sk: mapping.upload(row) for row in read.values() if isinstance(row, UploadRow)}

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
        read = rows.fetch(places).values()
        uploads = {row.sk: mapping.upload(row) for row in read if isinstance(row, UploadRow)}
        purged = {row.sk: PURGED for row in read if isinstance(row, GarbageRow)}
        revisions: dict[str, str | None] = {
            row.sk.removeprefix("R#"): row.version_id for row in read if isinstance(row, RevisionRow)
        }
        return uploads, {**revisions, **purged}

    def ground(self, user_id: str, uploads: Sequence[Upload]) -> Ground:
        """Of folders, nothing that is read together with the head can be sure of: see [Note: Seqlock]."""
        head = (rows.user_key(user_id), "HEAD")
        parents = folder_places(user_id, [upload.parent_id for upload in uploads])
        first = rows.fetch([head]) if parents else {}
        folders = live_folders(rows.fetch(parents).values())
        homes = {upload.id: upload.parent_id if upload.parent_id in folders else None for upload in uploads}
        uploads = [replace(upload, parent_id=homes[upload.id]) for upload in uploads]
        wanted = Counter((upload.parent_id or ROOT, names.key(upload.name)) for upload in uploads)
        read = first | rows.fetch(
            [*([] if parents else [head])]
            + [(rows.uploads_key(user_id), upload.id) for upload in uploads]
            + [_entry_place(user_id, *entry) for entry in wanted]
        )
        row = read.get(head)
        taken = {entry for entry in wanted if _entry_place(user_id, *entry) in read}
        crowded = {entry for entry, number in wanted.items() if entry in taken or number > 1}
        return Ground(
            head=mapping.head(row) if isinstance(row, HeadRow) else None,
            uploads={row.sk: mapping.upload(row) for row in read.values() if isinstance(row, UploadRow)},
            taken=frozenset(taken | _taken_numbers(user_id, uploads, crowded)),
            folders=folders,
        )

    def commit(self, user_id: str, plan: Plan) -> None:
        """[Note: Commit]"""

        def build(draft: Draft) -> None:
            ledger.advance(draft, user_id, plan)
            for node in plan.nodes:
                entry = _entry_place(user_id, node.folder, names.key(node.name))
                draft.put(("node", node.id), mapping.node_row(node), NodeRow.pk.does_not_exist())
                draft.put(("entry", entry), EntryRow(*entry, node_id=node.id), EntryRow.pk.does_not_exist())
                draft.put(("revision", node.id), mapping.revision_row(node), RevisionRow.pk.does_not_exist())
                _end(draft, user_id, node.rev_id, UploadState.COMMITTED, None, plan.at)
            picture_store.note(draft, plan)
            for sha256, node_id in {node.sha256: node.id for node in plan.nodes}.items():
                draft.put(("hash", sha256), HashRow(rows.hashes_key(user_id), sha256, node_id=node_id, state="live"))

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
            found += [(upload.user_id, upload.id) for upload in map(mapping.upload, due)]
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
    draft.put(("upload", upload.id), mapping.upload_row(upload), UploadRow.pk.does_not_exist())


def _end(draft: Draft, user_id: str, upload_id: str, state: UploadState, problem: Code | None, now: float) -> None:
    """Out of `initiated`, which happens once: whatever is done beside it in the transaction happens once too."""
    actions: list[Action] = [
        UploadRow.state.set(state.value),
        UploadRow.ttl.set(int(now) + _ENDED_KEPT),
        UploadRow.gsi1pk.remove(),
        UploadRow.gsi1sk.remove(),
    ]
    if problem:
        actions.append(UploadRow.problem.set(problem.value))
    row = UploadRow(rows.uploads_key(user_id), upload_id)
    draft.update(("upload", upload_id), row, actions, UploadRow.state == UploadState.INITIATED.value)


def _entry_place(user_id: str, folder: str, key: str) -> tuple[str, str]:
    return rows.folder_key(user_id, folder), f"E#{key}"


def _taken_numbers(user_id: str, uploads: Sequence[Upload], crowded: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of `name (2)`, `name (3)`, … are taken, read in growing windows until there are free ones for all."""
    taken: set[tuple[str, str]] = set()
    spelled = {(upload.parent_id or ROOT, names.key(upload.name)): upload.name for upload in uploads}
    for window in _WINDOWS:
        asked = {
            entry: [(entry[0], names.key(other)) for other in names.alternatives(spelled[entry], window)]
            for entry in crowded
        }
        places = {_entry_place(user_id, *other): other for others in asked.values() for other in others}
        found = {places[place] for place in rows.fetch(list(places))}
        taken |= found
        crowded = {entry for entry in crowded if len(set(asked[entry]) - found) < len(uploads)}
        if not crowded:
            break
    return taken
