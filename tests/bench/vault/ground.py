"""What does everything that is compared stand on? Emulators of this run, the template's tables and bucket, the API.

    client, boto3 --> S3 (one emulator)      client --> API (a process) --> S3, DynamoDB (another emulator)

The two stores are apart as they are on AWS: else one Python process would do the work of both, one after the other.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from functions.auth.signing_keys import KeySet, rotated
from functions.shared import identity
from functions.shared.identity import JwksRow
from functions.shared.ids import new_id
from infra.aws import DEFAULT_REGION, LOCAL_KEY, Cloud
from infra.layout import ROOT
from infra.local.emulator import Emulator
from infra.local.ports import free
from tests.bench import process
from tests.bench.process import Contender
from tests.bench.vault.session import Tokens
from tests.store.signed_in import sign_in, token_of
from tests.store.vault import surroundings

IDENTITY, TABLE, BUCKET, PLAIN_BUCKET = "identity-bench", "vault-bench", "vault-bench", "plain-bench"
QUOTA = 1024**4


@dataclass(frozen=True)
class Ground:
    folder: Path
    tables: Cloud
    s3: Any = field(repr=False)
    settings: dict[str, str]
    """Of the function; this process's too while it lasts."""
    api: str
    keys: KeySet

    def owner(self) -> Tokens:
        """Somebody new, signed in."""
        now = time.time()
        user_id, session_id = new_id(now), new_id(now)
        sign_in(user_id, session_id, int(now))
        return Tokens(token_of(user_id, session_id, self.keys, int(now)), "none", user_id)

    def empty(self) -> None:
        """Rounds begin alike: no object of an earlier one is left."""
        for bucket in (BUCKET, PLAIN_BUCKET):
            for page in self.s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
                for one in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                    self.s3.delete_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])


@contextmanager
def standing() -> Iterator[Ground]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        tables, objects = (stack.enter_context(_emulated(folder / name)) for name in ("tables", "objects"))
        os.environ.update(_aws(tables))
        s3 = boto3.client("s3", endpoint_url=objects)
        settings = {**_aws(tables), "STORAGE_ENDPOINT_URL": objects, **_function_settings(Cloud(tables), s3)}
        identity.bind(IDENTITY)
        keys = rotated(KeySet(()), "k1", int(time.time()) - 1)
        JwksRow("JWKS", "JWKS", keys=keys.jwks()).save()
        command = [str(ROOT / ".venv" / "bin" / "python"), "-m", "tests.bench.vault.api_process"]
        running = stack.enter_context(process.opened(Contender("API", command, settings)))
        api = str(process.hear("API", running)["api"])
        yield Ground(folder, Cloud(tables), s3, settings, api, keys)


@contextmanager
def _emulated(folder: Path) -> Iterator[str]:
    folder.mkdir()
    emulator = Emulator(folder, free())
    emulator.start()
    try:
        yield emulator.endpoint
    finally:
        emulator.stop()


def _aws(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": DEFAULT_REGION,
        "AWS_ACCESS_KEY_ID": LOCAL_KEY,
        "AWS_SECRET_ACCESS_KEY": LOCAL_KEY,
    }


def _function_settings(tables: Cloud, s3: Any) -> dict[str, str]:
    for bucket in (BUCKET, PLAIN_BUCKET):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": DEFAULT_REGION})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    metrics = {"POWERTOOLS_METRICS_NAMESPACE": "bench", "POWERTOOLS_SERVICE_NAME": "vault"}
    return {**surroundings.made(tables, IDENTITY, TABLE, BUCKET, QUOTA), **metrics}
