"""What does a token of the sandbox say? Whose it is, for what and until when, signed: so a restart changes nothing.

The key is no secret: nothing real is behind these tokens.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

_KEY = b"infofluencer provider sandbox"
_SIGNATURE = 22
"""Letters of a signature: 16 bytes in base64url."""


class Kind(StrEnum):
    GOOGLE_CODE = "google_code"
    GOOGLE_ACCESS = "google_access"
    GOOGLE_REFRESH = "google_refresh"
    INSTAGRAM_CODE = "instagram_code"
    INSTAGRAM_SHORT = "instagram_short"
    INSTAGRAM_LONG = "instagram_long"


_PREFIX = {
    Kind.GOOGLE_CODE: "4/0A",
    Kind.GOOGLE_ACCESS: "ya29.a0",
    Kind.GOOGLE_REFRESH: "1//0",
    Kind.INSTAGRAM_CODE: "AQ",
    Kind.INSTAGRAM_SHORT: "IGAA",
    Kind.INSTAGRAM_LONG: "IGAA",
}


@dataclass(frozen=True)
class Token:
    """Times are epoch seconds. `redirect_uri`, `challenge`, `offline` are of codes."""

    kind: Kind
    client: str
    account: str
    scopes: tuple[str, ...]
    issued: float
    expires: float
    generation: int
    serial: int = 0
    redirect_uri: str = ""
    challenge: str = ""
    offline: bool = False
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(9))

    def sealed(self) -> str:
        payload = _encode(json.dumps(asdict(self), separators=(",", ":")).encode())
        return _PREFIX[self.kind] + _sign(payload) + payload


def opened(text: str) -> Token | None:
    """None for what the sandbox did not issue."""
    for prefix in sorted(set(_PREFIX.values()), key=len, reverse=True):
        rest = text.removeprefix(prefix)
        signature, payload = rest[:_SIGNATURE], rest[_SIGNATURE:]
        if rest == text or not hmac.compare_digest(signature.encode(), _sign(payload).encode()):
            continue
        members = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        kind, scopes = Kind(members.pop("kind")), tuple(members.pop("scopes"))
        return Token(kind=kind, scopes=scopes, **members)
    return None


def signed_request(payload: Mapping[str, object], secret: str) -> str:
    """Meta's: base64url(HMAC-SHA256 of the payload part), a dot, base64url(payload); no padding."""
    part = _encode(json.dumps(payload).encode())
    return f"{_encode(hmac.new(secret.encode(), part.encode(), hashlib.sha256).digest())}.{part}"


def s256(verifier: str) -> str:
    """RFC 7636 §4.2."""
    return _encode(hashlib.sha256(verifier.encode()).digest())


def _sign(payload: str) -> str:
    return _encode(hmac.new(_KEY, payload.encode(), hashlib.sha256).digest()[:16])


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
