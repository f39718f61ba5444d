"""What do store tests share? One AWS emulator and one Postgres per run, a fresh identity table and a fresh database per
test.

The environment is set per test, not per run: `AWS_ENDPOINT_URL` left behind would point other tests at this emulator.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
import pytest

from functions.shared import identity
from functions.shared.database import Database
from infra import migrate
from infra.aws import DEFAULT_REGION, LOCAL_KEY, Cloud
from infra.layout import MIGRATIONS
from infra.local.emulator import Emulator
from infra.local.ports import free
from infra.local.postgres import Postgres

_IDENTITY = "identity-test"
MIGRATED = "migrated"
_names = itertools.count()


@dataclass(frozen=True)
class AwsEndpoint:
    endpoint_url: str
    cloud: Cloud
    tables: set[str] = field(default_factory=set)

    def fresh_table(self, name: str) -> None:
        """An empty table of the shape that both functions use: string keys `pk` and `sk`, on demand.

        The same name again and again lets clients stay open over tests; opening six costs half a second.
        """
        client = self.cloud.client("dynamodb")
        if name in self.tables:
            client.delete_table(TableName=name)
        self.tables.add(name)
        client.create_table(
            TableName=name,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
        )


@pytest.fixture(scope="session")
def running_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AwsEndpoint]:
    emulator = Emulator(tmp_path_factory.mktemp("emulator"), free())
    emulator.start()
    try:
        yield AwsEndpoint(emulator.endpoint, Cloud(emulator.endpoint))
    finally:
        emulator.stop()


@pytest.fixture
def emulator(running_emulator: AwsEndpoint, monkeypatch: pytest.MonkeyPatch) -> AwsEndpoint:
    monkeypatch.setenv("AWS_ENDPOINT_URL", running_emulator.endpoint_url)
    monkeypatch.setenv("AWS_DEFAULT_REGION", DEFAULT_REGION)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", LOCAL_KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", LOCAL_KEY)
    return running_emulator


@pytest.fixture
def identity_table(emulator: AwsEndpoint) -> str:
    emulator.fresh_table(_IDENTITY)
    identity.bind(_IDENTITY)
    return _IDENTITY


@pytest.fixture(scope="session")
def running_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server whose database `migrated` is what `make deploy` makes of an empty one."""
    postgres = Postgres(tmp_path_factory.mktemp("postgres") / "data")
    server = postgres.start()
    try:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"create database {MIGRATED}".encode())
        migrate.apply(named(server, MIGRATED), MIGRATIONS)
        yield server
    finally:
        postgres.stop()


@pytest.fixture
def database_url(running_postgres: str) -> Iterator[str]:
    """A migrated database of its own for each test: copying one takes 30 ms, migrating takes 300."""
    name = f"test{next(_names)}"
    with psycopg.connect(running_postgres, autocommit=True) as connection:
        connection.execute(f"create database {name} template {MIGRATED}".encode())
        yield named(running_postgres, name)
        connection.execute(f"drop database {name} with (force)".encode())


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


def named(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")
