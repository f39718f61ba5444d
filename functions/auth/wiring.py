"""What is the auth function made of? Built once per process, at the first request; nothing is built at import."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from functions.auth.account_store import Accounts as AccountTable
from functions.auth.accounts import Accounts
from functions.auth.events import DomainEvents
from functions.auth.keyring import Keyring
from functions.auth.keystore import IdentityBoard, KeyStore
from functions.auth.settings import AuthSettings
from functions.auth.sign_in import SignIn
from functions.auth.sms import SnsSms
from functions.auth.store import Challenges
from functions.shared import aws, identity
from functions.shared.access import AccessCheck
from functions.shared.clock import Clock, system_clock
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import EmfMetrics
from functions.shared.secrets import SecretReader


@dataclass(frozen=True, slots=True)
class Auth:
    """The parts that views and triggers use."""

    sign_in: SignIn
    accounts: Accounts
    keys: KeyStore
    access: AccessCheck
    secrets: SecretReader
    origin_secret: str
    issuer: str
    clock: Clock

    @property
    def now(self) -> int:
        """Epoch seconds."""
        return int(self.clock())


def build(environment: Mapping[str, str], clock: Clock = system_clock) -> Auth:
    settings = AuthSettings.load(environment)
    identity.bind(settings.identity_table)
    secrets_client = aws.client("secretsmanager")
    secrets = SecretReader(secrets_client, clock)
    transactions = Transactions(connect())
    metrics = EmfMetrics()

    def keyring() -> Keyring:
        return Keyring(secrets.read(settings.otp_pepper_secret), secrets.read(settings.phone_index_secret))

    return Auth(
        sign_in=SignIn(
            store=Challenges(transactions),
            sms=SnsSms(aws.client("sns"), settings.sms_sender_id),
            keyring=keyring,
            metrics=metrics,
            served=settings.served,
            daily_budget=settings.sms_daily_budget,
        ),
        accounts=Accounts(
            store=AccountTable(transactions),
            events=DomainEvents(aws.client("events"), settings.event_bus),
            keyring=keyring,
            metrics=metrics,
        ),
        keys=KeyStore(secrets, secrets_client, settings.signing_keys_secret, IdentityBoard()),
        access=AccessCheck(identity.IdentityReader(), issuer=settings.token_issuer, clock=clock),
        secrets=secrets,
        origin_secret=settings.origin_secret,
        issuer=settings.token_issuer,
        clock=clock,
    )


@cache
def wire() -> Auth:
    return build(os.environ)
