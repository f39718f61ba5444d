"""Which vaults must keep the contract? The memory twin, Secrets Manager and KMS on the emulator, by the same tests."""

import functools
from dataclasses import dataclass
from typing import Any

import pytest
from pynamodb.connection import Connection

from functions.shared.dynamo import Transactions
from functions.shared.metrics import NullMetrics
from functions.shared.tokens import rows
from functions.shared.tokens.envelope import DataKeys
from functions.shared.tokens.kms_vault import KmsVault
from functions.shared.tokens.ledger import Ledgers
from functions.shared.tokens.ports import CountableVault
from functions.shared.tokens.secret_store import SecretStore
from functions.shared.tokens.secrets_vault import SecretsVault
from tests.fakes.tokens import MemoryTokens
from tests.store.conftest import AwsEndpoint
from tests.store.tokens.samples import STAGE, TABLE, Clock


@dataclass(frozen=True)
class Place:
    """An empty token table and the emulator's services; makes vaults over them."""

    secrets: Any
    kms: Any
    dynamodb: Any
    key_id: str
    clock: Clock

    def secrets_vault(self, clock: Clock | None = None) -> SecretsVault:
        own = clock or self.clock
        store = SecretStore(self.secrets, STAGE, self.key_id)
        return SecretsVault(store, self.ledgers(own), self.data_keys(), NullMetrics(), own)

    def kms_vault(self) -> KmsVault:
        return KmsVault(self.data_keys(), transactions(), self.clock)

    def ledgers(self, clock: Clock) -> Ledgers:
        return Ledgers(transactions(), clock)

    def data_keys(self) -> DataKeys:
        return DataKeys(self.kms, self.key_id, self.clock)

    def secret_name(self, user_id: str) -> str:
        return f"infofluencer/{STAGE}/tokens/{user_id}"

    def rows(self) -> list[dict[str, Any]]:
        """Everything in the table, as DynamoDB has it."""
        found: list[dict[str, Any]] = self.dynamodb.scan(TableName=TABLE, ConsistentRead=True)["Items"]
        return found


@functools.cache
def transactions() -> Transactions:
    return Transactions(Connection())


@functools.cache
def _key_id(kms: Any) -> str:
    return str(kms.create_key(Description="tokens")["KeyMetadata"]["Arn"])


@pytest.fixture
def place(emulator: AwsEndpoint) -> Place:
    emulator.fresh_table(TABLE)
    rows.bind(TABLE)
    client = emulator.cloud.client
    return Place(client("secretsmanager"), client("kms"), client("dynamodb"), _key_id(client("kms")), Clock())


@pytest.fixture(params=["memory", "secrets", "kms"])
def vault(request: pytest.FixtureRequest) -> CountableVault:
    if request.param == "memory":
        return MemoryTokens()
    place: Place = request.getfixturevalue("place")
    return place.secrets_vault() if request.param == "secrets" else place.kms_vault()
