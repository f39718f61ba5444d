"""What is the trends function made of? Built once per process, at the first event; nothing is built at import."""

import os
import time
from collections.abc import Callable, Mapping
from functools import cache

from functions.shared import aws, connect_table
from functions.shared.clock import Clock, system_clock
from functions.shared.database import Database, credentials_in
from functions.shared.metrics import EmfMetrics
from functions.shared.secrets import SecretReader
from functions.trends.collecting import PAUSE, Collecting
from functions.trends.off_provider import OffProvider
from functions.trends.pace_store import Paces
from functions.trends.ports import TrendsProvider
from functions.trends.pytrends_provider import PytrendsProvider
from functions.trends.settings import TrendsSettings
from functions.trends.store import Terms


def build(
    environment: Mapping[str, str],
    clock: Clock = system_clock,
    sleep: Callable[[float], None] = time.sleep,
    pause: float = PAUSE,
) -> Collecting:
    settings = TrendsSettings.load(environment)
    connect_table.bind(settings.connect_table)
    secrets = SecretReader(aws.client("secretsmanager"), clock)
    return Collecting(
        terms=Terms(Database(settings.database_url, credentials_in(secrets, settings.database_secret))),
        provider=_provider(settings),
        paces=Paces(sleep),
        metrics=EmfMetrics(),
        clock=clock,
        sleep=sleep,
        daily=settings.trends_daily,
        pause=pause,
    )


def _provider(settings: TrendsSettings) -> TrendsProvider:
    if settings.trends_provider == "off":
        return OffProvider()
    return PytrendsProvider(settings.trends_base_url)


@cache
def wire() -> Collecting:
    return build(os.environ)
