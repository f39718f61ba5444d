"""What holds a trip together, and what does it give away?"""

import base64
import hashlib
import itertools
import re

import pytest

from functions.connect import consent
from functions.connect.consent import Result, Trip

_numbers = itertools.count()


def entropy(size: int) -> bytes:
    """Never the same twice."""
    return next(_numbers).to_bytes(size, "big")


def test_a_browser_keeps_its_secret_over_trips_and_every_trip_has_its_own_state() -> None:
    first = consent.set_out(None, entropy)
    second = consent.set_out(first.browser, entropy)
    assert second.browser == first.browser
    assert second.state != first.state
    assert second.verifier != first.verifier


@pytest.mark.parametrize("cookie", ["", "short", "x" * 42, "x" * 44, "ü" * 43, "a" * 42 + "=", "a" * 42 + "\n"])
def test_a_cookie_that_is_none_of_ours_is_replaced(cookie: str) -> None:
    assert consent.set_out(cookie, entropy).browser != cookie
    assert consent.returned(cookie, "s" * 43) is None
    assert consent.returned("b" * 43, cookie) is None


def test_what_comes_back_is_the_same_trip() -> None:
    trip = consent.set_out(None, entropy)
    back = consent.returned(trip.browser, trip.state)
    assert back is not None
    assert (back.verifier, back.state_hash, back.browser_hash) == (trip.verifier, trip.state_hash, trip.browser_hash)
    assert consent.returned(None, trip.state) is None
    assert consent.returned(trip.browser, None) is None


def test_the_verifier_is_one_of_rfc_7636_and_needs_both_secrets() -> None:
    trip = Trip("b" * 43, "s" * 43)
    assert re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", trip.verifier)
    assert len({trip.verifier, Trip("c" * 43, "s" * 43).verifier, Trip("b" * 43, "t" * 43).verifier}) == 3


def test_what_is_kept_tells_neither_secret_nor_verifier() -> None:
    trip = consent.set_out(None, entropy)
    kept = {trip.state_hash, trip.browser_hash}
    secrets = {trip.browser, trip.state, trip.verifier}
    assert kept.isdisjoint(secrets)
    assert Trip("x" * 43, "x" * 43).state_hash != Trip("x" * 43, "x" * 43).browser_hash
    assert not any(secret in repr(trip) for secret in secrets)


def test_the_challenge_that_google_sees_is_the_verifiers_hash() -> None:
    verifier = Trip("b" * 43, "s" * 43).verifier
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    assert len(challenge) == 43


@pytest.mark.parametrize(
    ("error", "result"),
    [
        ("access_denied", Result.DENIED),
        ("user_denied", Result.DENIED),
        ("server_error", Result.FAILED),
        ("", Result.FAILED),
        ("<script>", Result.FAILED),
    ],
)
def test_only_a_persons_no_counts_as_denied(error: str, result: Result) -> None:
    assert consent.refusal(error) is result


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("AQBx-abc", "AQBx-abc"),
        ("AQBx#_", "AQBx"),
        ("4/0Ab_c", "4/0Ab_c"),
        ("#_", None),
        ("", None),
        (None, None),
        ("a" * 2049, None),
        ("a\r\nb", None),
        ("ü", None),
    ],
)
def test_a_code_is_taken_without_instagrams_tail(written: str | None, code: str | None) -> None:
    assert consent.code(written) == code
