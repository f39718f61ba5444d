"""What may a provider let us do, and under which token? The values that the token vault keeps; no I/O.

Token                text that shows itself to nobody but who calls `reveal`
├── RefreshToken     Google, TikTok: exchanged for access tokens        kept in the vault
├── LongLivedToken   Instagram: 60 days, used and refreshed as it is    kept in the vault
└── AccessToken      an hour or two, for one pull                       never: `Grant` does not take it
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from functions.shared.ids import is_id

SHORT_LIVED = 86_400
"""Seconds: what lives less is an access token by whatever name (Google 1 h, TikTok 2 h, Instagram's first 1 h)."""

Version = NewType("Version", str)
"""Names one write of one token and never comes again, so that a late writer cannot take a new grant for the old."""


class Provider(StrEnum):
    GA4 = "ga4"
    YOUTUBE = "youtube"
    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"


class Token:
    """A secret text. Not a dataclass: `asdict`, `repr` and f-strings must not carry it out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Raises ValueError, without the text, for an empty one."""
        if not text:
            raise ValueError("a token is never empty")
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Token) or type(self) is not type(other):
            return False
        return hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    def __hash__(self) -> int:
        return hash((type(self), self._text))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class RefreshToken(Token):
    __slots__ = ()


class LongLivedToken(Token):
    __slots__ = ()


class AccessToken(Token):
    __slots__ = ()


KEPT: Mapping[Provider, type[RefreshToken | LongLivedToken]] = {
    Provider.GA4: RefreshToken,
    Provider.YOUTUBE: RefreshToken,
    Provider.INSTAGRAM: LongLivedToken,
    Provider.TIKTOK: RefreshToken,
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One user's consent at one provider. Times are epoch seconds; `expires_at` None: until it is revoked."""

    token: RefreshToken | LongLivedToken
    account_id: str
    """Who the user is at the provider."""
    scopes: frozenset[str]
    obtained_at: int
    expires_at: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.token, RefreshToken | LongLivedToken):
            raise TypeError(f"a vault keeps no {type(self.token).__name__}")
        if isinstance(self.token, LongLivedToken) and self.expires_at is None:
            raise ValueError("a long-lived token says when it ends")
        if self.expires_at is not None and self.expires_at - self.obtained_at < SHORT_LIVED:
            raise ValueError("a vault keeps no short-lived token")


@dataclass(frozen=True, slots=True)
class ConnectionKey:
    """Whose token it is. A user has one connection per provider; after a reconnect under another id the old key finds
    nothing, so that late work for it neither uses nor deletes the new token.
    """

    user_id: str
    provider: Provider
    connection_id: str

    def __post_init__(self) -> None:
        if not is_id(self.user_id) or not self.connection_id:
            raise ValueError("not the key of a connection")


@dataclass(frozen=True, slots=True)
class Held:
    """What the vault answers: a grant, whose it is, and the version that the next write must name."""

    key: ConnectionKey
    grant: Grant
    version: Version
