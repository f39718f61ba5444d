"""What does everything that is compared stand on? One Postgres, one emulator of AWS and one Redis, all of this run."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from infra import migrate
from infra.aws import DEFAULT_REGION, LOCAL_KEY, Cloud
from infra.layout import MIGRATIONS, ROOT
from infra.local.emulator import Emulator
from infra.local.ports import free
from infra.local.postgres import Postgres
from tests.bench import venv
from tests.bench.process import Contender
from tests.bench.refresh import redis_server
from tests.bench.refresh.trips import TripCounter

CONNECT_TABLE, TOKEN_TABLE = "connect-bench", "tokens-bench"
UNLIMITED = str(10**9)
"""The providers' budgets would end any of these measurements within a second."""
_CELERY = ROOT / "tests" / "bench" / "refresh" / "requirements.txt"


@dataclass(frozen=True)
class Ground:
    folder: Path
    database_url: str
    database: psycopg.Connection
    trips: TripCounter
    cloud: Cloud
    broker: str
    python: str
    """The interpreter of Celery's environment."""
    settings: dict[str, str]
    """Of our functions, and of everything that asks AWS."""

    def ours(self, name: str, module: str, word: str, **more: str) -> Contender:
        python = str(ROOT / ".venv" / "bin" / "python")
        environment = {**self.settings, "DATABASE_URL": self.database_url, **more}
        return Contender(name, [python, "-m", f"tests.bench.refresh.{module}", word], environment)

    def celery(self, name: str, module: str, *words: str, **more: str) -> Contender:
        environment = {"DATABASE_URL": self.database_url, "BROKER_URL": self.broker, **more}
        return Contender(name, [self.python, "-m", f"tests.bench.refresh.celery_app.{module}", *words], environment)

    def redis(self, *words: str) -> str:
        done = subprocess.run(["redis-cli", "-u", self.broker, *words], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def queued(self) -> int:
        """Messages in the queue; empties it."""
        sqs, url = self.cloud.client("sqs"), self.settings["REFRESH_QUEUE_URL"]
        name = "ApproximateNumberOfMessages"
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name]
        sqs.purge_queue(QueueUrl=url)
        return int(found)

    def fresh_budgets(self) -> None:
        """Nothing spent, nobody pulling."""
        _table(self.cloud, CONNECT_TABLE)


@contextmanager
def standing() -> Iterator[Ground]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        for name in ("emulator", "redis", "trips"):
            (folder / name).mkdir()
        python = str(venv.python(_CELERY))
        broker = stack.enter_context(redis_server.running(folder / "redis"))
        url = stack.enter_context(_postgres(folder / "postgres"))
        cloud = stack.enter_context(_emulator(folder / "emulator"))
        trips = stack.enter_context(TripCounter(url, folder / "trips"))
        database = stack.enter_context(psycopg.connect(url, autocommit=True))
        yield Ground(folder, url, database, trips, cloud, broker, python, _settings(cloud))


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    postgres = Postgres(folder)
    url = postgres.start()
    try:
        migrate.apply(url, MIGRATIONS)
        yield url
    finally:
        postgres.stop()


@contextmanager
def _emulator(folder: Path) -> Iterator[Cloud]:
    """The environment of this process leads to it too: the real token vault is filled from here."""
    emulator = Emulator(folder, free())
    emulator.start()
    try:
        os.environ.update(_aws(emulator.endpoint))
        yield Cloud(emulator.endpoint)
    finally:
        emulator.stop()


def _aws(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": DEFAULT_REGION,
        "AWS_ACCESS_KEY_ID": LOCAL_KEY,
        "AWS_SECRET_ACCESS_KEY": LOCAL_KEY,
    }


def _settings(cloud: Cloud) -> dict[str, str]:
    _table(cloud, CONNECT_TABLE)
    _table(cloud, TOKEN_TABLE)
    secret = cloud.client("secretsmanager").create_secret(Name="provider-clients", SecretString=json.dumps({}))
    return {
        **_aws(str(cloud.endpoint)),
        "POWERTOOLS_METRICS_NAMESPACE": "bench",
        "POWERTOOLS_SERVICE_NAME": "refresh",
        "STAGE": "bench",
        "CONNECT_TABLE": CONNECT_TABLE,
        "REFRESH_QUEUE_URL": cloud.client("sqs").create_queue(QueueName="refresh")["QueueUrl"],
        "PROVIDER_CLIENTS": secret["ARN"],
        "TOKEN_VAULT": "secrets",
        "TOKEN_TABLE": TOKEN_TABLE,
        "TOKEN_KEY": cloud.client("kms").create_key(Description="tokens")["KeyMetadata"]["Arn"],
        "YOUTUBE_DAILY_UNITS": UNLIMITED,
        "YOUTUBE_ANALYTICS_DAILY": UNLIMITED,
        "YOUTUBE_ANALYTICS_MINUTE": UNLIMITED,
    }


def _table(cloud: Cloud, name: str) -> None:
    """Empty, whether it was there or not."""
    client = cloud.client("dynamodb")
    if name in client.list_tables()["TableNames"]:
        client.delete_table(TableName=name)
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")],
        BillingMode="PAY_PER_REQUEST",
    )


def tell_clients(ground: Ground, clients: Mapping[str, Any]) -> None:
    """Our registrations at the providers, as the functions read them."""
    secret = ground.settings["PROVIDER_CLIENTS"]
    ground.cloud.client("secretsmanager").put_secret_value(SecretId=secret, SecretString=json.dumps(clients))
