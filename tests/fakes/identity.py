"""How does the identity table behave, without one? The memory twin of `functions.auth.store` and `account_store`.

One lock makes every method as atomic as its transaction. It is held to the same outcomes by tests/store/auth, which
runs one suite against both, and it models no weather: nothing here is ever contended or slow.
"""

from collections.abc import Sequence
from dataclasses import replace
from threading import RLock

from functions.auth.limits import PhoneState
from functions.auth.otp import ATTEMPTS, Challenge
from functions.auth.phone import Phone
from functions.auth.ports import Charges, Consumed, OvertakenError, Rotation
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.access import SessionState
from functions.shared.rates import Window
from tests.fakes.identity_rows import ChallengeRow, PhoneRow, Tables, UserRow


class MemoryIdentity:
    """Implements `ports.ChallengeStore` and `ports.AccountStore`."""

    def __init__(self) -> None:
        self._rows = Tables()
        self._lock = RLock()

    def phone_state(self, phone: Phone, phone_hash: str) -> PhoneState:
        with self._lock:
            row = self._rows.phones.get(phone_hash, PhoneRow())
            return PhoneState(
                owner=replace(row.owner, phone=phone) if row.owner else None,
                epoch=row.epoch or 0,
                last_sent_at=row.last_sent_at or 0,
                next_send_at=row.next_send_at or 0,
                streak=row.streak or 0,
                failures=row.failures or 0,
                last_failure_at=row.last_failure_at or 0,
            )

    def challenge(self, challenge_id: str) -> Challenge | None:
        with self._lock:
            row = self._rows.challenges.get(challenge_id)
            return row.challenge if row else None

    def begin(
        self, challenge: Challenge, seen: PhoneState, charges: Charges, *, replaces: Challenge | None = None
    ) -> Window | None:
        windows = self._rows.windows
        with self._lock:
            full = windows.full([*charges.failures, *charges.windows], charges.now)
            if not windows.admits(charges.phones, challenge.phone_hash, charges.now):
                full.append(charges.phones)
            if full:
                return max(full, key=lambda window: window.retry_after(charges.now))
            if not self._unchanged(challenge, seen, replaces):
                raise OvertakenError
            windows.charge(charges.windows, charges.now)
            windows.admit(charges.phones, challenge.phone_hash, charges.now)
            self._store_challenge(challenge, charges, replaces)
        return None

    def count_attempt(self, challenge_id: str, binding_hash: str, now: int) -> Challenge | None:
        with self._lock:
            row = self._rows.challenges.get(challenge_id)
            if row is None or not row.pending or row.challenge.attempts >= ATTEMPTS:
                return None
            if row.challenge.expires_at <= now or row.challenge.binding_hash != binding_hash:
                return None
            row.challenge = replace(row.challenge, attempts=row.challenge.attempts + 1)
            return row.challenge

    def count_failure(self, challenge: Challenge, windows: Sequence[Window], now: int) -> bool:
        with self._lock:
            row = self._phone_row(challenge)
            if self._rows.windows.full(windows, now) or not row.patient(now):
                return False
            self._rows.windows.charge(windows, now)
            row.failures = (row.failures or 0) + 1
            row.last_failure_at = now
        return True

    def consume(
        self, challenge: Challenge, user: User, session: Session, windows: Sequence[Window], *, is_new: bool
    ) -> Consumed:
        now = session.created_at
        with self._lock:
            row = self._rows.challenges.get(challenge.id)
            if row is None or not row.pending or row.challenge.seq != challenge.seq or row.challenge.expires_at <= now:
                return Consumed.GONE
            if refused := self._claims_refused(challenge, user, now, is_new=is_new):
                return refused
            if self._rows.windows.full(windows, now) or session.id in self._rows.sessions.get(session.user_id, {}):
                return Consumed.LIMITED
            row.pending = False
            self._settle(challenge, user, is_new=is_new)
            self._rows.sessions.setdefault(session.user_id, {})[session.id] = session
        return Consumed.DONE

    def rotate(self, session: Rotation) -> bool:
        with self._lock:
            row = self._rows.sessions.get(session.user_id, {}).get(session.session_id)
            if row is None or not row.alive(session.now):
                return False
            if (row.generation, row.token_hash) != (session.generation, session.presented_hash):
                return False
            self._rows.sessions[session.user_id][session.session_id] = replace(
                row,
                generation=session.generation + 1,
                token_hash=session.next_hash,
                previous_hash=session.presented_hash,
                rotated_at=session.now,
                idle_expires_at=session.idle_expires_at,
            )
        return True

    def session(self, user_id: str, session_id: str) -> Session | None:
        with self._lock:
            return self._rows.sessions.get(user_id, {}).get(session_id)

    def sessions(self, user_id: str) -> list[Session]:
        with self._lock:
            return [row for _, row in sorted(self._rows.sessions.get(user_id, {}).items())]

    def end(self, user_id: str, session_id: str, reason: str, now: int) -> bool:  # noqa: ARG002 - only rows keep it
        with self._lock:
            row = self._rows.sessions.get(user_id, {}).get(session_id)
            if row is None or not row.active:
                return False
            self._rows.sessions[user_id][session_id] = replace(row, active=False, rotated_at=now)
        return True

    def user(self, user_id: str) -> User | None:
        with self._lock:
            row = self._rows.users.get(user_id)
            return row.user if row and row.active else None

    def update_user(self, before: User, after: User) -> bool:
        with self._lock:
            row, phone = self._owned(after)
            if row is None or phone is None:
                return False
            now = row.user
            if (now.display_name, now.locale, now.role) != (before.display_name, before.locale, before.role):
                return False
            row.user = replace(now, display_name=after.display_name, locale=after.locale, role=after.role)
            phone.owner = after
        return True

    def begin_erasure(self, user: User, now: int) -> bool:  # noqa: ARG002 - only rows keep it
        with self._lock:
            row, phone = self._owned(user)
            if row is None or phone is None:
                return False
            row.active = False
            phone.owner = None
            self._rows.erasures.add(user.id)
        return True

    def pending_erasures(self) -> list[str]:
        with self._lock:
            return sorted(self._rows.erasures)

    def finish_erasure(self, user_id: str) -> None:
        with self._lock:
            self._rows.sessions.pop(user_id, None)
            self._rows.users.pop(user_id, None)
            self._rows.erasures.discard(user_id)

    def state(self, user_id: str, session_id: str) -> SessionState | None:
        """What `shared.identity.IdentityReader.session` would read."""
        row = self.session(user_id, session_id)
        return SessionState(row.active, min(row.idle_expires_at, row.absolute_expires_at)) if row else None

    def _phone_row(self, challenge: Challenge) -> PhoneRow:
        return self._rows.phones.setdefault(challenge.phone_hash, PhoneRow())

    def _owned(self, user: User) -> tuple[UserRow | None, PhoneRow | None]:
        row, phone = self._rows.users.get(user.id), self._rows.phones.get(user.phone_hash)
        holds = phone is not None and phone.owner is not None and phone.owner.id == user.id
        return (row if row and row.active else None), (phone if holds else None)

    def _unchanged(self, challenge: Challenge, seen: PhoneState, replaces: Challenge | None) -> bool:
        row = self._rows.phones.get(challenge.phone_hash, PhoneRow())
        known = self._rows.challenges.get(challenge.id)
        if _id(row.owner) != _id(seen.owner) or row.next_send_at != (seen.next_send_at or None):
            return False
        if replaces is None or known is None:
            return replaces is None and known is None
        return known.pending and known.challenge.seq == replaces.seq and known.challenge.attempts < ATTEMPTS

    def _store_challenge(self, challenge: Challenge, charges: Charges, replaces: Challenge | None) -> None:
        phone = self._phone_row(challenge)
        phone.last_sent_at, phone.next_send_at, phone.streak = charges.now, charges.next_send_at, charges.streak
        if replaces is None:
            self._rows.challenges[challenge.id] = ChallengeRow(challenge)
        else:
            row = self._rows.challenges[challenge.id]
            row.challenge = replace(row.challenge, seq=challenge.seq, expires_at=challenge.expires_at)

    def _claims_refused(self, challenge: Challenge, user: User, now: int, *, is_new: bool) -> Consumed | None:
        row, account = self._rows.phones.get(challenge.phone_hash, PhoneRow()), self._rows.users.get(user.id)
        if (row.epoch or 0) != challenge.epoch:
            return Consumed.GONE
        free = account is None if is_new else account is not None and account.active
        if _id(row.owner) != (None if is_new else user.id) or not free:
            return Consumed.MOVED
        return None if row.patient(now) else Consumed.LIMITED

    def _settle(self, challenge: Challenge, user: User, *, is_new: bool) -> None:
        phone = self._phone_row(challenge)
        phone.epoch, phone.failures = challenge.epoch + 1, 0
        if is_new:
            phone.owner = user
            self._rows.users[user.id] = UserRow(user)


def _id(owner: User | None) -> str | None:
    return owner.id if owner else None
