"""Which key signs, which keys are still trusted, and what does an access token say? Pure.

A key lives through: published (in the JWKS, not signing) -> active (after PUBLISH_LEAD) -> retired (gone from the JWKS
once every token that it signed is dead). The first key of a stack is active at once, as nothing was cached before it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

ACCESS_LIFETIME = 600
"""Seconds that an access token lives."""
JWKS_MAX_AGE = 600
"""Seconds that others may keep the public keys."""
PUBLISH_LEAD = JWKS_MAX_AGE + 300
"""Seconds a new key is published before it signs: what others keep, and what our own functions keep."""
RETIRE_AFTER = ACCESS_LIFETIME + 60


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`not_before`: signs from then on. `retire_at`: leaves the JWKS; None while it is the newest."""

    kid: str
    pem: str
    not_before: int
    retire_at: int | None


@dataclass(frozen=True, slots=True)
class KeySet:
    keys: tuple[SigningKey, ...]

    @classmethod
    def parse(cls, secret: Mapping[str, Any]) -> "KeySet":
        return cls(tuple(SigningKey(**key) for key in secret.get("keys", ())))

    def dump(self, now: int) -> str:
        active = self.active(now)
        return json.dumps({"active_kid": active.kid if active else None, "keys": [asdict(key) for key in self.keys]})

    def active(self, now: int) -> SigningKey | None:
        """The newest key that may sign."""
        ready = [key for key in self.keys if key.not_before <= now]
        return max(ready, key=lambda key: key.not_before, default=None)

    def jwks(self) -> list[dict[str, Any]]:
        return [_public(key) for key in self.keys]


def rotated(keys: KeySet, kid: str, now: int) -> KeySet:
    """Adds a fresh key, sets when the present ones retire, and drops the retired."""
    lead = PUBLISH_LEAD if keys.active(now) else 0
    fresh = SigningKey(kid, _new_pem(), now + lead, None)
    kept = [key for key in keys.keys if key.retire_at is None or key.retire_at > now]
    ending = [SigningKey(key.kid, key.pem, key.not_before, key.retire_at or now + lead + RETIRE_AFTER) for key in kept]
    return KeySet((*ending, fresh))


def access_token(keys: KeySet, *, issuer: str, user_id: str, session_id: str, token_id: str, now: int) -> str:
    """An RFC 9068 token, `typ` at+jwt. Raises LookupError when no key may sign."""
    key = keys.active(now)
    if key is None:
        raise LookupError("no signing key is active")
    claims = {
        "iss": issuer,
        "aud": issuer,
        "client_id": issuer,
        "sub": user_id,
        "sid": session_id,
        "jti": token_id,
        "iat": now,
        "nbf": now,
        "exp": now + ACCESS_LIFETIME,
    }
    return jwt.encode(claims, _private(key.pem), algorithm="ES256", headers={"typ": "at+jwt", "kid": key.kid})


def _new_pem() -> str:
    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


@lru_cache(maxsize=8)
def _private(pem: str) -> ec.EllipticCurvePrivateKey:
    """Parsed once per key and process: the text costs as much to parse as a token to sign."""
    private = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise TypeError("a signing key is not an elliptic-curve key")
    return private


def _public(key: SigningKey) -> dict[str, Any]:
    public: dict[str, Any] = ECAlgorithm.to_jwk(_private(key.pem).public_key(), as_dict=True)
    return {**public, "kid": key.kid, "use": "sig", "alg": "ES256"}
