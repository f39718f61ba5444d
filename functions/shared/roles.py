"""On which side is a user: company or influencer? Remembered for seconds, since every request of match asks.

A change of the role therefore holds everywhere within `ROLE_CACHE_SECONDS`, as the end of a session does.
"""

from typing import Literal, Protocol

from functions.shared.clock import Clock
from functions.shared.problems import Code, Problem

ROLE_CACHE_SECONDS = 10
_CACHE_SIZE = 2_000
Role = Literal["company", "influencer"]


class RoleSource(Protocol):
    def role(self, user_id: str) -> str: ...


class RoleCheck:
    """One per process; holds the cache."""

    def __init__(self, source: RoleSource, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._kept: dict[str, tuple[float, str]] = {}

    def of(self, user_id: str) -> str:
        """company, influencer or none."""
        kept = self._kept.get(user_id)
        if kept is None or self._clock() - kept[0] > ROLE_CACHE_SECONDS:
            if len(self._kept) >= _CACHE_SIZE:
                self._kept.clear()
            kept = (self._clock(), self._source.role(user_id))
            self._kept[user_id] = kept
        return kept[1]

    def require(self, user_id: str, role: Role) -> None:
        """Raises Problem(forbidden)."""
        if self.of(user_id) != role:
            raise Problem(Code.FORBIDDEN, f"Only for accounts with the role {role}")
