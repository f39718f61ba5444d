"""Where do the signing keys live? The private set in Secrets Manager, the public one as a row that every function
reads.
"""

from typing import TYPE_CHECKING

from functions.auth import signing_keys
from functions.auth.signing_keys import KeySet
from functions.shared.identity import JwksRow
from functions.shared.ids import new_id
from functions.shared.secrets import SecretReader

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


class KeyStore:
    def __init__(self, reader: SecretReader, writer: "SecretsManagerClient", arn: str) -> None:
        self._reader = reader
        self._writer = writer
        self._arn = arn

    def keys(self) -> KeySet:
        """A set without any key (before the first rotation) is not believed for long: it is read again."""
        kept = KeySet.parse(self._reader.read(self._arn))
        return kept if kept.keys else self._fresh()

    def rotate(self, now: int) -> str:
        """Adds a key and returns its id. Published before it is stored: a key nobody knows must never sign."""
        keys = signing_keys.rotated(self._fresh(), new_id(now), now)
        JwksRow("JWKS", "JWKS", keys=keys.jwks()).save()
        self._writer.put_secret_value(SecretId=self._arn, SecretString=keys.dump(now))
        self._fresh()
        return keys.keys[-1].kid

    def _fresh(self) -> KeySet:
        return KeySet.parse(self._reader.read(self._arn, fresh=True))
