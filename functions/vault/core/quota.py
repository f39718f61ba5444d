"""How much room is there, and how does it move? Pure. The law: free + reserved + used = limit, after every step.

    announce   free -> reserved        expire, fail   reserved -> free
    commit     reserved -> used        purge          used -> free

DynamoDB conditions cannot add, so `free` is kept as a number of its own: `free >= size` is all that must hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.shared.problems import Code

OPEN_UPLOADS = 100
"""Announced and not yet stored, per user: else announcements alone could park all of a quota and cost writes."""


@dataclass(frozen=True, slots=True)
class Move:
    """By how much each number changes."""

    free: int = 0
    reserved: int = 0
    used: int = 0
    open_uploads: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """Bytes; trash counts as used. `free` is negative after a smaller limit was set, which only stops new uploads."""

    limit: int
    free: int
    reserved: int = 0
    used: int = 0
    open_uploads: int = 0

    def after(self, move: Move) -> "Quota":
        return Quota(
            self.limit,
            self.free + move.free,
            self.reserved + move.reserved,
            self.used + move.used,
            self.open_uploads + move.open_uploads,
        )


def reserve(sizes: Sequence[int]) -> Move:
    total = sum(sizes)
    return Move(free=-total, reserved=total, open_uploads=len(sizes))


def settle(sizes: Sequence[int]) -> Move:
    total = sum(sizes)
    return Move(reserved=-total, used=total, open_uploads=-len(sizes))


def release(sizes: Sequence[int]) -> Move:
    total = sum(sizes)
    return Move(free=total, reserved=-total, open_uploads=-len(sizes))


def purge(sizes: Sequence[int]) -> Move:
    total = sum(sizes)
    return Move(free=total, used=-total)


def refusal(quota: Quota, size: int) -> Code | None:
    """Why an upload of that size may not be announced now; None when it may."""
    if quota.open_uploads >= OPEN_UPLOADS:
        return Code.TOO_MANY_UPLOADS
    return Code.QUOTA_EXCEEDED if size > quota.free else None
