"""What can a signed-in user do with sessions and account? Refresh, sign out, profile, erasure; over the ports.

[Note: Refresh grace]  A response can be lost, and a browser has many tabs. So a spent token answers with its one
successor for 30 s after the rotation and the window is never extended; it cannot fork a second chain. Anything older is
a stolen token or a thief's victim: the session ends for both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from functions.auth import refresh_token
from functions.auth.keyring import Keyring
from functions.auth.ports import AccountStore, EventPublisher, PublishFailedError, Rotation
from functions.auth.refresh_token import RefreshToken
from functions.auth.sessions import Session, Verdict, judge
from functions.auth.users import User
from functions.shared.ids import is_id
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Accounts:
    store: AccountStore
    events: EventPublisher
    keyring: Callable[[], Keyring]
    metrics: Metrics

    def refresh(self, presented: str, now: int) -> RefreshToken:
        """The successor of the presented token. Raises Problem(session_ended)."""
        keyring = self.keyring()
        token = refresh_token.decode(presented, keyring)
        following = refresh_token.successor(token, keyring) if token else None
        if token is None or following is None:
            raise Problem(Code.SESSION_ENDED, private="not a token of ours")
        rotation = Rotation(
            user_id=token.user_id,
            session_id=token.session_id,
            generation=token.generation,
            presented_hash=token.link_hash,
            next_hash=following.link_hash,
            idle_expires_at=now + refresh_token.IDLE,
            now=now,
        )
        if self.store.rotate(rotation):
            return following
        verdict = judge(self.store.session(token.user_id, token.session_id), token, now)
        if verdict is Verdict.GRACE:
            return following
        if verdict is Verdict.REUSED:
            self.metrics.count("RefreshReused")
            self.store.end(token.user_id, token.session_id, "reused", now)
        raise Problem(Code.SESSION_ENDED, private=verdict.value)

    def sign_out(self, presented: str | None, now: int) -> None:
        """Ends the session that the token belongs to, spent or not; repeatable (RFC 7009 §2.2)."""
        token = refresh_token.decode(presented, self.keyring()) if presented else None
        if token:
            self.store.end(token.user_id, token.session_id, "signed_out", now)

    def sign_out_everywhere(self, user_id: str, now: int) -> None:
        for session in self.live_sessions(user_id, now):
            self.store.end(user_id, session.id, "signed_out", now)

    def end_session(self, user_id: str, session_id: str, now: int) -> None:
        if not is_id(session_id) or not self.store.end(user_id, session_id, "ended", now):
            raise Problem(Code.NOT_FOUND)

    def live_sessions(self, user_id: str, now: int) -> list[Session]:
        """Newest use first."""
        alive = [session for session in self.store.sessions(user_id) if session.alive(now)]
        return sorted(alive, key=lambda session: session.rotated_at, reverse=True)

    def profile(self, user_id: str) -> User:
        user = self.store.user(user_id)
        if user is None:
            raise Problem(Code.SESSION_ENDED)
        return user

    def update(self, user_id: str, changes: dict[str, Any]) -> User:
        """Changes some of the profile and keeps what another request changed at the same moment."""
        for _ in range(_TRIES):
            before = self.profile(user_id)
            after = replace(before, **changes)
            if self.store.update_user(before, after):
                return after
        raise Problem(Code.UNAVAILABLE, retry_after=1)

    def erase(self, user_id: str, now: int) -> None:
        """Once this returns the erasure will finish: what fails below is taken up by `finish_erasures`."""
        user = self.store.user(user_id)
        if user is None:
            return
        if not self.store.begin_erasure(user, now) and self.store.user(user_id):
            raise Problem(Code.UNAVAILABLE, retry_after=1)
        self.sign_out_everywhere(user_id, now)
        self._finish(user_id, now)

    def finish_erasures(self, now: int) -> int:
        """How many were taken up; run by a schedule. One that fails holds up no other, and is raised at the end."""
        pending, failed = self.store.pending_erasures(), []
        for user_id in pending:
            try:
                self._finish(user_id, now)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next account has a right to be erased
                failed.append(error)
        if failed:
            raise ExceptionGroup(f"{len(failed)} of {len(pending)} erasures failed", failed)
        return len(pending)

    def _finish(self, user_id: str, now: int) -> None:
        """The event first: an erasure that is announced twice is harmless, one never announced is not."""
        try:
            self.events.user_deleted(user_id, now)
        except PublishFailedError:
            self.metrics.count("ErasureDelayed")
            return
        self.store.finish_erasure(user_id)
