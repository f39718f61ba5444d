"""Where are subscriptions and next reminders kept? With their owner's rows."""

from collections.abc import Iterator

from functions.shared.dynamo import Draft, Transactions, applied
from functions.vault.core import ledger, mapping, rows
from functions.vault.core.rows import ErasedRow, HeadRow
from functions.vault.reminders import rows_push
from functions.vault.reminders.ports_push import Person, Subscription
from functions.vault.reminders.rows_push import PushRow, ReminderRow
from functions.vault.rules import mapping_rules

_PER_SHARD = 500


class PushRows:
    """Implements `ports_push.PushStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def subscriptions(self, user_id: str) -> list[Subscription]:
        found = map(_subscription, PushRow.query(rows_push.push_key(user_id), consistent_read=True))
        return sorted(found, key=lambda one: one.created_at)

    def keep(self, user_id: str, subscription: Subscription) -> None:
        def build(draft: Draft) -> None:
            _require_account(draft, user_id)
            draft.put("push", _row(user_id, subscription))

        ledger.run(self._transactions, build)

    def drop(self, user_id: str, subscription_id: str) -> bool:
        row = PushRow(rows_push.push_key(user_id), subscription_id)
        return applied(lambda: row.delete(condition=PushRow.pk.exists()))

    def person(self, user_id: str) -> Person:
        saved, placed = mapping_rules.place(user_id), (rows.user_key(user_id), "HEAD")
        read = rows.fetch([saved, placed])
        head = read.get(placed)
        return Person(
            rules=mapping_rules.saved(read.get(saved)).rules,
            subscriptions=tuple(self.subscriptions(user_id)),
            last_backup_at=head.last_backup_at if isinstance(head, HeadRow) else None,
            waiting=int(head.open_uploads) if isinstance(head, HeadRow) else 0,
        )

    def plan(self, user_id: str, at: float | None) -> None:
        def build(draft: Draft) -> None:
            _require_account(draft, user_id)
            if at is None:
                draft.delete("reminder", ReminderRow(rows.user_key(user_id), "REMIND"))
            else:
                draft.put("reminder", _reminder(user_id, at))

        ledger.run(self._transactions, build)

    def move(self, user_id: str, was: float, at: float | None) -> bool:
        unmoved = ReminderRow.at == was
        if at is None:
            row = ReminderRow(rows.user_key(user_id), "REMIND")
            return applied(lambda: row.delete(condition=unmoved))
        following = _reminder(user_id, at)
        return applied(lambda: following.save(condition=unmoved))

    def due(self, now: float) -> Iterator[tuple[str, float]]:
        upto = ReminderRow.gsi1sk < mapping.expiry(now + 1)
        for shard in range(rows.EXPIRY_SHARDS):
            for row in ReminderRow.pending.query(f"REMIND#{shard}", upto, limit=_PER_SHARD):
                yield row.pk.removeprefix("U#"), row.at


def _require_account(draft: Draft, user_id: str) -> None:
    draft.require("erased", ErasedRow(rows.erased_key(user_id), "ERASED"), ErasedRow.pk.does_not_exist())


def _reminder(user_id: str, at: float) -> ReminderRow:
    return ReminderRow(
        rows.user_key(user_id),
        "REMIND",
        at=at,
        gsi1pk=rows.shard("REMIND", user_id),
        gsi1sk=f"{mapping.expiry(at)}#{user_id}",
    )


def _subscription(row: PushRow) -> Subscription:
    return Subscription(row.sk, row.endpoint, row.p256dh, row.auth, row.device_name, row.created_at)


def _row(user_id: str, value: Subscription) -> PushRow:
    return PushRow(
        rows_push.push_key(user_id),
        value.id,
        endpoint=value.endpoint,
        p256dh=value.p256dh,
        auth=value.auth,
        device_name=value.device_name,
        created_at=value.created_at,
    )
