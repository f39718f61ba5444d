"""KMS in memory: the two calls that the envelope makes. A wrapped key opens for its own context only."""

import secrets
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError


class MemoryKms:
    """`asked` counts the calls."""

    def __init__(self) -> None:
        self._keys: dict[bytes, tuple[bytes, dict[str, str]]] = {}
        self.asked = 0

    def generate_data_key(
        self,
        *,
        KeyId: str,  # noqa: N803, ARG002 - as AWS writes it
        KeySpec: str,  # noqa: N803, ARG002 - as AWS writes it
        EncryptionContext: Mapping[str, str],  # noqa: N803 - as AWS writes it
    ) -> dict[str, Any]:
        self.asked += 1
        plain, wrapped = secrets.token_bytes(32), secrets.token_bytes(40)
        self._keys[wrapped] = plain, dict(EncryptionContext)
        return {"Plaintext": plain, "CiphertextBlob": wrapped}

    def decrypt(
        self,
        *,
        KeyId: str,  # noqa: N803, ARG002 - as AWS writes it
        CiphertextBlob: bytes,  # noqa: N803 - as AWS writes it
        EncryptionContext: Mapping[str, str],  # noqa: N803 - as AWS writes it
    ) -> dict[str, Any]:
        self.asked += 1
        plain, context = self._keys.get(CiphertextBlob, (b"", None))
        if context != dict(EncryptionContext):
            raise ClientError({"Error": {"Code": "InvalidCiphertextException", "Message": ""}}, "Decrypt")
        return {"Plaintext": plain}
