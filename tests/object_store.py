"""How do tests get a client of a store as functions make it?"""

import json
from typing import TYPE_CHECKING

from functions.shared import s3
from functions.shared.clock import Clock
from functions.shared.secrets import SecretReader
from functions.shared.settings import StorageSettings
from tests.fakes.secrets import MemorySecrets

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NO_SECRETS = MemorySecrets({})


def settings(endpoint_url: str = "", **more: str) -> StorageSettings:
    told = {"STAGE": "test", "STORAGE_BUCKET": "unused", "STORAGE_ENDPOINT_URL": endpoint_url, **more}
    return StorageSettings.load(told)


def connected(
    endpoint_url: str = "", *, secrets: MemorySecrets = NO_SECRETS, clock: Clock = lambda: 0.0, **more: str
) -> "S3Client":
    """`more`: settings by the names of their variables."""
    return s3.connect(settings(endpoint_url, **more), lambda: SecretReader(secrets.as_client(), clock))


def key_pair(name: str) -> str:
    """The text of a secret."""
    return json.dumps({"access_key_id": name, "secret_access_key": f"{name}'s secret"})
