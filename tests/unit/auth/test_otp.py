from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.auth import messages, otp
from functions.auth.keyring import Keyring, mac
from functions.auth.otp import Challenge, ChallengeId
from functions.auth.phone import Phone

KEYRING = Keyring({"current": "1", "1": "pepper-one", "0": "pepper-zero"}, {"key": "index"})
CHALLENGE = Challenge(
    id=ChallengeId("A" * 22),
    phone=Phone("+905321234567"),
    phone_hash="h",
    nonce="n",
    binding_hash="b",
    pepper_version="1",
    epoch=0,
    seq=0,
    attempts=0,
    created_at=0,
    expires_at=120,
    locale="tr",
)


def test_the_code_hangs_on_everything_that_it_is_derived_from() -> None:
    others = [
        replace(CHALLENGE, id=ChallengeId("B" * 22)),
        replace(CHALLENGE, nonce="m"),
        replace(CHALLENGE, phone=Phone("+905321234568")),
        replace(CHALLENGE, seq=1),
        replace(CHALLENGE, pepper_version="0"),
    ]
    codes = [otp.code_for(challenge, KEYRING) for challenge in (CHALLENGE, *others)]
    assert len(set(codes)) == len(codes)


def test_only_its_own_code_matches() -> None:
    code = otp.code_for(CHALLENGE, KEYRING)
    assert code is not None
    assert otp.is_code(code)
    assert otp.matches(CHALLENGE, code, KEYRING)
    assert not otp.matches(replace(CHALLENGE, seq=1), code, KEYRING)


def test_no_code_fits_once_the_pepper_is_gone() -> None:
    gone = replace(CHALLENGE, pepper_version="7")
    assert otp.code_for(gone, KEYRING) is None
    assert not any(otp.matches(gone, f"{number:06}", KEYRING) for number in range(100))


def test_codes_are_spread_evenly() -> None:
    """Chi-square over the first digit of 5,000 codes: 9 degrees of freedom, 99.99 % quantile 33.7."""
    codes = [otp.code_for(replace(CHALLENGE, seq=seq), KEYRING) or "" for seq in range(5_000)]
    counts = Counter(code[0] for code in codes)
    assert sum((counts[str(digit)] - 500) ** 2 / 500 for digit in range(10)) < 33.7


@pytest.mark.parametrize("text", ["12345", "1234567", "12345a", "١٢٣٤٥٦", "123456\n", " 123456", "１２３４５６", ""])
def test_what_is_no_code(text: str) -> None:
    assert not otp.is_code(text)


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_parts_of_a_mac_cannot_be_shifted(parts: list[str]) -> None:
    shifted = [parts[0] + parts[1][:1], parts[1][1:], *parts[2:]]
    assert (mac(b"k", *parts) == mac(b"k", *shifted)) == (parts == shifted)


@pytest.mark.parametrize("locale", ["tr", "en", "xx"])
def test_texts_are_one_gsm_segment_without_any_address(locale: str) -> None:
    text = messages.code_text(locale, "123456", 120)
    assert text.isascii()
    assert len(text) <= 155
    assert "123456" in text
    assert "." not in text.replace(". ", " ").rstrip(".")
    assert "http" not in text
