"""What do match store tests run on? Real Postgres, the tables on the emulator, the app in process."""

from dataclasses import replace
from functools import cache

import pytest

from functions.auth.signing_keys import KeySet, rotated
from functions.match import wiring
from functions.match.wiring import Match
from functions.shared.database import Database
from functions.shared.identity import JwksRow
from tests.store.conftest import AwsEndpoint
from tests.store.connections import NOW
from tests.store.match.people import Clock, Place, Somebody
from tests.store.signed_in import ISSUER

TABLE = "connect-match"
_CLOCK = Clock()
"""One for all tests, as the parts that are built once know it."""


@cache
def _keys() -> KeySet:
    return rotated(KeySet(()), "k1", int(NOW) - 1)


@cache
def _built(endpoint_url: str, identity_table: str, origin_secret: str) -> Match:
    """Once per emulator: clients stay open over tests; opening them costs half a second."""
    environment = {
        "STAGE": "local",
        "IDENTITY_TABLE": identity_table,
        "ORIGIN_SECRET": origin_secret,
        "TOKEN_ISSUER": ISSUER,
        "DATABASE_URL": "postgresql://unused",
        "CONNECT_TABLE": TABLE,
    }
    return wiring.build(environment, _CLOCK)


@pytest.fixture(scope="session")
def origin_secret(running_emulator: AwsEndpoint) -> str:
    client = running_emulator.cloud.client("secretsmanager")
    return str(client.create_secret(Name="origin-match", SecretString='{"current": "edge"}')["ARN"])


@pytest.fixture
def place(
    emulator: AwsEndpoint,
    identity_table: str,
    database: Database,
    origin_secret: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "match")
    emulator.fresh_table(TABLE)
    match = _built(emulator.endpoint_url, identity_table, origin_secret)
    JwksRow("JWKS", "JWKS", keys=_keys().jwks()).save()
    _CLOCK.now = NOW
    return Place(replace(match, **wiring.over(database, _CLOCK, youtube=True)), database, _CLOCK, _keys())


@pytest.fixture
def company(place: Place) -> Somebody:
    return place.somebody("company")


@pytest.fixture
def rival(place: Place) -> Somebody:
    """Another company."""
    return place.somebody("company")


@pytest.fixture
def influencer(place: Place) -> Somebody:
    return place.somebody("influencer")


@pytest.fixture
def somebody(place: Place) -> Somebody:
    return place.somebody()


@pytest.fixture
def stranger(place: Place) -> Somebody:
    return place.somebody()
