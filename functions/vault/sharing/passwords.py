"""How is a link's password kept? As Argon2id, with OWASP's least cost (19 MiB, 2 passes): 60 ms on one core.

The library is loaded with the first password: no other request waits for it.
"""

import unicodedata

_MEMORY_KIB, _PASSES, _LANES = 19 * 1024, 2, 1


class Argon2Passwords:
    """Implements `ports_shares.Passwords`. Spellings that look the same count as the same (RFC 8265 §4.2: NFC)."""

    def hashed(self, password: str) -> str:
        from argon2 import PasswordHasher  # noqa: PLC0415 - for the routes that have a password only

        hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
        return hasher.hash(_spelled(password))

    def matches(self, password: str, hashed: str) -> bool:
        """By the parameters in the hash itself: raising them leaves older links as they are."""
        from argon2 import PasswordHasher  # noqa: PLC0415 - as above
        from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415 - as above

        try:
            return PasswordHasher().verify(hashed, _spelled(password))
        except VerifyMismatchError:
            return False


def _spelled(password: str) -> str:
    return unicodedata.normalize("NFC", password)
