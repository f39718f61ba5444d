"""How is the store of objects reached? The S3 API of AWS, or of any store that speaks it, as the settings say.

Nothing set is AWS, with the function's own role. `storage_secret` names a key pair for a store that knows no roles.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.credentials import Credentials, ReadOnlyCredentials

from functions.shared import aws
from functions.shared.secrets import SecretReader
from functions.shared.settings import StorageSettings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CONNECTIONS = 10
"""Kept open at a time."""


def connect(settings: StorageSettings, secrets: Callable[[], SecretReader]) -> "S3Client":
    """A client of the store; `secrets` is asked for only where a key pair is set.

    AWS is addressed by bucket.s3.region: left to itself botocore presigns for the global host, which redirects and is
    not in the site's content security policy. Elsewhere a host per bucket cannot be counted on: the path says it.
    """
    endpoint_url = settings.storage_endpoint_url or None
    addressing = settings.storage_addressing or ("path" if endpoint_url else "virtual")
    client: S3Client = aws.client(
        "s3",
        Config(
            signature_version="s3v4",  # botocore presigns with SigV2 in some regions, and conditional writes need v4
            s3={"addressing_style": addressing, "us_east_1_regional_endpoint": "regional"},
            max_pool_connections=CONNECTIONS,
            request_checksum_calculation="when_required",  # else a CRC32 of nothing is signed into URLs
            response_checksum_validation="when_required",
        ),
        endpoint_url,
        settings.storage_region or None,
        _KeyPair(settings.storage_secret, secrets()) if settings.storage_secret else None,
    )
    return client


class _KeyPair(Credentials):
    """{"access_key_id", "secret_access_key"} of a secret.

    Read when something is signed: who signs nothing needs no right to it, and another pair is seen within minutes.
    """

    def __init__(self, secret: str, secrets: SecretReader) -> None:
        super().__init__("", "", method="secret")
        self._secret = secret
        self._secrets = secrets

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        pair = self._secrets.read(self._secret)
        return ReadOnlyCredentials(pair["access_key_id"], pair["secret_access_key"], None)
