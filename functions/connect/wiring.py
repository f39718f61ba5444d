"""What is the connect function made of? Built once per process, at the first request; nothing is built at import."""

import os
import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.cookiejar import DefaultCookiePolicy

import requests

from functions.connect.ending import Ending
from functions.connect.google_admin import GoogleAccounts
from functions.connect.google_consent import GoogleConsent, GoogleRevoker
from functions.connect.instagram_consent import InstagramConsent
from functions.connect.linking import Consents
from functions.connect.meta import MetaNotices
from functions.connect.ownership import Ownership
from functions.connect.providers import OFFERS
from functions.connect.queue import QueuedPuller
from functions.connect.self_reports import SelfReports
from functions.connect.settings import ConnectSettings
from functions.connect.state_store import AttemptRows, OutboxRows
from functions.connect.store import Connections
from functions.connect.tokens import Tokens
from functions.shared import aws, connect_table, identity
from functions.shared.access import AccessCheck
from functions.shared.clock import Clock, system_clock
from functions.shared.connect_table import WindowRow
from functions.shared.database import Database, credentials_in
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import EmfMetrics
from functions.shared.provider_clients import ProviderClients
from functions.shared.pulls import PullQueue
from functions.shared.secrets import SecretReader
from functions.shared.tokens import wiring as vaults
from functions.shared.tokens.grants import Provider
from functions.shared.tokens.kms_vault import KmsVault
from functions.shared.tokens.secrets_vault import SecretsVault
from functions.shared.windows import Rates, Windows


@dataclass(frozen=True, slots=True)
class Connect:
    """The parts that views and triggers use."""

    consents: Consents
    connections: Ownership
    ending: Ending
    meta: MetaNotices
    self_reports: SelfReports
    vault: SecretsVault | KmsVault
    clients: ProviderClients
    site: str
    access: AccessCheck
    secrets: SecretReader
    origin_secret: str
    clock: Clock

    @property
    def now(self) -> float:
        """Epoch seconds to the millisecond, the unit of ids."""
        return round(self.clock(), 3)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What several parts stand on."""

    settings: ConnectSettings
    clock: Clock
    transactions: Transactions
    secrets: SecretReader
    store: Connections
    outbox: OutboxRows
    rates: Rates
    clients: ProviderClients
    vault: SecretsVault | KmsVault
    tokens: Tokens
    google: GoogleAccounts
    puller: QueuedPuller
    session: requests.Session


def build(environment: Mapping[str, str], clock: Clock = system_clock) -> Connect:
    settings = ConnectSettings.load(environment)
    identity.bind(settings.identity_table)
    connect_table.bind(settings.connect_table)
    ground = _ground(settings, clock)
    metrics = EmfMetrics()
    ending = Ending(
        ground.store,
        ground.tokens,
        ground.outbox,
        ground.clients,
        dict.fromkeys((Provider.GA4, Provider.YOUTUBE), GoogleRevoker(ground.session)),
        metrics,
    )
    return Connect(
        consents=_consents(ground),
        connections=Ownership(ground.store, ground.tokens, ground.google, ground.clients, ground.rates, ground.puller),
        ending=ending,
        meta=MetaNotices(ground.store, ending, ground.outbox, ground.clients, metrics),
        self_reports=SelfReports(ground.store, ground.outbox, ground.rates),
        vault=ground.vault,
        clients=ground.clients,
        site=settings.site_origin,
        access=AccessCheck(identity.IdentityReader(), issuer=settings.token_issuer, clock=clock),
        secrets=ground.secrets,
        origin_secret=settings.origin_secret,
        clock=clock,
    )


def _ground(settings: ConnectSettings, clock: Clock) -> _Ground:
    secrets = SecretReader(aws.client("secretsmanager"), clock)
    transactions, session = Transactions(connect()), requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # one user's request tells nothing of another's
    vault = vaults.vault(
        settings.token_vault,
        settings.stage,
        settings.token_table,
        settings.token_key,
        transactions,
        EmfMetrics(),
        clock,
    )
    return _Ground(
        settings=settings,
        clock=clock,
        transactions=transactions,
        secrets=secrets,
        store=Connections(
            Database(settings.database_url, credentials_in(secrets, settings.database_secret)),
            youtube_derived=settings.youtube_derived,
        ),
        outbox=OutboxRows(),
        rates=Rates(Windows(WindowRow), transactions),
        clients=ProviderClients(lambda: secrets.read(settings.provider_clients)),
        vault=vault,
        tokens=Tokens(vault, EmfMetrics()),
        google=GoogleAccounts(session),
        puller=QueuedPuller(PullQueue(aws.client("sqs"), settings.refresh_queue_url)),
        session=session,
    )


def _consents(ground: _Ground) -> Consents:
    return Consents(
        pages={
            Provider.GA4: GoogleConsent(OFFERS[Provider.GA4], ground.google.analytics),
            Provider.YOUTUBE: GoogleConsent(OFFERS[Provider.YOUTUBE], ground.google.channel),
            Provider.INSTAGRAM: InstagramConsent(OFFERS[Provider.INSTAGRAM], ground.session),
        },
        google=ground.google,
        clients=ground.clients,
        attempts=AttemptRows(),
        outbox=ground.outbox,
        sessions=identity.IdentityReader(),
        store=ground.store,
        tokens=ground.tokens,
        rates=ground.rates,
        puller=ground.puller,
        entropy=random.token_bytes,
        site=ground.settings.site_origin,
    )


@cache
def wire() -> Connect:
    return build(os.environ)
