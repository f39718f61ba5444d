"""How is a token sealed? AES-256-GCM under a data key that only KMS can unwrap.

[Note: Envelope]  The data key is per user. KMS wraps it under an encryption context that names the user, so a wrapped
key copied to another user does not open. Each ciphertext is bound by its additional data to user, provider, connection
and version: moved to another row, or an old one put back, it does not decrypt. 96-bit random nonces are safe for 2^32
seals under one key (NIST SP 800-38D §8.3); a user's tokens are written a few times a week.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from functions.shared.clock import Clock
from functions.shared.ids import Entropy
from functions.shared.tokens.calls import Meanings, asked
from functions.shared.tokens.ports import SealBrokenError

KEY_KEPT = 300
"""Seconds that a plaintext data key stays in memory: one KMS call per user and pull, not one per read."""
_KEYS_KEPT = 1024
_NONCE = 12
_FORM = b"\x01"
_FOREIGN: Meanings = {"InvalidCiphertextException": SealBrokenError, "IncorrectKeyException": SealBrokenError}


class KmsClient(Protocol):
    """The two calls of KMS that are made here."""

    def generate_data_key(
        self,
        *,
        KeyId: str,  # noqa: N803 - as AWS writes it
        KeySpec: Literal["AES_256"],  # noqa: N803 - as AWS writes it
        EncryptionContext: Mapping[str, str],  # noqa: N803 - as AWS writes it
    ) -> Mapping[str, Any]: ...

    def decrypt(
        self,
        *,
        KeyId: str,  # noqa: N803 - as AWS writes it
        CiphertextBlob: bytes,  # noqa: N803 - as AWS writes it
        EncryptionContext: Mapping[str, str],  # noqa: N803 - as AWS writes it
    ) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    plain: bytes
    wrapped: bytes


class DataKeys:
    """Makes and unwraps the data keys of users; `kept` is in seconds, 0 asks KMS every time."""

    def __init__(self, client: KmsClient, key_id: str, clock: Clock, kept: int = KEY_KEPT) -> None:
        self._client = client
        self._key_id = key_id
        self._clock = clock
        self._seconds = kept
        self._kept: OrderedDict[tuple[str, bytes], tuple[float, DataKey]] = OrderedDict()

    def make(self, user_id: str) -> DataKey:
        """Raises UnavailableError."""
        made = asked(
            lambda: self._client.generate_data_key(
                KeyId=self._key_id, KeySpec="AES_256", EncryptionContext=_context(user_id)
            )
        )
        return DataKey(made["Plaintext"], made["CiphertextBlob"])

    def unwrap(self, user_id: str, wrapped: bytes) -> DataKey:
        """Raises SealBrokenError for a key that was not made for this user; UnavailableError."""
        kept = self._kept.get((user_id, wrapped))
        if kept and self._clock() - kept[0] < self._seconds:
            return kept[1]
        opened = asked(
            lambda: self._client.decrypt(
                KeyId=self._key_id, CiphertextBlob=wrapped, EncryptionContext=_context(user_id)
            ),
            _FOREIGN,
        )
        key = DataKey(opened["Plaintext"], wrapped)
        self._keep(user_id, key)
        return key

    def _keep(self, user_id: str, key: DataKey) -> None:
        now = self._clock()
        for name in [name for name, (since, _) in self._kept.items() if now - since >= self._seconds]:
            self._kept.pop(name, None)
        self._kept[user_id, key.wrapped] = (now, key)
        while len(self._kept) > _KEYS_KEPT:
            self._kept.popitem(last=False)


def seal(key: DataKey, plain: bytes, place: bytes, entropy: Entropy = secrets.token_bytes) -> bytes:
    """Form byte, nonce, ciphertext and tag; `place` is what `bound` makes."""
    nonce = entropy(_NONCE)
    return _FORM + nonce + AESGCM(key.plain).encrypt(nonce, plain, place)


def unseal(key: DataKey, sealed: bytes, place: bytes) -> bytes:
    """Raises SealBrokenError when anything about key, place or bytes is not what it was."""
    form, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        if form == _FORM:
            return AESGCM(key.plain).decrypt(nonce, body, place)
    except (InvalidTag, ValueError):
        pass
    raise SealBrokenError("sealed for another place")


def bound(*parts: str) -> bytes:
    """Additional data over length-prefixed parts, so that ("ab", "c") and ("a", "bc") differ."""
    encoded = [part.encode() for part in ("infofluencer/tokens/v1", *parts)]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def _context(user_id: str) -> dict[str, str]:
    """Shown in CloudTrail: an opaque id, nothing else."""
    return {"use": "infofluencer/tokens", "user": user_id}
