"""How does the head of a vault move? Its updates, as actions of a transaction; and what becomes of that transaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from functions.shared.dynamo import Contended, Draft, Refused, Transactions
from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.vault.core import mapping, rows, rows_feed
from functions.vault.core.head import CHANGES_KEPT, Head
from functions.vault.core.nodes import Plan
from functions.vault.core.quota import OPEN_UPLOADS, Move
from functions.vault.core.rows import ErasedRow, HeadRow
from functions.vault.core.rows_feed import ChangeRow, FloorRow


def run(transactions: Transactions, build: Callable[[Draft], None], gone: str = "erased") -> None:
    """Raises OvertakenError where something is no longer what was read, Problem(session_ended) when that is `gone`: the
    label of the action that holds only while the account is there.
    """
    try:
        transactions.run(build)
    except Refused as refused:
        if gone in refused.labels:
            raise Problem(Code.SESSION_ENDED, private="the account was erased") from None
        raise OvertakenError from refused
    except Contended as contended:
        raise OvertakenError from contended


def found(draft: Draft, user_id: str, head: Head, move: Move) -> None:
    """A first head, moved at once; never for a vault that was erased."""
    begun = replace(head, quota=head.quota.after(move))
    draft.put("head", mapping.head_row(user_id, begun), HeadRow.pk.does_not_exist())
    draft.require("erased", ErasedRow(rows.erased_key(user_id), "ERASED"), ErasedRow.pk.does_not_exist())


def reserve(draft: Draft, user_id: str, move: Move) -> None:
    room = (HeadRow.free >= move.reserved) & (HeadRow.open_uploads <= OPEN_UPLOADS - move.open_uploads)
    draft.update("head", _row(user_id), _moved(move), room)


def release(draft: Draft, user_id: str, move: Move) -> None:
    """Not where the head is gone: an update would bring it back."""
    draft.update("head", _row(user_id), _moved(move), HeadRow.pk.exists())


def advance(draft: Draft, user_id: str, plan: Plan) -> None:
    """[Note: Gapless feed] in `head`."""
    actions = [HeadRow.seq.set(plan.seq), *_moved(plan.move), *_counted(plan.counted)]
    if plan.move.open_uploads:
        actions.append(HeadRow.last_backup_at.set(plan.at))
    if plan.head.seq == 0:
        _begin_feed(draft, user_id, plan.at)
    unmoved: Condition = (HeadRow.seq == plan.head.seq) & (HeadRow.epoch == plan.head.epoch)
    enough = unmoved & (HeadRow.free >= -plan.move.free) if plan.move.free < 0 else unmoved
    draft.update("head", _row(user_id), actions, enough)
    for node in plan.nodes:
        draft.put(("change", node.seq), mapping.change_row(node, plan), ChangeRow.pk.does_not_exist())


def _begin_feed(draft: Draft, user_id: str, at: float) -> None:
    row = FloorRow(rows.user_key(user_id), rows_feed.FLOOR)
    row.gsi1pk, row.gsi1sk = rows.shard("FLOOR", user_id), mapping.due(at + CHANGES_KEPT, user_id)
    draft.put("floor", row)


def _row(user_id: str) -> HeadRow:
    return HeadRow(rows.user_key(user_id), "HEAD")


def _moved(move: Move) -> list[Action]:
    return [
        HeadRow.free.add(move.free),
        HeadRow.reserved.add(move.reserved),
        HeadRow.used.add(move.used),
        HeadRow.open_uploads.add(move.open_uploads),
    ]


def _counted(counted: Mapping[str, int]) -> list[Action]:
    return [getattr(HeadRow, mapping.COUNTERS[kind]).add(number) for kind, number in counted.items()]
