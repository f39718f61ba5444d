"""What are the plan and the retention made of? Built once per process.

The pull, which needs the providers' libraries, is put together in `pull_wiring`.
"""

import os
import time
from collections.abc import Mapping
from functools import cache

from functions.refresh.budget_store import BudgetStore
from functions.refresh.due_store import DueStore
from functions.refresh.plan import Plan
from functions.refresh.retain_store import RetainStore
from functions.refresh.retaining import Retaining
from functions.refresh.settings import RefreshSettings
from functions.shared import aws, connect_table
from functions.shared.clock import Clock, system_clock
from functions.shared.database import Database, credentials_in
from functions.shared.metrics import EmfMetrics
from functions.shared.pulls import PullQueue
from functions.shared.secrets import SecretReader


def open_database(settings: RefreshSettings, clock: Clock) -> Database:
    secrets = SecretReader(aws.client("secretsmanager"), clock)
    return Database(settings.database_url, credentials_in(secrets, settings.database_secret))


def build_plan(environment: Mapping[str, str], clock: Clock = system_clock) -> Plan:
    settings = RefreshSettings.load(environment)
    connect_table.bind(settings.connect_table)
    return Plan(
        due=DueStore(open_database(settings, clock)),
        budgets=BudgetStore(),
        queue=PullQueue(aws.client("sqs"), settings.refresh_queue_url),
        limits=settings.limits,
        metrics=EmfMetrics(),
        clock=clock,
    )


def build_retaining(environment: Mapping[str, str], clock: Clock = system_clock) -> Retaining:
    settings = RefreshSettings.load(environment)
    return Retaining(RetainStore(open_database(settings, clock)), EmfMetrics(), clock, time.monotonic)


@cache
def wire_plan() -> Plan:
    return build_plan(os.environ)


@cache
def wire_retaining() -> Retaining:
    return build_retaining(os.environ)
