"""How do rows become domain values and back? The only place that knows both."""

from pynamodb.exceptions import DoesNotExist

from functions.auth.limits import PhoneState
from functions.auth.otp import TOTAL_LIFETIME, Challenge, ChallengeId
from functions.auth.phone import Phone
from functions.auth.rows import ChallengeRow, PhoneRow, UserRow
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.identity import SessionRow, session_key

IDLE_PHONE_KEPT = 30 * 86_400
"""Seconds that limits of a number without an account are remembered."""
_CHALLENGE_KEPT = TOTAL_LIFETIME + 300
"""Seconds until a challenge is garbage: it holds the number, and nothing reads it once it cannot be resent."""


def phone_state(row: PhoneRow, phone: Phone) -> PhoneState:
    return PhoneState(
        owner=_owner(row, phone, row.pk.removeprefix("P#")),
        epoch=int(row.epoch or 0),
        last_sent_at=int(row.last_sent_at or 0),
        next_send_at=int(row.next_send_at or 0),
        streak=int(row.streak or 0),
        failures=int(row.failures or 0),
        last_failure_at=int(row.last_failure_at or 0),
    )


def challenge(row: ChallengeRow) -> Challenge:
    return Challenge(
        id=ChallengeId(row.pk.removeprefix("CH#")),
        phone=Phone(row.phone),
        phone_hash=row.phone_hash,
        nonce=row.nonce,
        binding_hash=row.binding_hash,
        pepper_version=row.pepper_version,
        epoch=int(row.epoch),
        seq=int(row.seq),
        attempts=int(row.attempts),
        created_at=int(row.created_at),
        expires_at=int(row.expires_at),
        locale=row.locale,
        owner=_owner(row, Phone(row.phone), row.phone_hash),
    )


def _owner(row: PhoneRow | ChallengeRow, phone: Phone, phone_hash: str) -> User | None:
    return User(id=row.user_id, phone=phone, phone_hash=phone_hash, **row.profile) if row.user_id else None


def profile(value: User) -> dict[str, str | int | None]:
    return {
        "display_name": value.display_name,
        "locale": value.locale,
        "role": value.role,
        "created_at": value.created_at,
    }


def challenge_row(value: Challenge) -> ChallengeRow:
    return ChallengeRow(
        f"CH#{value.id}",
        "CHALLENGE",
        status="pending",
        phone=value.phone,
        phone_hash=value.phone_hash,
        nonce=value.nonce,
        binding_hash=value.binding_hash,
        pepper_version=value.pepper_version,
        epoch=value.epoch,
        seq=value.seq,
        attempts=value.attempts,
        created_at=value.created_at,
        expires_at=value.expires_at,
        locale=value.locale,
        user_id=value.owner.id if value.owner else None,
        profile=profile(value.owner) if value.owner else None,
        ttl=value.created_at + _CHALLENGE_KEPT,
    )


def read_user(user_id: str) -> User | None:
    """The account unless it is gone or going."""
    try:
        row = UserRow.get(f"U#{user_id}", "USER", consistent_read=True)
    except DoesNotExist:
        return None
    return user(row) if row.status == "active" else None


def user(row: UserRow) -> User:
    return User(
        id=row.pk.removeprefix("U#"),
        phone=Phone(row.phone),
        phone_hash=row.phone_hash,
        display_name=row.display_name,
        locale=row.locale,
        role=row.role,
        created_at=int(row.created_at),
    )


def user_row(value: User) -> UserRow:
    return UserRow(
        f"U#{value.id}",
        "USER",
        phone=value.phone,
        phone_hash=value.phone_hash,
        display_name=value.display_name,
        locale=value.locale,
        role=value.role,
        status="active",
        created_at=value.created_at,
    )


def session(row: SessionRow) -> Session:
    return Session(
        user_id=row.pk.removeprefix("S#"),
        id=row.sk,
        active=row.status == "active",
        generation=int(row.generation),
        token_hash=row.token_hash,
        previous_hash=row.previous_hash,
        created_at=int(row.created_at),
        rotated_at=int(row.rotated_at),
        idle_expires_at=int(row.idle_expires_at),
        absolute_expires_at=int(row.absolute_expires_at),
        device_name=row.device_name,
        user_agent=row.user_agent,
        network_hash=row.ip_hash,
    )


def session_row(value: Session) -> SessionRow:
    return SessionRow(
        session_key(value.user_id),
        value.id,
        status="active" if value.active else "ended",
        generation=value.generation,
        token_hash=value.token_hash,
        previous_hash=value.previous_hash,
        created_at=value.created_at,
        rotated_at=value.rotated_at,
        idle_expires_at=value.idle_expires_at,
        absolute_expires_at=value.absolute_expires_at,
        device_name=value.device_name,
        user_agent=value.user_agent,
        ip_hash=value.network_hash,
        ttl=value.absolute_expires_at,
    )
