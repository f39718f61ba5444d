import json

import jwt
import pytest

from functions.auth import signing_keys
from functions.auth.signing_keys import ACCESS_LIFETIME, PUBLISH_LEAD, RETIRE_AFTER, KeySet

NOW = 1_800_000_000


def token(keys: KeySet, now: int) -> str:
    return signing_keys.access_token(keys, issuer="i", user_id="u", session_id="s", token_id="t", now=now)


def test_the_first_key_signs_at_once() -> None:
    keys = signing_keys.rotated(KeySet(()), "one", NOW)
    assert jwt.get_unverified_header(token(keys, NOW)) == {"alg": "ES256", "kid": "one", "typ": "at+jwt"}


def test_a_new_key_is_published_before_it_signs() -> None:
    keys = signing_keys.rotated(signing_keys.rotated(KeySet(()), "one", NOW), "two", NOW + 100)
    assert [key["kid"] for key in keys.jwks()] == ["one", "two"]
    assert jwt.get_unverified_header(token(keys, NOW + 100 + PUBLISH_LEAD - 1))["kid"] == "one"
    assert jwt.get_unverified_header(token(keys, NOW + 100 + PUBLISH_LEAD))["kid"] == "two"


def test_an_old_key_stays_until_its_last_token_is_dead() -> None:
    keys = signing_keys.rotated(signing_keys.rotated(KeySet(()), "one", NOW), "two", NOW + 100)
    last_signature = NOW + 100 + PUBLISH_LEAD
    retire_at = keys.keys[0].retire_at
    assert retire_at is not None
    assert retire_at >= last_signature + ACCESS_LIFETIME
    later = signing_keys.rotated(keys, "three", last_signature + RETIRE_AFTER)
    assert [key.kid for key in later.keys] == ["two", "three"]


def test_the_secret_can_be_read_back_and_the_jwks_holds_nothing_private() -> None:
    keys = signing_keys.rotated(KeySet(()), "one", NOW)
    assert KeySet.parse(json.loads(keys.dump(NOW))) == keys
    assert json.loads(keys.dump(NOW))["active_kid"] == "one"
    assert set(keys.jwks()[0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_without_a_key_nothing_is_signed() -> None:
    with pytest.raises(LookupError):
        token(KeySet(()), NOW)


def test_a_token_stays_small_and_says_nothing_personal() -> None:
    text = token(signing_keys.rotated(KeySet(()), "one", NOW), NOW)
    claims = jwt.decode(text, options={"verify_signature": False})
    assert set(claims) == {"iss", "aud", "client_id", "sub", "sid", "jti", "iat", "nbf", "exp"}
    assert len(text) < 1024
