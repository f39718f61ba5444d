"""What does signing in need from the world? The ports; adapters are `store`, `sms`, `events`, twins live in
tests/fakes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from functions.auth.limits import PhoneState
from functions.auth.otp import Challenge
from functions.auth.phone import Phone
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.rates import Window


class Consumed(Enum):
    """How the transaction that turns a right code into a session ended."""

    DONE = "done"
    GONE = "gone"
    """The code was used, replaced or overtaken by another sign-in of the same phone."""
    LIMITED = "limited"
    MOVED = "moved"
    """The phone belongs to another account than was thought: look again."""


class ChallengeStore(Protocol):
    def phone_state(self, phone: Phone, phone_hash: str) -> PhoneState: ...

    def begin(
        self, challenge: Challenge, seen: PhoneState, charges: "Charges", *, replaces: Challenge | None = None
    ) -> Window | None:
        """Charges and stores in one transaction; `replaces` is the challenge that is resent.

        Returns the window that is full, or None. Raises OvertakenError when the phone changed since `seen`.
        """

    def challenge(self, challenge_id: str) -> Challenge | None: ...

    def count_attempt(self, challenge_id: str, binding_hash: str, now: int) -> Challenge | None:
        """Counts first; None when there is nothing left to guess at."""

    def count_failure(self, challenge: Challenge, windows: Sequence[Window], now: int) -> bool:
        """Charges a wrong code; False when a window is full or the phone rests, and then nothing is charged."""

    def consume(
        self, challenge: Challenge, user: User, session: Session, windows: Sequence[Window], *, is_new: bool
    ) -> Consumed: ...


class SessionStore(Protocol):
    def rotate(self, session: "Rotation") -> bool:
        """One conditional write; False when the condition did not hold."""

    def session(self, user_id: str, session_id: str) -> Session | None: ...
    def sessions(self, user_id: str) -> list[Session]: ...

    def end(self, user_id: str, session_id: str, reason: str, now: int) -> bool:
        """False when there is no such session."""


class AccountStore(SessionStore, Protocol):
    def user(self, user_id: str) -> User | None: ...

    def update_user(self, before: User, after: User) -> bool:
        """Writes the profile; False when it is no longer what it was `before`."""

    def begin_erasure(self, user: User, now: int) -> bool:
        """Marks the account and frees the phone in one transaction; from here on the erasure will finish."""

    def pending_erasures(self) -> list[str]: ...
    def finish_erasure(self, user_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Charges:
    """What sending one code costs: windows, the different-phones window, and the phone's new cooldown."""

    windows: Sequence[Window]
    phones: Window
    failures: Sequence[Window]
    streak: int
    next_send_at: int
    now: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """generation -> generation + 1, presented hash -> next hash."""

    user_id: str
    session_id: str
    generation: int
    presented_hash: str
    next_hash: str
    idle_expires_at: int
    now: int


class OvertakenError(Exception):
    """Another request for the same phone came first."""


class SmsSender(Protocol):
    def send(self, phone: Phone, text: str) -> None:
        """Raises SmsFailedError when the provider did not take it."""


class SmsFailedError(Exception):
    """The provider refused or did not answer."""


class EventPublisher(Protocol):
    def user_deleted(self, user_id: str, at: int) -> None:
        """Raises PublishFailedError when the bus did not take it."""


class PublishFailedError(Exception):
    """The event bus refused or did not answer."""
