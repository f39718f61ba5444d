"""Where do the signing keys live? The private set in Secrets Manager, the public one as a row that every function
reads.
"""

from typing import TYPE_CHECKING, Any, Protocol

from functions.auth import signing_keys
from functions.auth.signing_keys import KeySet
from functions.shared.identity import IdentityReader, JwksRow
from functions.shared.ids import new_id
from functions.shared.secrets import SecretReader

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


Jwk = dict[str, Any]


class KeyBoard(Protocol):
    """Where public keys are published for every function."""

    def read(self) -> list[Jwk]: ...
    def write(self, keys: list[Jwk]) -> None: ...


class IdentityBoard:
    """The JWKS row of the identity table."""

    def read(self) -> list[Jwk]:
        return [dict(key) for key in IdentityReader().public_keys()]

    def write(self, keys: list[Jwk]) -> None:
        JwksRow("JWKS", "JWKS", keys=keys).save()


def merged(known: list[Jwk], more: list[Jwk]) -> list[Jwk]:
    return list({key["kid"]: key for key in [*known, *more]}.values())


class KeyStore:
    def __init__(self, reader: SecretReader, writer: "SecretsManagerClient", arn: str, board: KeyBoard) -> None:
        self._reader = reader
        self._writer = writer
        self._arn = arn
        self._board = board

    def keys(self) -> KeySet:
        """A set without any key (before the first rotation) is not believed for long: it is read again."""
        kept = KeySet.parse(self._reader.read(self._arn))
        return kept if kept.keys else self._fresh()

    def rotate(self, now: int) -> str:
        """Adds a key and returns its id.

        [Note: Published keys] Schedules run at least once, so two rotations may overlap and one of their secrets is
        lost. What is published first is therefore everything known, and last what the secret then really holds: a key
        that signs is always in the row that every function reads.
        """
        keys = signing_keys.rotated(self._fresh(), new_id(now), now)
        self._board.write(merged(self._board.read(), keys.jwks()))
        self._writer.put_secret_value(SecretId=self._arn, SecretString=keys.dump(now))
        self._board.write(self._fresh().jwks())
        return keys.keys[-1].kid

    def _fresh(self) -> KeySet:
        return KeySet.parse(self._reader.read(self._arn, fresh=True))
