"""How are challenges kept and turned into sessions? The transactions of signing in, on the identity table.

[Note: Verify and consume]
    1  UpdateItem   attempts + 1   IF pending, attempts < 5, not expired, same binding     -- before any comparison
    2  compare in process, constant time
    3  wrong:  one transaction charges the failure windows and the phone
       right:  one transaction: challenge pending -> used, phone epoch + 1, windows not full, user, session, audit
Whatever the parallelism, at most 5 comparisons happen and at most one session comes out. The phone's epoch makes every
other live challenge of that phone worthless in the same write.
"""

from collections.abc import Hashable, Sequence

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from functions.auth import mapping
from functions.auth.limits import CONSECUTIVE_FAILURES, LOCKOUT, PhoneState
from functions.auth.otp import ATTEMPTS, Challenge
from functions.auth.phone import Phone
from functions.auth.ports import Charges, Consumed, OvertakenError
from functions.auth.rows import AuditRow, ChallengeRow, PhoneRow, UserRow, WindowRow
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.dynamo import Draft, Refused, Transactions, applied
from functions.shared.identity import SessionRow
from functions.shared.ids import new_id
from functions.shared.rates import Window
from functions.shared.windows import Windows

_AUDIT_KEPT = 90 * 86_400
_WINDOWS = Windows(WindowRow)


