"""How are sessions and accounts kept? Queries on the identity table for refresh, sign-out, profile and erasure."""

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from functions.auth import mapping
from functions.auth.ports import Rotation
from functions.auth.rows import AuditRow, ErasureRow, PhoneRow, UserRow
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.dynamo import Draft, Transactions, applied
from functions.shared.identity import SessionRow, session_key


class Accounts:
    """Implements `ports.AccountStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def user(self, user_id: str) -> User | None:
        return mapping.read_user(user_id)

    def update_user(self, before: User, after: User) -> bool:
        def build(draft: Draft) -> None:
            name = UserRow.display_name
            same_name = name == before.display_name if before.display_name else name.does_not_exist()
            same = same_name & (UserRow.locale == before.locale) & (UserRow.role == before.role)
            draft.update(
                "user",
                UserRow(f"U#{after.id}", "USER"),
                [
                    name.set(after.display_name) if after.display_name else name.remove(),
                    UserRow.locale.set(after.locale),
                    UserRow.role.set(after.role),
                ],
                same & (UserRow.status == "active"),
            )
            draft.update(
                "phone",
                PhoneRow(f"P#{after.phone_hash}", "PHONE"),
                [PhoneRow.profile.set(mapping.profile(after))],
                PhoneRow.user_id == after.id,
            )

        return self._transactions.holds(build)

    def session(self, user_id: str, session_id: str) -> Session | None:
        try:
            return mapping.session(SessionRow.get(session_key(user_id), session_id, consistent_read=True))
        except DoesNotExist:
            return None

    def sessions(self, user_id: str) -> list[Session]:
        return [mapping.session(row) for row in SessionRow.query(session_key(user_id), consistent_read=True)]

    def rotate(self, session: Rotation) -> bool:
        row = SessionRow(session_key(session.user_id), session.session_id)
        actions: list[Action] = [
            SessionRow.generation.set(session.generation + 1),
            SessionRow.token_hash.set(session.next_hash),
            SessionRow.previous_hash.set(session.presented_hash),
            SessionRow.rotated_at.set(session.now),
            SessionRow.idle_expires_at.set(session.idle_expires_at),
        ]
        condition = (
            (SessionRow.status == "active")
            & (SessionRow.generation == session.generation)
            & (SessionRow.token_hash == session.presented_hash)
            & (SessionRow.absolute_expires_at > session.now)
            & (SessionRow.idle_expires_at > session.now)
        )
        return applied(lambda: row.update(actions, condition=condition))

    def end(self, user_id: str, session_id: str, reason: str, now: int) -> bool:
        row = SessionRow(session_key(user_id), session_id)
        actions: list[Action] = [SessionRow.status.set(reason), SessionRow.rotated_at.set(now)]
        return applied(lambda: row.update(actions, condition=SessionRow.status == "active"))

    def begin_erasure(self, user: User, now: int) -> bool:
        def build(draft: Draft) -> None:
            draft.update(
                "user", UserRow(f"U#{user.id}", "USER"), [UserRow.status.set("erasing")], UserRow.status == "active"
            )
            draft.update(
                "phone",
                PhoneRow(f"P#{user.phone_hash}", "PHONE"),
                [PhoneRow.user_id.remove(), PhoneRow.profile.remove(), PhoneRow.ttl.set(now + mapping.IDLE_PHONE_KEPT)],
                PhoneRow.user_id == user.id,
            )
            draft.put("erasure", ErasureRow("ERASE", user.id, phone_hash=user.phone_hash, at=now))

        return self._transactions.holds(build)

    def pending_erasures(self) -> list[str]:
        return [row.sk for row in ErasureRow.query("ERASE", consistent_read=True)]

    def finish_erasure(self, user_id: str) -> None:
        """Repeatable; the outbox row goes last."""
        for model, key in ((SessionRow, session_key(user_id)), (AuditRow, f"A#{user_id}"), (UserRow, f"U#{user_id}")):
            _delete_all(model, key)
        ErasureRow("ERASE", user_id).delete()


def _delete_all(model: type[Model], key: str) -> None:
    with model.batch_write() as batch:
        for row in model.query(key, consistent_read=True):
            batch.delete(row)
