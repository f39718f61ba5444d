"""A push message is closed as RFC 8291 says, down to its own example."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from functions.vault.reminders.push_encryption import decoded, sealed

P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OURS, SALT = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc_comes_out() -> None:
    """RFC 8291 §5 and appendix A."""
    ours = ec.derive_private_key(int.from_bytes(decoded(OURS), "big"), ec.SECP256R1())
    text = b"When I grow up, I want to be a watermelon"
    assert sealed(text, P256DH, AUTH, ours, decoded(SALT)) == decoded(BODY)


def test_no_two_messages_are_alike() -> None:
    assert sealed(b"same", P256DH, AUTH) != sealed(b"same", P256DH, AUTH)


@pytest.mark.parametrize("p256dh", ["B" + "A" * 86, "BA", "", "A" * 87])
def test_what_is_no_key_is_an_error(p256dh: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        sealed(b"x", p256dh, AUTH)
