"""What is a session, and what does a presented refresh token deserve? Pure judgement over one row.

gen matches, link matches, alive        -> rotate (decided by the store's condition, in one write)
gen is one behind, link is the spent    -> within GRACE: the same successor again; later: reuse
gen is further behind                   -> reuse: the session ends, for both holders (RFC 9700 §4.14.2)
gen is ahead, or the row is gone        -> refused
"""

from dataclasses import dataclass
from enum import Enum

from functions.auth.refresh_token import GRACE, RefreshToken


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in device. Times are epoch seconds."""

    user_id: str
    id: str
    active: bool
    generation: int
    token_hash: str
    previous_hash: str | None
    created_at: int
    rotated_at: int
    idle_expires_at: int
    absolute_expires_at: int
    device_name: str | None
    user_agent: str | None
    network_hash: str | None

    def alive(self, now: int) -> bool:
        return self.active and now < min(self.idle_expires_at, self.absolute_expires_at)


class Verdict(Enum):
    GRACE = "grace"
    REUSED = "reused"
    REFUSED = "refused"


def judge(session: Session | None, token: RefreshToken, now: int) -> Verdict:
    """Why a rotation did not apply. `session` is the row read after the attempt."""
    if session is None or not session.alive(now) or token.generation > session.generation:
        return Verdict.REFUSED
    behind = session.generation - token.generation
    spent = behind == 1 and session.previous_hash == token.link_hash
    if spent and now - session.rotated_at <= GRACE:
        return Verdict.GRACE
    return Verdict.REUSED if behind >= 1 else Verdict.REFUSED
