"""How are things named? Sortable ids (ULID, github.com/ulid/spec) in lower case, so that they are also safe S3 key
parts.
"""

import secrets
from collections.abc import Callable

Entropy = Callable[[int], bytes]
"""Gives n random bytes; `secrets.token_bytes` outside tests."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26


def new_id(now: float, entropy: Entropy = secrets.token_bytes) -> str:
    """26 characters: 48 bits of `now` (epoch seconds) in milliseconds, then 80 random bits; sorts by time."""
    value = (int(now * 1000) << 80) | int.from_bytes(entropy(10), "big")
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def moment(of: str) -> float:
    """When that id was made, in epoch seconds."""
    milliseconds = 0
    for letter in of[:10]:
        milliseconds = milliseconds << 5 | _ALPHABET.index(letter)
    return milliseconds / 1000


def is_id(text: str) -> bool:
    return len(text) == _LENGTH and text[0] <= "7" and all(letter in _ALPHABET for letter in text)
