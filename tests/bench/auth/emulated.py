"""Which AWS does the benchmark use? An emulator of its own, with an identity table and the function's secrets."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.aws import DEFAULT_REGION, LOCAL_KEY, Cloud
from infra.local.emulator import Emulator
from infra.local.ports import free
from tests.bench.auth import stage

TABLE = "identity-bench"


@contextmanager
def settings() -> Iterator[dict[str, str]]:
    """The function's environment, which is also this process's while it lasts."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        emulator = Emulator(Path(folder), free())
        emulator.start()
        try:
            aws = {
                "AWS_ENDPOINT_URL": emulator.endpoint,
                "AWS_DEFAULT_REGION": DEFAULT_REGION,
                "AWS_ACCESS_KEY_ID": LOCAL_KEY,
                "AWS_SECRET_ACCESS_KEY": LOCAL_KEY,
            }
            os.environ.update(aws)
            yield {**aws, **_function_settings(Cloud(emulator.endpoint))}
        finally:
            emulator.stop()


def _function_settings(cloud: Cloud) -> dict[str, str]:
    cloud.client("dynamodb").create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")],
        BillingMode="PAY_PER_REQUEST",
    )
    return stage.emulated_settings(cloud, TABLE, time.time())
