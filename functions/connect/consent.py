"""What holds one trip to a provider and back together? State, browser secret, PKCE; pure (RFC 6749 §10.12, RFC 7636).

[Note: Nothing replayable]
    browser secret   43 characters in a Lax cookie; kept over several trips of a browser
    state            43 characters in the addresses; works once, within ten minutes
    verifier         HMAC(browser secret, state): derived again on the way back, stored nowhere
The row keeps hashes only. Who reads the table can neither answer a callback nor redeem a code; who reads an address
lacks the cookie, and the cookie alone opens nothing.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from functions.shared.ids import Entropy
from functions.shared.tokens.grants import Provider

LIFETIME = 600
"""Seconds from start to callback."""
MAX_CODE = 2_048
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_DENIED = frozenset({"access_denied", "user_denied"})


class Result(StrEnum):
    """How a trip ended; part of the public contract (the page's `result`)."""

    CONNECTED = "connected"
    NEEDS_PROPERTY = "needs_property"
    DENIED = "denied"
    PARTIAL = "partial"
    EXPIRED = "expired"
    FAILED = "failed"
    NO_ACCOUNT = "no_account"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trip under way, as it is kept: whose, from which session and browser, to whom, and back to where."""

    state_hash: str
    browser_hash: str
    user_id: str
    session_id: str
    provider: Provider
    path: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Trip:
    """The two secrets of one trip."""

    browser: str
    state: str

    @property
    def state_hash(self) -> str:
        return _digest("state", self.state)

    @property
    def browser_hash(self) -> str:
        return _digest("browser", self.browser)

    @property
    def verifier(self) -> str:
        derived = hmac.new(self.browser.encode(), b"pkce " + self.state.encode(), hashlib.sha256)
        return _text(derived.digest())

    def __repr__(self) -> str:
        return "Trip(…)"


def set_out(browser: str | None, entropy: Entropy) -> Trip:
    """A new trip; a browser that already has a secret keeps it, so that its other trips go on."""
    kept = browser if browser is not None and _SECRET.fullmatch(browser) else None
    return Trip(kept or _text(entropy(32)), _text(entropy(32)))


def returned(browser: str | None, state: str | None) -> Trip | None:
    """The trip that a callback names; None where it cannot be one of ours."""
    if browser is None or state is None or not _SECRET.fullmatch(browser) or not _SECRET.fullmatch(state):
        return None
    return Trip(browser, state)


def refusal(error: str) -> Result:
    """What the `error` of a callback (RFC 6749 §4.1.2.1) says."""
    return Result.DENIED if error in _DENIED else Result.FAILED


def code(written: str | None) -> str | None:
    """Instagram puts `#_` behind its codes; what is empty or too long is none."""
    found = (written or "").removesuffix("#_")
    return found if 0 < len(found) <= MAX_CODE and found.isascii() and found.isprintable() else None


def _digest(label: str, text: str) -> str:
    return hashlib.sha256(f"connect {label} {text}".encode()).hexdigest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
