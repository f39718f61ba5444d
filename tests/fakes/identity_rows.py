"""What does the memory twin of the identity table hold? Rows by kind, and the counters of rate-limit windows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from functions.auth.limits import CONSECUTIVE_FAILURES, LOCKOUT
from functions.auth.otp import Challenge
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.rates import Window


@dataclass(slots=True)
class PhoneRow:
    """None where the table's row lacks the attribute."""

    owner: User | None = None
    epoch: int | None = None
    last_sent_at: int | None = None
    next_send_at: int | None = None
    streak: int | None = None
    failures: int | None = None
    last_failure_at: int | None = None

    def patient(self, now: int) -> bool:
        """Not resting after too many failures in a row."""
        return (self.failures or 0) < CONSECUTIVE_FAILURES or (self.last_failure_at or 0) <= now - LOCKOUT


@dataclass(slots=True)
class ChallengeRow:
    challenge: Challenge
    pending: bool = True


@dataclass(slots=True)
class UserRow:
    user: User
    active: bool = True


class Windows:
    """`RL#` rows: one counter, or one set of members, per window and start."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._members: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)

    def full(self, windows: Iterable[Window], now: int) -> list[Window]:
        return [window for window in windows if self._counts[_place(window, now)] >= window.limit]

    def charge(self, windows: Iterable[Window], now: int) -> None:
        self._counts.update(_place(window, now) for window in windows)

    def admits(self, window: Window, member: str, now: int) -> bool:
        """Rows keep the first 16 characters of a member."""
        members = self._members[_place(window, now)]
        return member[:16] in members or len(members) < window.limit

    def admit(self, window: Window, member: str, now: int) -> None:
        self._members[_place(window, now)].add(member[:16])


def _place(window: Window, now: int) -> tuple[str, str, int]:
    return window.name, window.key, window.start(now)


@dataclass(slots=True)
class Tables:
    """What the table holds, by kind of row."""

    phones: dict[str, PhoneRow] = field(default_factory=dict)
    challenges: dict[str, ChallengeRow] = field(default_factory=dict)
    users: dict[str, UserRow] = field(default_factory=dict)
    sessions: dict[str, dict[str, Session]] = field(default_factory=dict)
    windows: Windows = field(default_factory=Windows)
    erasures: set[str] = field(default_factory=set)
