"""Is anything believed that Meta did not sign just now?"""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.connect import signed_request
from functions.connect.signed_request import ForgedError, Notice

NOW = 1_795_300_000
SECRET = "app-secret"
GOOD: dict[str, Any] = {"algorithm": "HMAC-SHA256", "issued_at": NOW, "user_id": "17841400000000001"}


def b64(raw: bytes, padding: str = "") -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode() + padding


def signed(payload: Any = GOOD, secret: str = SECRET, raw: bytes | None = None) -> str:
    encoded = b64(raw if raw is not None else json.dumps(payload).encode())
    return f"{b64(hmac.new(secret.encode(), encoded.encode(), hashlib.sha256).digest())}.{encoded}"


@pytest.mark.parametrize("size", range(1, 6))
def test_a_true_one_is_read_whatever_its_padding(size: int) -> None:
    """Payloads of every length modulo three."""
    assert signed_request.read(signed({**GOOD, "x": "y" * size}), SECRET, NOW) == Notice("17841400000000001", NOW)


def test_a_number_names_a_user_as_well_as_text() -> None:
    assert signed_request.read(signed({**GOOD, "user_id": 42}), SECRET, NOW).user_id == "42"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (signed(secret="another"), "signature"),
        (signed(secret=""), "signature"),
        (signed().replace(".", ".e30"), "signature"),
        (signed()[:10] + "." + signed().partition(".")[2], "signature"),
        ("", "encoding"),
        (".", "encoding"),
        ("AAAA.b.c", "signature"),
        ("é." + signed().partition(".")[2], "encoding"),
        ("AAAA", "signature"),
        ("A" + "." + signed().partition(".")[2], "encoding"),
        (signed(raw=b"[]"), "algorithm"),
        (signed(raw=b"not json"), "algorithm"),
        (signed(raw=b"[" * 5_000), "algorithm"),
        (signed({**GOOD, "algorithm": "none"}), "algorithm"),
        (signed({**GOOD, "algorithm": "HMAC-SHA1"}), "algorithm"),
        (signed({**GOOD, "algorithm": None}), "algorithm"),
        (signed({**GOOD, "issued_at": NOW - signed_request.MAX_AGE - 1}), "issued_at"),
        (signed({**GOOD, "issued_at": NOW + signed_request.MAX_SKEW + 1}), "issued_at"),
        (signed({**GOOD, "issued_at": str(NOW)}), "issued_at"),
        (signed({**GOOD, "issued_at": True}), "issued_at"),
        (signed({**GOOD, "issued_at": None}), "issued_at"),
        (signed({**GOOD, "user_id": ""}), "user_id"),
        (signed({**GOOD, "user_id": "x"}), "user_id"),
        (signed({**GOOD, "user_id": "1" * 41}), "user_id"),
        (signed({**GOOD, "user_id": True}), "user_id"),
        (signed({**GOOD, "user_id": ["1"]}), "user_id"),
    ],
)
def test_everything_else_is_forged(text: str, why: str) -> None:
    with pytest.raises(ForgedError, match=why):
        signed_request.read(text, SECRET, NOW)


def test_no_secret_verifies_nothing() -> None:
    with pytest.raises(ForgedError):
        signed_request.read(signed(secret=""), "", NOW)


@given(st.text(max_size=80))
def test_any_text_is_an_answer(text: str) -> None:
    with pytest.raises(ForgedError):
        signed_request.read(text, SECRET, NOW)


def test_a_confirmation_is_the_same_for_the_same_request_only() -> None:
    code = signed_request.confirmation(Notice("1", NOW), SECRET)
    assert signed_request.confirmation(Notice("1", NOW), SECRET) == code
    others = [(Notice("2", NOW), SECRET), (Notice("1", NOW + 1), SECRET), (Notice("1", NOW), "another")]
    assert code not in {signed_request.confirmation(notice, secret) for notice, secret in others}
    assert code.isalnum()
    assert len(code) == 32


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("a2" * 16, True),
        ("", False),
        ("a2" * 16 + "a", False),
        ("A2" * 16, False),
        ("a1" * 16, False),
        ("a2" * 15 + "a\n", False),
        ("a2" * 16 + "\n", False),
    ],
)
def test_what_is_no_confirmation_is_seen_at_once(code: str, *, ours: bool) -> None:
    assert signed_request.is_confirmation(code) is ours
    assert signed_request.is_confirmation(signed_request.confirmation(Notice("1", NOW), SECRET))