class Challenges:
    """Implements `ports.ChallengeStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def phone_state(self, phone: Phone, phone_hash: str) -> PhoneState:
        try:
            return mapping.phone_state(PhoneRow.get(f"P#{phone_hash}", "PHONE", consistent_read=True), phone)
        except DoesNotExist:
            return PhoneState()

    def challenge(self, challenge_id: str) -> Challenge | None:
        try:
            return mapping.challenge(ChallengeRow.get(f"CH#{challenge_id}", "CHALLENGE", consistent_read=True))
        except DoesNotExist:
            return None

    def begin(
        self, challenge: Challenge, seen: PhoneState, charges: Charges, *, replaces: Challenge | None = None
    ) -> Window | None:
        def build(draft: Draft) -> None:
            for window in charges.windows:
                _WINDOWS.charge(draft, window, charges.now)
            _WINDOWS.charge_member(draft, charges.phones, challenge.phone_hash, charges.now)
            for window in charges.failures:
                _WINDOWS.require_room(draft, window, charges.now)
            _cool_down(draft, challenge.phone_hash, seen, charges)
            if replaces is None:
                draft.put("challenge", mapping.challenge_row(challenge), ChallengeRow.pk.does_not_exist())
            else:
                _replace_code(draft, challenge, replaces)

        try:
            self._transactions.run(build)
        except Refused as refused:
            full = [label for label in refused.labels if isinstance(label, Window)]
            if not full:
                raise OvertakenError from None
            return max(full, key=lambda window: window.retry_after(charges.now))
        return None

    def count_attempt(self, challenge_id: str, binding_hash: str, now: int) -> Challenge | None:
        row = ChallengeRow(f"CH#{challenge_id}", "CHALLENGE")
        open_to_guesses = (
            (ChallengeRow.status == "pending")
            & (ChallengeRow.attempts < ATTEMPTS)
            & (ChallengeRow.expires_at > now)
            & (ChallengeRow.binding_hash == binding_hash)
        )
        counted = applied(lambda: row.update([ChallengeRow.attempts.add(1)], condition=open_to_guesses))
        return mapping.challenge(row) if counted else None

    def count_failure(self, challenge: Challenge, limits: Sequence[Window], now: int) -> bool:
        def build(draft: Draft) -> None:
            for window in limits:
                _WINDOWS.charge(draft, window, now)
            counted: list[Action] = [PhoneRow.failures.add(1), PhoneRow.last_failure_at.set(now)]
            draft.update("phone", _phone(challenge.phone_hash), counted, _patient(now))

        return self._transactions.holds(build)

    def consume(
        self, challenge: Challenge, user: User, session: Session, limits: Sequence[Window], *, is_new: bool
    ) -> Consumed:
        now = session.created_at

        def build(draft: Draft) -> None:
            _use(draft, challenge, now)
            _claim_phone(draft, challenge, user, is_new=is_new, now=now)
            _claim_user(draft, user, is_new=is_new)
            for window in limits:
                _WINDOWS.require_room(draft, window, now)
            draft.put("session", mapping.session_row(session), SessionRow.pk.does_not_exist())
            draft.put("audit", _audit(session))

        try:
            self._transactions.run(build)
        except Refused as refused:
            return self._why(refused.labels, challenge, None if is_new else user.id)
        return Consumed.DONE

    def _why(self, labels: frozenset[Hashable], challenge: Challenge, owner: str | None) -> Consumed:
        if "challenge" in labels:
            return Consumed.GONE
        if not labels & {"phone", "user"}:
            return Consumed.LIMITED
        phone = self.phone_state(challenge.phone, challenge.phone_hash)
        if phone.epoch != challenge.epoch:
            return Consumed.GONE
        same_owner = (phone.owner.id if phone.owner else None) == owner and "user" not in labels
        return Consumed.LIMITED if same_owner else Consumed.MOVED


def _phone(phone_hash: str) -> PhoneRow:
    return PhoneRow(f"P#{phone_hash}", "PHONE")


def _patient(now: int) -> Condition:
    """Not resting after too many failures in a row; the same as `limits.send_wait`."""
    few: Condition = PhoneRow.failures.does_not_exist() | (PhoneRow.failures < CONSECUTIVE_FAILURES)
    rested: Condition = PhoneRow.last_failure_at <= now - LOCKOUT
    patient: Condition = few | rested
    return patient


def _cool_down(draft: Draft, phone_hash: str, seen: PhoneState, charges: Charges) -> None:
    actions: list[Action] = [
        PhoneRow.last_sent_at.set(charges.now),
        PhoneRow.next_send_at.set(charges.next_send_at),
        PhoneRow.streak.set(charges.streak),
    ]
    if seen.owner is None:
        actions.append(PhoneRow.ttl.set(charges.now + mapping.IDLE_PHONE_KEPT))
        unchanged: Condition = PhoneRow.user_id.does_not_exist()
    else:
        unchanged = PhoneRow.user_id == seen.owner.id
    if seen.next_send_at:
        unchanged &= PhoneRow.next_send_at == seen.next_send_at
    else:
        unchanged &= PhoneRow.next_send_at.does_not_exist()
    draft.update("phone", _phone(phone_hash), actions, unchanged)


def _replace_code(draft: Draft, challenge: Challenge, replaces: Challenge) -> None:
    draft.update(
        "challenge",
        ChallengeRow(f"CH#{challenge.id}", "CHALLENGE"),
        [ChallengeRow.seq.set(challenge.seq), ChallengeRow.expires_at.set(challenge.expires_at)],
        (ChallengeRow.status == "pending") & (ChallengeRow.seq == replaces.seq) & (ChallengeRow.attempts < ATTEMPTS),
    )


def _use(draft: Draft, challenge: Challenge, now: int) -> None:
    draft.update(
        "challenge",
        ChallengeRow(f"CH#{challenge.id}", "CHALLENGE"),
        [ChallengeRow.status.set("used")],
        (ChallengeRow.status == "pending") & (ChallengeRow.seq == challenge.seq) & (ChallengeRow.expires_at > now),
    )


def _claim_phone(draft: Draft, challenge: Challenge, user: User, *, is_new: bool, now: int) -> None:
    owner = PhoneRow.user_id.does_not_exist() if is_new else PhoneRow.user_id == user.id
    epoch: Condition = PhoneRow.epoch == challenge.epoch
    if challenge.epoch == 0:
        epoch = PhoneRow.epoch.does_not_exist() | epoch
    actions: list[Action] = [PhoneRow.epoch.set(challenge.epoch + 1), PhoneRow.failures.set(0)]
    if is_new:
        profile = mapping.profile(user)
        actions += [PhoneRow.user_id.set(user.id), PhoneRow.profile.set(profile), PhoneRow.ttl.remove()]
    draft.update("phone", _phone(challenge.phone_hash), actions, owner & epoch & _patient(now))


def _claim_user(draft: Draft, user: User, *, is_new: bool) -> None:
    if is_new:
        draft.put("user", mapping.user_row(user), UserRow.pk.does_not_exist())
    else:
        draft.require("user", UserRow(f"U#{user.id}", "USER"), UserRow.status == "active")


def _audit(session: Session) -> AuditRow:
    now = session.created_at
    row = AuditRow(f"A#{session.user_id}", new_id(now), event="signed_in", at=now, session_id=session.id)
    row.network_hash = session.network_hash
    row.ttl = now + _AUDIT_KEPT
    return row
