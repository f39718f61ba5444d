"""What do reminders need from the world? The ports; adapters are `push_store` and `web_push`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from functions.vault.rules.rules import Rules


@dataclass(frozen=True, slots=True)
class Subscription:
    """One browser that may be woken. `endpoint` is a secret of its user: who has it can send."""

    id: str
    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    device_name: str | None
    created_at: float


@dataclass(frozen=True, slots=True)
class Person:
    """What decides on somebody's next reminder. `waiting`: uploads that were announced and have not arrived."""

    rules: Rules
    subscriptions: tuple[Subscription, ...]
    last_backup_at: float | None
    waiting: int


class Outcome(StrEnum):
    SENT = "sent"
    GONE = "gone"
    """The subscription has ended: it can never be used again."""
    FAILED = "failed"


class PushStore(Protocol):
    def subscriptions(self, user_id: str) -> list[Subscription]:
        """The oldest first."""

    def keep(self, user_id: str, subscription: Subscription) -> None:
        """In the place of the one of the same id. Raises Problem(session_ended) for a vault that was erased."""

    def drop(self, user_id: str, subscription_id: str) -> bool:
        """False when there is none."""

    def person(self, user_id: str) -> Person: ...

    def plan(self, user_id: str, at: float | None) -> None:
        """The next reminder; None: none. Raises Problem(session_ended) for a vault that was erased."""

    def move(self, user_id: str, was: float, at: float | None) -> bool:
        """From one moment to the next; False when somebody else has moved it already."""

    def due(self, now: float) -> Iterator[tuple[str, float]]:
        """(user id, moment) of all users; may be stale."""


class Pusher(Protocol):
    def push(self, subscription: Subscription, payload: bytes, lifetime: int) -> Outcome:
        """Waits at the push service for `lifetime` seconds; never raises."""
