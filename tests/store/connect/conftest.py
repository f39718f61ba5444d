"""What do connect's store tests run on? Tables on the emulator, a migrated Postgres, the provider sandbox; handlers in
process.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from functions.auth.signing_keys import KeySet, rotated
from functions.connect import wiring
from functions.connect.wiring import Connect
from functions.shared import connect_table, identity
from functions.shared.database import Database
from functions.shared.identity import JwksRow
from functions.shared.tokens import rows as token_rows
from infra.local.sandbox.server import Sandbox
from tests.store.conftest import MIGRATED, AwsEndpoint, named
from tests.store.connect.people import SITE, Person, somebody
from tests.store.connect.place import Place
from tests.store.signed_in import ISSUER, NOW, Clock

_BUILT: dict[str, Connect] = {}
"""By kind of vault: clients stay open over tests; opening them costs half a second."""
TABLES = {"identity": "connect-identity", "connect": "connect-state", "tokens": "connect-tokens"}


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def running_sandbox(clock: Clock) -> Iterator[Sandbox]:
    running = Sandbox.start(clock=clock)
    yield running
    running.stop()


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    running_sandbox.world.faults.clear()
    return running_sandbox


@dataclass(frozen=True)
class Resources:
    environment: dict[str, str]
    queue_url: str


@pytest.fixture(scope="session")
def resources(running_emulator: AwsEndpoint, running_postgres: str, running_sandbox: Sandbox) -> Resources:
    """Tables, queue, key and secrets; the environment of the function."""
    client = running_emulator.cloud.client
    for name in TABLES.values():
        running_emulator.fresh_table(name)
    queue_url = client("sqs").create_queue(QueueName="connect-refresh")["QueueUrl"]
    key = client("kms").create_key(Description="tokens")["KeyMetadata"]["Arn"]
    secret = client("secretsmanager").create_secret
    environment = {
        "STAGE": "local",
        "IDENTITY_TABLE": TABLES["identity"],
        "CONNECT_TABLE": TABLES["connect"],
        "TOKEN_TABLE": TABLES["tokens"],
        "TOKEN_KEY": key,
        "TOKEN_VAULT": "kms",
        "TOKEN_ISSUER": ISSUER,
        "ORIGIN_SECRET": secret(Name="origin-connect", SecretString='{"current": "edge"}')["ARN"],
        "PROVIDER_CLIENTS": secret(Name="clients-connect", SecretString=json.dumps(running_sandbox.registrations()))[
            "ARN"
        ],
        "REFRESH_QUEUE_URL": queue_url,
        "SITE_ORIGIN": SITE,
        "DATABASE_URL": named(running_postgres, "connect_tests"),
    }
    return Resources(environment, queue_url)


@pytest.fixture(scope="session")
def keys() -> KeySet:
    return rotated(KeySet(()), "k1", int(NOW) - 1)


@pytest.fixture(scope="session")
def connect_database(running_postgres: str) -> Iterator[Database]:
    """One migrated database for all: people are new in each test, and so are their rows."""
    with psycopg.connect(running_postgres, autocommit=True) as connection:
        connection.execute(f"create database connect_tests template {MIGRATED}".encode())
    opened = Database(named(running_postgres, "connect_tests"))
    yield opened
    opened.close()


@pytest.fixture(params=["kms"])
def vault_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(
    emulator: AwsEndpoint,
    resources: Resources,
    keys: KeySet,
    connect_database: Database,
    sandbox: Sandbox,
    clock: Clock,
    vault_kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "connect")
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    identity.bind(TABLES["identity"])
    connect_table.bind(TABLES["connect"])
    token_rows.bind(TABLES["tokens"])
    if vault_kind not in _BUILT:
        connect = wiring.build({**resources.environment, "TOKEN_VAULT": vault_kind}, clock)
        connect.ending.store._database = connect_database  # type: ignore[attr-defined] # its threads are closed with it
        _BUILT[vault_kind] = connect
        JwksRow("JWKS", "JWKS", keys=keys.jwks()).save()
    client = emulator.cloud.client
    place = Place(
        connect=_BUILT[vault_kind],
        database=connect_database,
        clock=clock,
        keys=keys,
        sandbox=sandbox,
        sqs=client("sqs"),
        dynamodb=client("dynamodb"),
        secrets=client("secretsmanager"),
        queue_url=resources.queue_url,
        tables=TABLES,
    )
    place.queued()
    return place


@pytest.fixture
def person(place: Place) -> Person:
    return somebody(place)


@pytest.fixture
def stranger(place: Place) -> Person:
    return somebody(place)


@pytest.fixture
def one_project(place: Place, resources: Resources) -> Iterator[Place]:
    """YouTube registered in the same Google project as GA4."""
    clients = place.sandbox.registrations()
    clients["youtube"] = clients["ga4"]
    with place.registered(resources.environment["PROVIDER_CLIENTS"], clients):
        yield place


@pytest.fixture
def unconfigured(place: Place, resources: Resources) -> Iterator[Place]:
    """A stage without registrations."""
    with place.registered(resources.environment["PROVIDER_CLIENTS"], {"ga4": {"client_id": ""}}):
        yield place
