"""How are made-up people told from real ones? By their ids: ULIDs of a morning in January 1970, when nobody signed up.

The web knows the same prefix (web/src/lib/demo.ts).
"""

from enum import StrEnum

PREFIX = "0000dem0"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_DIGITS = 26 - len(PREFIX) - 1


class Kind(StrEnum):
    """One letter of the ULID alphabet each."""

    CREATOR = "c"
    BRAND = "b"
    INSTAGRAM = "g"
    YOUTUBE = "y"
    TIKTOK = "t"
    CONSENT = "s"
    AUDIENCE = "a"


CONNECTION = {"instagram": Kind.INSTAGRAM, "youtube": Kind.YOUTUBE, "tiktok": Kind.TIKTOK}


def made_up_id(kind: Kind, number: int) -> str:
    """A valid ULID, the same forever."""
    digits = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_DIGITS - 1), -1, -5))
    return f"{PREFIX}{kind.value}{digits}"


def is_made_up(identifier: str) -> bool:
    return identifier.startswith(PREFIX)
