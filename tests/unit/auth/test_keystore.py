"""The set of signing keys as a process sees it while others rotate it."""

from typing import Any

import pytest

from functions.auth.keystore import KeyStore
from functions.shared import identity
from functions.shared.secrets import SecretReader
from tests.factories import NOW
from tests.fakes.secrets import MemorySecrets

EMPTY = '{"active_kid": null, "keys": []}'


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets({"arn": EMPTY})


@pytest.fixture(autouse=True)
def no_table(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Publishing goes to DynamoDB, which tests/api covers; here it is only recorded."""
    published: list[Any] = []
    monkeypatch.setattr(identity.JwksRow, "save", lambda row: published.append(row.keys))
    return published


def store(secrets: MemorySecrets) -> KeyStore:
    client = secrets.as_client()
    return KeyStore(SecretReader(client, lambda: NOW), client, "arn")


def test_a_process_that_started_before_the_first_key_sees_it_at_once(secrets: MemorySecrets) -> None:
    early = store(secrets)
    assert early.keys().keys == ()
    kid = store(secrets).rotate(NOW)
    assert [key.kid for key in early.keys().keys] == [kid]


def test_a_rotation_never_drops_the_key_of_another(secrets: MemorySecrets) -> None:
    one, other = store(secrets), store(secrets)
    kids = [one.rotate(NOW), other.rotate(NOW + 1), one.rotate(NOW + 2)]
    assert [key.kid for key in store(secrets).keys().keys] == kids


def test_a_key_is_published_when_it_is_stored(secrets: MemorySecrets, no_table: list[Any]) -> None:
    kid = store(secrets).rotate(NOW)
    assert [key["kid"] for key in no_table[-1]] == [kid]
