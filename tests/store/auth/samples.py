"""What do store tests store? Valid domain values around one fixed moment; each test changes what it is about."""

import secrets
from dataclasses import replace
from typing import Any, Protocol

from functions.auth import limits, otp
from functions.auth.limits import PhoneState
from functions.auth.otp import Challenge
from functions.auth.phone import Phone
from functions.auth.ports import AccountStore, ChallengeStore, Charges, Consumed, Rotation
from functions.auth.refresh_token import ABSOLUTE, IDLE
from functions.auth.sessions import Session
from functions.auth.users import User, new_user
from functions.shared.ids import new_id
from functions.shared.rates import HOUR, Window

NOW = 1_800_000_000
"""A multiple of 300 and 3,600 s: every shorter window starts here."""
PHONE = Phone("+905321234567")
HASH = "5e" * 20
NETWORK = "a1" * 16
BINDING = otp.binding_hash("binding")
FAILURES = limits.failure_windows(HASH, NETWORK)


class Stores(Protocol):
    @property
    def challenges(self) -> ChallengeStore: ...
    @property
    def accounts(self) -> AccountStore: ...


def challenge(seen: PhoneState | None = None, **changes: Any) -> Challenge:
    state = seen or PhoneState()
    fresh = Challenge(
        id=otp.new_challenge_id(),
        phone=PHONE,
        phone_hash=HASH,
        nonce=secrets.token_hex(16),
        binding_hash=BINDING,
        pepper_version="1",
        epoch=state.epoch,
        seq=0,
        attempts=0,
        created_at=NOW,
        expires_at=NOW + otp.LIFETIME,
        locale="tr",
        owner=state.owner,
    )
    return replace(fresh, **changes)


def charges(**changes: Any) -> Charges:
    """Windows wide enough never to matter unless a test narrows them."""
    fresh = Charges(
        windows=[Window("send-phone-hour", HASH, HOUR, 1000)],
        phones=Window("phones", NETWORK, HOUR, 1000),
        failures=FAILURES,
        streak=1,
        next_send_at=NOW + limits.COOLDOWN,
        now=NOW,
    )
    return replace(fresh, **changes)


def user(**changes: Any) -> User:
    return replace(new_user(new_id(NOW), PHONE, HASH, "tr", NOW), **changes)


def session(owner: User, **changes: Any) -> Session:
    fresh = Session(
        user_id=owner.id,
        id=new_id(NOW),
        active=True,
        generation=0,
        token_hash="link-0",
        previous_hash=None,
        created_at=NOW,
        rotated_at=NOW,
        idle_expires_at=NOW + IDLE,
        absolute_expires_at=NOW + ABSOLUTE,
        device_name="Ayşe's phone",
        user_agent=None,
        network_hash=NETWORK,
    )
    return replace(fresh, **changes)


def rotation(current: Session, **changes: Any) -> Rotation:
    """The step that the holder of the present token asks for."""
    fresh = Rotation(
        user_id=current.user_id,
        session_id=current.id,
        generation=current.generation,
        presented_hash=current.token_hash,
        next_hash=f"link-{current.generation + 1}",
        idle_expires_at=NOW + 10 + IDLE,
        now=NOW + 10,
    )
    return replace(fresh, **changes)


def begun(stores: Stores, *, phone: Phone = PHONE, phone_hash: str = HASH, **changes: Any) -> Challenge:
    """A challenge stored as sign-in would; `changes` are those of the charges."""
    seen = stores.challenges.phone_state(phone, phone_hash)
    stored = challenge(seen, phone=phone, phone_hash=phone_hash)
    assert stores.challenges.begin(stored, seen, charges(**changes)) is None
    return stored


def signed_in(stores: Stores, *, phone: Phone = PHONE, phone_hash: str = HASH) -> tuple[User, Session]:
    """A session made through the front door; a second one of the same phone belongs to the same user."""
    stored = begun(stores, phone=phone, phone_hash=phone_hash)
    owner = stored.owner or user(phone=phone, phone_hash=phone_hash)
    made = session(owner)
    assert stores.challenges.consume(stored, owner, made, [], is_new=stored.owner is None) is Consumed.DONE
    return owner, made
