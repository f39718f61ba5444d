"""What do store tests share? One AWS emulator per run, and a fresh identity table per test.

The environment is set per test, not per run: `AWS_ENDPOINT_URL` left behind would point other tests at this emulator.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from functions.shared import identity
from infra.aws import DEFAULT_REGION, LOCAL_KEY, Cloud
from infra.local.emulator import Emulator
from infra.local.ports import free

_IDENTITY = "identity-test"


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
