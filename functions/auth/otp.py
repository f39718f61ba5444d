"""Which code belongs to a challenge, and what may still be done with it? The state machine of a one-time code; pure.

    pending --verify, right--> used          pending --5 wrong--> exhausted (attempts = 5)
    pending --120 s--> expired               pending --resend--> pending, next code, attempts kept

The code is derived, never stored (RFC 4226 over HMAC-SHA256):

    K    = HMAC(pepper[v], "otp/v1" | challenge_id | nonce | phone)
    code = HOTP(K, seq)

The nonce never leaves the server: a leaked pepper with the public challenge id alone yields nothing. One 6-digit code
has 19.9 bits (ASVS 5.0 §6.5.4 asks for 20 or 6 digits); 5 attempts give an odds of 5e-6 per challenge.
"""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import NewType

import pyotp

from functions.auth.keyring import Keyring, mac
from functions.auth.phone import Phone
from functions.auth.users import User

ChallengeId = NewType("ChallengeId", str)
"""128 random bits, base64url."""

DIGITS = 6
LIFETIME = 120
"""Seconds that a code lives (NIST SP 800-63B and ASVS 6.5.5 allow 600)."""
ATTEMPTS = 5
TOTAL_LIFETIME = 600
"""Seconds from the first code of a challenge after which it cannot be resent any more."""

_CODE = re.compile(r"[0-9]{6}")
_CHALLENGE_ID = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Challenge:
    """One sign-in attempt. Times are epoch seconds; `epoch` is the phone's, and a success there kills all others.

    `owner` is whom the phone belonged to when the challenge began: verify looks there first, and so needs no read.
    """

    id: ChallengeId
    phone: Phone
    phone_hash: str
    nonce: str
    binding_hash: str
    pepper_version: str
    epoch: int
    seq: int
    attempts: int
    created_at: int
    expires_at: int
    locale: str
    owner: User | None = None


def new_challenge_id() -> ChallengeId:
    return ChallengeId(secrets.token_urlsafe(16))


def is_challenge_id(text: str) -> bool:
    return _CHALLENGE_ID.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """ASCII digits only: `str.isdigit` would let Arabic-Indic ones through."""
    return _CODE.fullmatch(text) is not None


def binding_hash(binding: str) -> str:
    """What is stored of the value that ties a challenge to the browser which began it."""
    return hashlib.sha256(binding.encode()).hexdigest()


def code_for(challenge: Challenge, keyring: Keyring) -> str | None:
    """Six digits, or None when the pepper of that version is gone (rotated out within 10 minutes: no code fits)."""
    key = keyring.key("otp/v1", challenge.pepper_version)
    if key is None:
        return None
    seed = mac(key, challenge.id, challenge.nonce, challenge.phone)
    return pyotp.HOTP(base64.b32encode(seed).decode(), digits=DIGITS, digest=hashlib.sha256).at(challenge.seq)


def matches(challenge: Challenge, code: str, keyring: Keyring) -> bool:
    expected = code_for(challenge, keyring)
    return expected is not None and hmac.compare_digest(expected.encode(), code.encode())
