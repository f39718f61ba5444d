"""Where does the auth app run for a measurement? In this process, on an emulator's services or on memory twins."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from functions.auth import signing_keys
from functions.auth.accounts import Accounts
from functions.auth.app import app
from functions.auth.keyring import Keyring
from functions.auth.keystore import KeyStore
from functions.auth.ports import PublishFailedError
from functions.auth.sign_in import SignIn
from functions.auth.signing_keys import KeySet
from functions.auth.wiring import Auth
from functions.shared import identity
from functions.shared.access import AccessCheck, SessionState
from functions.shared.clock import Clock
from functions.shared.identity import JwksRow
from functions.shared.metrics import EmfMetrics, NullMetrics
from functions.shared.secrets import SecretReader
from infra.aws import Cloud
from tests.bench.auth.gateway import ORIGIN
from tests.fakes.identity import MemoryIdentity
from tests.fakes.keys import MemoryBoard
from tests.fakes.secrets import MemorySecrets
from tests.fakes.sms import Inbox

ISSUER = "bench"
UNLIMITED = 10**9
"""Texts per day: the budget must not end a measurement."""


class NoBus:
    """Nothing that is measured here erases an account."""

    def user_deleted(self, user_id: str, at: int) -> None:
        raise PublishFailedError(user_id, at)


@dataclass(frozen=True)
class MemoryReader:
    """What the access check reads, from the twins."""

    identity: MemoryIdentity
    keys: KeyStore

    def session(self, user_id: str, session_id: str) -> SessionState | None:
        return self.identity.state(user_id, session_id)

    def public_keys(self) -> list[Mapping[str, Any]]:
        return list(self.keys.keys().jwks())


@contextmanager
def answering(parts: Auth) -> Iterator[Auth]:
    """Inside, the app answers with these parts."""
    before, app._parts = app._parts, parts
    try:
        yield parts
    finally:
        app._parts = before


def secret_values(now: float) -> dict[str, object]:
    """By the name of the setting that points at each."""
    keys = signing_keys.rotated(KeySet(()), "bench-key", int(now))
    return {
        "OTP_PEPPER_SECRET": {"current": "1", "1": "pepper" * 8},
        "PHONE_INDEX_SECRET": {"key": "index" * 8},
        "ORIGIN_SECRET": {"current": ORIGIN, "previous": ""},
        "SIGNING_KEYS_SECRET": json.loads(keys.dump(int(now))),
    }


def emulated_settings(cloud: Cloud, table: str, now: float) -> dict[str, str]:
    """The function's environment on an emulator that has the table already; makes the secrets and publishes the key."""
    client = cloud.client("secretsmanager")
    arns = {
        setting: client.create_secret(Name=f"{setting}-{uuid4().hex}", SecretString=json.dumps(value))["ARN"]
        for setting, value in secret_values(now).items()
    }
    keys = KeySet.parse(json.loads(client.get_secret_value(SecretId=arns["SIGNING_KEYS_SECRET"])["SecretString"]))
    identity.bind(table)
    JwksRow("JWKS", "JWKS", keys=keys.jwks()).save()
    return {
        **arns,
        "STAGE": "bench",
        "IDENTITY_TABLE": table,
        "TOKEN_ISSUER": ISSUER,
        "EVENT_BUS": "default",
        "SMS_COUNTRIES": "TR",
        "SMS_DAILY_BUDGET": str(UNLIMITED),
    }


def with_inbox(parts: Auth, inbox: Inbox) -> Auth:
    """The same with texts kept in memory: what an SMS costs belongs to no framework."""
    return replace(parts, sign_in=replace(parts.sign_in, sms=inbox))


def without_metrics(parts: Auth) -> Auth:
    return replace(parts, sign_in=replace(parts.sign_in, metrics=NullMetrics()))


def in_memory(clock: Clock) -> Auth:
    """`wiring.build` with a twin for each outside service."""
    values = {name: json.dumps(value) for name, value in secret_values(clock()).items()}
    client = MemorySecrets(values).as_client()
    secrets = SecretReader(client, clock)
    store, metrics = MemoryIdentity(), EmfMetrics()
    keys = KeyStore(secrets, client, "SIGNING_KEYS_SECRET", MemoryBoard())

    def keyring() -> Keyring:
        return Keyring(secrets.read("OTP_PEPPER_SECRET"), secrets.read("PHONE_INDEX_SECRET"))

    return Auth(
        sign_in=SignIn(store, Inbox(), keyring, metrics, frozenset({"TR"}), UNLIMITED),
        accounts=Accounts(store, NoBus(), keyring, metrics),
        keys=keys,
        access=AccessCheck(MemoryReader(store, keys), issuer=ISSUER, clock=clock),
        secrets=secrets,
        origin_secret="ORIGIN_SECRET",
        issuer=ISSUER,
        clock=clock,
    )
