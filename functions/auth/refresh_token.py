"""What is in a refresh token, and what follows it? A chain in which nothing replayable is stored; pure.

    token   = v1.{pepper version}.{user}.{session}.{generation}.{link}.{tag}
    tag     = HMAC(k_tag, all before)          tells in process that we issued it, before any database call
    link_0  = 128 random bits;  link_n+1 = HMAC(k_link, user | session | n | link_n)

The row keeps only SHA-256 of the present link and of the one before. Whoever steals the table cannot refresh; a lost
response is repeated by presenting the old token within `GRACE`: the same successor is derived again
(`[Note: Refresh grace]` in docs/auth.md). After ideas of supabase/auth's refresh tokens v2.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace

from functions.auth.keyring import Keyring, mac

GRACE = 30
"""Seconds from the first rotation in which the spent token still answers with its one successor."""
IDLE = 30 * 86_400
ABSOLUTE = 180 * 86_400


@dataclass(frozen=True, slots=True)
class RefreshToken:
    version: str
    user_id: str
    session_id: str
    generation: int
    link: bytes

    @property
    def link_hash(self) -> str:
        return hashlib.sha256(self.link).hexdigest()


def first(user_id: str, session_id: str, keyring: Keyring, entropy: bytes) -> RefreshToken:
    return RefreshToken(keyring.version, user_id, session_id, 0, entropy)


def successor(token: RefreshToken, keyring: Keyring) -> RefreshToken | None:
    """The one token that follows; None when the pepper of the token's version is gone."""
    key = keyring.key("refresh-link/v1", token.version)
    if key is None:
        return None
    link = mac(key, token.user_id, token.session_id, str(token.generation), token.link.hex())[:16]
    return replace(token, generation=token.generation + 1, link=link)


def encode(token: RefreshToken, keyring: Keyring) -> str:
    """Raises LookupError when the pepper of the token's version is gone."""
    body = f"v1.{token.version}.{token.user_id}.{token.session_id}.{token.generation}.{_text(token.link)}"
    key = keyring.key("refresh-tag/v1", token.version)
    if key is None:
        raise LookupError(token.version)
    return f"{body}.{_text(mac(key, body))}"


def decode(text: str, keyring: Keyring) -> RefreshToken | None:
    """None unless the tag is ours."""
    body, _, tag = text.rpartition(".")
    parts = body.split(".")
    if len(text) > 400 or not text.isascii() or len(parts) != 6 or parts[0] != "v1":
        return None
    key = keyring.key("refresh-tag/v1", parts[1])
    if key is None or not hmac.compare_digest(_text(mac(key, body)).encode(), tag.encode()):
        return None
    return RefreshToken(parts[1], parts[2], parts[3], int(parts[4]), base64.urlsafe_b64decode(parts[5] + "=="))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
