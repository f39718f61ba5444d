"""What do both plain versions share? The work around the framework, so that only the framework differs: reading the
number, making a code, signing the same ES256 access token, sending no text.

It imports nothing of the project: it runs in the environment of the plain versions.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

import jwt
import phonenumbers
from cryptography.hazmat.primitives.asymmetric import ec

LIFETIME = 120
COOLDOWN = 30
ATTEMPTS = 5
ACCESS_LIFETIME = 600
REFRESH_LIFETIME = 30 * 86_400
_KEY = ec.generate_private_key(ec.SECP256R1())
"""Parsed once. Our own signs with a PEM text that PyJWT parses at each call."""

texts: dict[str, str] = {}
"""The SMS provider: number -> last code."""


class Refused(Exception):
    """A refusal with its HTTP status and a word for the client."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass
class Challenge:
    id: str
    phone: str
    code_hash: str
    attempts: int
    used: bool
    created_at: float


@dataclass
class User:
    id: str
    phone: str
    display_name: str | None
    locale: str
    role: str


class Store(Protocol):
    """What a plain service asks of its database; both versions have one in memory and one on SQLite."""

    def last_sent_at(self, phone: str) -> float | None: ...
    def add(self, challenge: Challenge) -> None: ...
    def challenge(self, challenge_id: str) -> Challenge | None: ...
    def save_attempts(self, challenge: Challenge) -> None: ...
    def sign_in(self, challenge: Challenge, refresh_hash: str, expires_at: float) -> tuple[User, bool]:
        """Marks it used, gets or creates the user, keeps the session; one transaction."""
        ...


def start(store: Store, written: str) -> dict[str, Any]:
    try:
        number = phonenumbers.parse(written, "TR")
    except phonenumbers.NumberParseException:
        raise Refused(422, "phone_invalid") from None
    if not phonenumbers.is_valid_number(number):
        raise Refused(422, "phone_invalid")
    phone, now = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), time.time()
    last = store.last_sent_at(phone)
    if last is not None and now - last < COOLDOWN:
        raise Refused(429, "rate_limited")
    code = f"{secrets.randbelow(1_000_000):06}"
    challenge = Challenge(uuid4().hex, phone, _hash(code), attempts=0, used=False, created_at=now)
    store.add(challenge)
    texts[phone] = code
    return {"challenge_id": challenge.id, "code_length": 6, "expires_in": LIFETIME, "resend_in": COOLDOWN}


def verify(store: Store, challenge_id: str, code: str) -> dict[str, Any]:
    challenge, now = store.challenge(challenge_id), time.time()
    if challenge is None or challenge.used or now - challenge.created_at > LIFETIME or challenge.attempts >= ATTEMPTS:
        raise Refused(401, "challenge_gone")
    if not secrets.compare_digest(challenge.code_hash, _hash(code)):
        challenge.attempts += 1
        store.save_attempts(challenge)
        raise Refused(401, "code_invalid")
    refresh = secrets.token_urlsafe(32)
    user, is_new = store.sign_in(challenge, _hash(refresh), now + REFRESH_LIFETIME)
    return {
        "access_token": _access_token(user, int(now)),
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFETIME,
        "refresh_token": refresh,
        "is_new": is_new,
        "user": {
            "id": user.id,
            "phone_masked": f"{user.phone[:3]} ••• {user.phone[-2:]}",
            "display_name": user.display_name,
            "locale": user.locale,
            "role": user.role,
        },
    }


def _access_token(user: User, now: int) -> str:
    session = uuid4().hex
    claims = {"iss": "bench", "aud": "bench", "client_id": "bench", "sub": user.id, "sid": session, "jti": uuid4().hex}
    claims |= {"iat": now, "nbf": now, "exp": now + ACCESS_LIFETIME}  # type: ignore[dict-item] # numbers
    return jwt.encode(claims, _KEY, algorithm="ES256", headers={"typ": "at+jwt", "kid": "bench"})


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class MemoryStore:
    def __init__(self) -> None:
        self._challenges: dict[str, Challenge] = {}
        self._last: dict[str, float] = {}
        self._users: dict[str, User] = {}
        self._sessions: list[tuple[str, str, float]] = []

    def last_sent_at(self, phone: str) -> float | None:
        return self._last.get(phone)

    def add(self, challenge: Challenge) -> None:
        self._challenges[challenge.id] = challenge
        self._last[challenge.phone] = challenge.created_at

    def challenge(self, challenge_id: str) -> Challenge | None:
        return self._challenges.get(challenge_id)

    def save_attempts(self, challenge: Challenge) -> None:
        self._challenges[challenge.id] = challenge

    def sign_in(self, challenge: Challenge, refresh_hash: str, expires_at: float) -> tuple[User, bool]:
        challenge.used = True
        is_new = challenge.phone not in self._users
        user = self._users.setdefault(challenge.phone, User(uuid4().hex, challenge.phone, None, "tr", "none"))
        self._sessions.append((user.id, refresh_hash, expires_at))
        return user, is_new
