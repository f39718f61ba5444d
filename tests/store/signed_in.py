"""Who calls the functions in store tests? Somebody with a session in the identity table and an access token."""

from dataclasses import dataclass

from functions.auth.signing_keys import KeySet, access_token
from functions.shared import identity
from functions.shared.identity import SessionRow
from functions.shared.ids import new_id

ISSUER = "infofluencer"
NOW = 1_795_300_000.0


@dataclass
class Clock:
    """Time that a test moves by hand, never backwards."""

    now: float = NOW

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


def sign_in(user_id: str, session_id: str, now: int) -> None:
    SessionRow(
        identity.session_key(user_id),
        session_id,
        status="active",
        generation=0,
        token_hash="t",
        created_at=now,
        rotated_at=now,
        idle_expires_at=now + 10**8,
        absolute_expires_at=now + 10**8,
    ).save()


def token_of(user_id: str, session_id: str, keys: KeySet, now: int) -> str:
    return access_token(keys, issuer=ISSUER, user_id=user_id, session_id=session_id, token_id=new_id(now), now=now)
