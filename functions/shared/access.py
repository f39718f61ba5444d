"""Who is calling? Checks an ES256 access token in process, then that its session still lives.

    Authorization: Bearer -> header (typ, alg, kid) -> signature -> claims (RFC 9068) -> session row (cached 10 s)

RFC 8725 and measured gaps of PyJWT decide the extra checks: it accepts any `typ` and a numeric string as `exp`.
A logout therefore holds everywhere within `SESSION_CACHE_SECONDS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jwt

from functions.shared.clock import Clock
from functions.shared.problems import Code, Problem

LEEWAY = 10
"""Seconds of clock difference forgiven on `iat`, `nbf` and `exp`."""
SESSION_CACHE_SECONDS = 10
KEY_CACHE_SECONDS = 300
KEY_REFETCH_SECONDS = 30
"""An unknown `kid` asks for the keys again at most this often, so that a flood of them costs nothing."""
_CACHE_SIZE = 2_000
_REQUIRED = ("iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp")


@dataclass(frozen=True, slots=True)
class Caller:
    """The signed-in user behind a request."""

    user_id: str
    session_id: str


@dataclass(frozen=True, slots=True)
class SessionState:
    active: bool
    expires_at: int


class IdentitySource(Protocol):
    def session(self, user_id: str, session_id: str) -> SessionState | None: ...
    def public_keys(self) -> list[Mapping[str, Any]]: ...


class AccessCheck:
    """One per process; holds the caches."""

    def __init__(self, source: IdentitySource, *, issuer: str, clock: Clock) -> None:
        self._source = source
        self._issuer = issuer
        self._clock = clock
        self._keys: dict[str, Any] = {}
        self._keys_at = 0.0
        self._sessions: dict[tuple[str, str], tuple[float, SessionState | None]] = {}

    def caller(self, authorization: str | None) -> Caller:
        """Raises Problem: unauthenticated, token_expired or session_ended (all 401)."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > 4096:
            raise Problem(Code.UNAUTHENTICATED)
        claims = self._claims(token)
        session = self._session(claims["sub"], claims["sid"])
        if session is None or not session.active or session.expires_at <= self._clock():
            raise Problem(Code.SESSION_ENDED)
        return Caller(claims["sub"], claims["sid"])

    def forget(self, user_id: str, session_id: str) -> None:
        """Drops a session that this very process has just ended."""
        self._sessions.pop((user_id, session_id), None)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            if header.get("typ") != "at+jwt" or header.get("alg") != "ES256" or "crit" in header:
                raise Problem(Code.UNAUTHENTICATED, private="unexpected token header")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key(header.get("kid")),
                algorithms=["ES256"],
                audience=self._issuer,
                issuer=self._issuer,
                options={"require": list(_REQUIRED), "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
        except (jwt.InvalidTokenError, ValueError, TypeError) as refused:
            raise Problem(Code.UNAUTHENTICATED, private=type(refused).__name__) from refused
        self._check_times(claims)
        return claims

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        if not all(isinstance(claims[name], str) and claims[name] for name in ("sub", "sid", "jti", "aud")):
            raise Problem(Code.UNAUTHENTICATED, private="claim of a wrong type")
        if not all(type(claims[name]) is int for name in ("iat", "nbf", "exp")):
            raise Problem(Code.UNAUTHENTICATED, private="time claim of a wrong type")
        now = self._clock()
        if claims["exp"] + LEEWAY <= now:
            raise Problem(Code.TOKEN_EXPIRED)
        if claims["nbf"] - LEEWAY > now or claims["iat"] - LEEWAY > now:
            raise Problem(Code.UNAUTHENTICATED, private="token from the future")

    def _key(self, kid: object) -> Any:
        if not isinstance(kid, str):
            raise Problem(Code.UNAUTHENTICATED, private="no kid")
        age = self._clock() - self._keys_at
        if age > KEY_CACHE_SECONDS or (kid not in self._keys and age > KEY_REFETCH_SECONDS):
            self._keys = {key["kid"]: jwt.PyJWK(dict(key), algorithm="ES256") for key in self._source.public_keys()}
            self._keys_at = self._clock()
        if kid not in self._keys:
            raise Problem(Code.UNAUTHENTICATED, private="unknown kid")
        return self._keys[kid]

    def _session(self, user_id: str, session_id: str) -> SessionState | None:
        key = (user_id, session_id)
        kept = self._sessions.get(key)
        if kept is None or self._clock() - kept[0] > SESSION_CACHE_SECONDS:
            if len(self._sessions) >= _CACHE_SIZE:
                self._sessions.clear()
            kept = (self._clock(), self._source.session(user_id, session_id))
            self._sessions[key] = kept
        return kept[1]
