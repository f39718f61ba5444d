"""The access check against forged, stale and malformed tokens (RFC 8725, RFC 9068, ASVS 9.x)."""

import base64
import hmac
import json
from collections.abc import Mapping
from typing import Any

import jwt
import pytest

from functions.auth import signing_keys
from functions.auth.signing_keys import KeySet
from functions.shared.access import AccessCheck, Caller, SessionState
from functions.shared.problems import Code, Problem

NOW = 1_800_000_000
ISSUER = "infofluencer"


class Source:
    """The identity table in memory, counting what it is asked."""

    def __init__(self, keys: KeySet) -> None:
        self.keys = keys
        self.sessions = {("user", "session"): SessionState(active=True, expires_at=NOW + 10_000)}
        self.key_reads = 0
        self.session_reads = 0

    def session(self, user_id: str, session_id: str) -> SessionState | None:
        self.session_reads += 1
        return self.sessions.get((user_id, session_id))

    def public_keys(self) -> list[Mapping[str, Any]]:
        self.key_reads += 1
        return list(self.keys.jwks())


class Ticking:
    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def keys() -> KeySet:
    return signing_keys.rotated(KeySet(()), "key-1", NOW - 1000)


@pytest.fixture
def source(keys: KeySet) -> Source:
    return Source(keys)


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def check(source: Source, clock: Ticking) -> AccessCheck:
    return AccessCheck(source, issuer=ISSUER, clock=clock)


def minted(keys: KeySet, **changed: Any) -> str:
    facts: dict[str, Any] = {"issuer": ISSUER, "user_id": "user", "session_id": "session", "token_id": "t", "now": NOW}
    return signing_keys.access_token(keys, **{**facts, **changed})


def forged(keys: KeySet, claims: Mapping[str, Any] | None = None, header: Mapping[str, Any] | None = None) -> str:
    """Signed with the real key, but with claims or header of the attacker's choice."""
    good = jwt.decode(minted(keys), options={"verify_signature": False})
    headers = {"typ": "at+jwt", "kid": "key-1", **(header or {})}
    return jwt.encode({**good, **(claims or {})}, keys.keys[0].pem, algorithm="ES256", headers=headers)


def refusal(check: AccessCheck, authorization: str | None) -> Code:
    with pytest.raises(Problem) as refused:
        check.caller(authorization)
    assert refused.value.status == 401
    return refused.value.code


def test_a_good_token_names_its_caller(check: AccessCheck, keys: KeySet) -> None:
    assert check.caller(f"Bearer {minted(keys)}") == Caller("user", "session")


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic eDp5", "Bearer a.b.c", "Bearer " + "x" * 5000]
)
def test_no_usable_token(check: AccessCheck, header: str | None) -> None:
    assert refusal(check, header) is Code.UNAUTHENTICATED


@pytest.mark.parametrize(
    "header",
    [{"typ": "JWT"}, {"typ": "rt+jwt"}, {"kid": "unknown"}, {"kid": None}, {"kid": ["key-1"]}, {"crit": ["exp"]}],
)
def test_a_foreign_header_is_refused(check: AccessCheck, keys: KeySet, header: dict[str, Any]) -> None:
    parts = forged(keys).split(".")
    decoded = json.loads(base64.urlsafe_b64decode(parts[0] + "=="))
    parts[0] = base64.urlsafe_b64encode(json.dumps({**decoded, **header}).encode()).rstrip(b"=").decode()
    assert refusal(check, "Bearer " + ".".join(parts)) is Code.UNAUTHENTICATED


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "other"},
        {"aud": "other"},
        {"aud": [ISSUER, "other"]},
        {"sub": 7},
        {"sub": ""},
        {"sid": ["session"]},
        {"exp": str(NOW + 600)},
        {"exp": 1e20},
        {"iat": NOW + 3600},
        {"nbf": NOW + 3600},
        {"jti": None},
    ],
)
def test_a_signed_token_with_wrong_claims_is_refused(check: AccessCheck, keys: KeySet, claims: dict[str, Any]) -> None:
    assert refusal(check, f"Bearer {forged(keys, claims)}") is Code.UNAUTHENTICATED


def test_unsigned_and_symmetric_tokens_are_refused(check: AccessCheck, keys: KeySet) -> None:
    claims = jwt.decode(minted(keys), options={"verify_signature": False})
    headers = {"typ": "at+jwt", "kid": "key-1"}
    unsigned = jwt.encode(claims, "", algorithm="none", headers=headers)
    symmetric = jwt.encode(claims, "x" * 64, algorithm="HS256", headers=headers)
    body = symmetric.rpartition(".")[0]
    with_public_key = hmac.digest(json.dumps(keys.jwks()[0]).encode(), body.encode(), "sha256")
    symmetric = f"{body}.{base64.urlsafe_b64encode(with_public_key).rstrip(b'=').decode()}"
    assert refusal(check, f"Bearer {unsigned}") is Code.UNAUTHENTICATED
    assert refusal(check, f"Bearer {symmetric}") is Code.UNAUTHENTICATED


def test_an_expired_token_says_so(check: AccessCheck, keys: KeySet, clock: Ticking) -> None:
    clock.now = NOW + signing_keys.ACCESS_LIFETIME + 11
    assert refusal(check, f"Bearer {minted(keys)}") is Code.TOKEN_EXPIRED


def test_a_logout_holds_within_ten_seconds(check: AccessCheck, keys: KeySet, source: Source, clock: Ticking) -> None:
    token = f"Bearer {minted(keys)}"
    check.caller(token)
    source.sessions.clear()
    check.caller(token)
    clock.now += 10.5
    assert refusal(check, token) is Code.SESSION_ENDED


def test_an_expired_session_ends_a_living_token(check: AccessCheck, keys: KeySet, source: Source) -> None:
    source.sessions["user", "session"] = SessionState(active=True, expires_at=NOW)
    assert refusal(check, f"Bearer {minted(keys)}") is Code.SESSION_ENDED


def test_a_warm_check_reads_at_most_one_row(check: AccessCheck, keys: KeySet, source: Source, clock: Ticking) -> None:
    token = f"Bearer {minted(keys)}"
    check.caller(token)
    clock.now += 11
    before = source.session_reads + source.key_reads
    check.caller(token)
    assert source.session_reads + source.key_reads - before == 1


def test_a_flood_of_unknown_keys_reads_the_keys_once(check: AccessCheck, keys: KeySet, source: Source) -> None:
    check.caller(f"Bearer {minted(keys)}")
    for number in range(50):
        refusal(check, f"Bearer {forged(keys, header={'kid': f'unknown-{number}'})}")
    assert source.key_reads == 1


def test_a_rotated_key_is_picked_up(check: AccessCheck, keys: KeySet, source: Source, clock: Ticking) -> None:
    check.caller(f"Bearer {minted(keys)}")
    source.keys = signing_keys.rotated(keys, "key-2", NOW - signing_keys.PUBLISH_LEAD)
    clock.now += 31
    assert check.caller(f"Bearer {minted(source.keys)}").user_id == "user"
