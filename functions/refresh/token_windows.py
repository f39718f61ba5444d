"""Is it time to renew a token that ends by itself? Instagram's 60-day token; pure.

Meta: it can be refreshed when it is at least 24 hours old and has not expired; after that only the user can help. A
refresh gives another 60 days. So it is due ten days after the last one and has fifty days of tries.
"""

from dataclasses import dataclass
from enum import StrEnum

from functions.shared.tokens.grants import Grant

YOUNGEST = 86_400
RENEW_BELOW = 50 * 86_400
ALARM_BELOW = 10 * 86_400


class Stage(StrEnum):
    """Where in its life a token is."""

    LASTING = "lasting"
    DUE = "due"
    NEARLY_EXPIRED = "nearly_expired"  # due, and somebody should look why it was not renewed
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Epoch seconds."""

    obtained_at: float
    expires_at: float | None


def stage(life: Lifetime, now: float) -> Stage:
    """LASTING for what never ends by itself, and for what is too young to be renewed."""
    if life.expires_at is None:
        return Stage.LASTING
    left = life.expires_at - now
    if left <= 0:
        return Stage.EXPIRED
    if now - life.obtained_at < YOUNGEST or left >= RENEW_BELOW:
        return Stage.LASTING
    return Stage.NEARLY_EXPIRED if left < ALARM_BELOW else Stage.DUE


def of(grant: Grant) -> Lifetime:
    return Lifetime(grant.obtained_at, grant.expires_at)
