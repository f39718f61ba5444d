"""What is the pull made of? Built once per process, at the first message; imports Google's client libraries."""

import os
from collections.abc import Mapping
from functools import cache, partial

from requests.adapters import HTTPAdapter

from functions.refresh.access import GoogleAccess, InstagramAccess
from functions.refresh.budget_store import BudgetStore
from functions.refresh.ga4 import Ga4Puller
from functions.refresh.instagram import InstagramPuller
from functions.refresh.pulling import Provide, Pulling
from functions.refresh.settings import RefreshSettings
from functions.refresh.store import Store
from functions.refresh.wiring import open_database
from functions.refresh.youtube import YouTubePuller
from functions.shared import aws, connect_table
from functions.shared.clock import Clock, system_clock
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import EmfMetrics, Metrics
from functions.shared.provider_clients import ProviderClients
from functions.shared.secrets import SecretReader
from functions.shared.tokens import wiring as tokens
from functions.shared.tokens.grants import Provider
from functions.shared.tokens.ports import TokenVault

_CONNECTIONS = 32
"""Kept open to providers: as many as run at a time, with some to spare."""


def providers(vault: TokenVault, metrics: Metrics) -> Mapping[Provider, Provide]:
    pool = HTTPAdapter(pool_connections=_CONNECTIONS, pool_maxsize=_CONNECTIONS, max_retries=0)
    google = GoogleAccess(vault, pool)
    return {
        Provider.GA4: Provide(google, Ga4Puller(pool)),
        Provider.YOUTUBE: Provide(google, YouTubePuller(pool)),
        Provider.INSTAGRAM: Provide(InstagramAccess(vault, pool, metrics), InstagramPuller(pool)),
    }


def build(environment: Mapping[str, str], clock: Clock = system_clock) -> Pulling:
    settings = RefreshSettings.load(environment)
    connect_table.bind(settings.connect_table)
    metrics = EmfMetrics()
    secrets = SecretReader(aws.client("secretsmanager"), clock)
    transactions = Transactions(connect())
    vault = tokens.vault(
        settings.token_vault,
        settings.stage,
        settings.token_table,
        settings.token_key,
        transactions,
        metrics,
        clock,
    )
    return Pulling(
        claims=Store(open_database(settings, clock), youtube_derived=settings.youtube_derived),
        budgets=BudgetStore(),
        providers=providers(vault, metrics),
        clients=ProviderClients(partial(secrets.read, settings.provider_clients)),
        limits=settings.limits,
        metrics=metrics,
        clock=clock,
    )


@cache
def wire() -> Pulling:
    return build(os.environ)
