"""What is sealed opens for its own place only; plaintext keys are forgotten after five minutes."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.tokens import envelope
from functions.shared.tokens.envelope import KEY_KEPT, DataKey, DataKeys
from functions.shared.tokens.ports import SealBrokenError
from tests.fakes.kms import MemoryKms

PARTS = st.lists(st.text(max_size=8), min_size=1, max_size=5)
KEY = DataKey(secrets.token_bytes(32), b"wrapped")


@given(PARTS, PARTS)
def test_different_places_never_look_alike(one: list[str], other: list[str]) -> None:
    assert (envelope.bound(*one) == envelope.bound(*other)) == (one == other)


@given(st.binary(max_size=200), PARTS)
def test_what_is_sealed_opens_in_its_place(plain: bytes, parts: list[str]) -> None:
    place = envelope.bound(*parts)
    assert envelope.unseal(KEY, envelope.seal(KEY, plain, place), place) == plain


@given(st.binary(min_size=1, max_size=50), PARTS, PARTS, st.data())
def test_nothing_else_opens(plain: bytes, parts: list[str], others: list[str], data: st.DataObject) -> None:
    place = envelope.bound(*parts)
    sealed = envelope.seal(KEY, plain, place)
    at = data.draw(st.integers(0, len(sealed) - 1))
    flipped = sealed[:at] + bytes([sealed[at] ^ data.draw(st.integers(1, 255))]) + sealed[at + 1 :]
    tries = [(KEY, flipped, place), (KEY, sealed[:at], place), (DataKey(bytes(32), b""), sealed, place)]
    if others != parts:
        tries.append((KEY, sealed, envelope.bound(*others)))
    for key, text, where in tries:
        with pytest.raises(SealBrokenError):
            envelope.unseal(key, text, where)


def test_equal_texts_are_sealed_differently() -> None:
    place = envelope.bound("x")
    assert envelope.seal(KEY, b"token", place) != envelope.seal(KEY, b"token", place)


def test_a_key_is_asked_for_once_in_five_minutes() -> None:
    kms, now = MemoryKms(), [0.0]
    keys = DataKeys(kms, "key", lambda: now[0])
    wrapped = keys.make("u1").wrapped
    asked = kms.asked
    for at, calls in ((0, 1), (KEY_KEPT - 1, 1), (KEY_KEPT, 2), (KEY_KEPT * 3, 3)):
        now[0] = at
        keys.unwrap("u1", wrapped)
        assert kms.asked - asked == calls


def test_plaintext_keys_past_their_time_leave_memory() -> None:
    now = [0.0]
    keys = DataKeys(MemoryKms(), "key", lambda: now[0])
    keys.unwrap("u1", keys.make("u1").wrapped)
    now[0] = KEY_KEPT
    keys.unwrap("u2", keys.make("u2").wrapped)
    assert [user for user, _ in keys._kept] == ["u2"]


def test_a_key_of_another_user_does_not_unwrap() -> None:
    keys = DataKeys(MemoryKms(), "key", lambda: 0.0)
    wrapped = keys.make("u1").wrapped
    keys.unwrap("u1", wrapped)
    with pytest.raises(SealBrokenError):
        keys.unwrap("u2", wrapped)


def test_a_key_does_not_show_itself() -> None:
    assert repr(KEY.plain) not in repr(KEY)
