"""Which keys hang on the two identity secrets? Every use gets its own key by label, so that none can stand in for
another.

The pepper is versioned and may rotate; the phone index key may not, because uniqueness rows are found by it.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass


def mac(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA256 over length-prefixed parts, so that ("ab", "c") and ("a", "bc") differ."""
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(4, "big"))
        digest.update(data)
    return digest.digest()


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The secrets {"current": "2", "1": "…", "2": "…"} and {"key": "…"} as key material."""

    pepper: Mapping[str, str]
    phone_index: Mapping[str, str]

    @property
    def version(self) -> str:
        return self.pepper["current"]

    def key(self, label: str, version: str) -> bytes | None:
        """The key for one use, or None when that version is no longer kept."""
        pepper = self.pepper.get(version) if version != "current" else None
        return mac(pepper.encode(), label) if pepper else None

    def phone_hash(self, phone: str) -> str:
        return mac(self.phone_index["key"].encode(), "phone/v1", phone).hex()[:40]

    def network_hash(self, network: str) -> str:
        return mac(self.phone_index["key"].encode(), "network/v1", network).hex()[:32]
