"""How does an upload remember its multipart upload and how long it waits? Conditional writes on its row."""

from pynamodb.expressions.update import Action

from functions.shared.dynamo import Draft, Transactions
from functions.vault.core import ledger, rows
from functions.vault.core.rows import HeadRow
from functions.vault.uploads import mapping_uploads
from functions.vault.uploads.rows_uploads import UploadRow
from functions.vault.uploads.uploads import Upload, UploadState


class Resumes:
    """Implements `ports_parts.ResumeStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def keep(self, before: Upload, after: Upload) -> None:
        """Not in a vault without a head: it is being erased, and what was begun now would outlive it."""
        actions: list[Action] = [
            UploadRow.expires_at.set(after.expires_at),
            UploadRow.gsi1sk.set(mapping_uploads.expiry_place(after)),
        ]
        if after.multipart_id:
            actions.append(UploadRow.multipart_id.set(after.multipart_id))
        same = UploadRow.multipart_id
        unchanged = same == before.multipart_id if before.multipart_id else same.does_not_exist()

        def build(draft: Draft) -> None:
            draft.require("head", HeadRow(rows.user_key(before.user_id), "HEAD"), HeadRow.pk.exists())
            row = UploadRow(rows.uploads_key(before.user_id), before.id)
            draft.update("upload", row, actions, unchanged & (UploadRow.state == UploadState.INITIATED.value))

        ledger.run(self._transactions, build, gone="head")
