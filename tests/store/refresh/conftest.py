"""What do store tests of refresh share? One sandbox a run, forgetful between tests, and a rig over a fresh database."""

from collections.abc import Iterator

import pytest

from functions.refresh.budget_store import BudgetStore
from functions.shared import connect_table
from functions.shared.database import Database
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.world import World
from tests.fakes.budgets import MemoryBudgets
from tests.fakes.tokens import MemoryTokens
from tests.store.conftest import AwsEndpoint
from tests.store.refresh.rig import Clock, Rig

TABLE = "connect-test"


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox.start()
    try:
        yield sandbox
    finally:
        sandbox.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(running_sandbox: Sandbox, clock: Clock) -> Sandbox:
    running_sandbox.world = World(None, clock)
    return running_sandbox


@pytest.fixture
def rig(sandbox: Sandbox, database: Database, clock: Clock) -> Rig:
    """With the twins of tokens and budgets: their own contracts hold them."""
    return Rig(sandbox, database, MemoryTokens(), MemoryBudgets(), clock)


@pytest.fixture
def connect_rows(emulator: AwsEndpoint) -> AwsEndpoint:
    emulator.fresh_table(TABLE)
    connect_table.bind(TABLE)
    return emulator


@pytest.fixture
def budget_store(connect_rows: AwsEndpoint) -> BudgetStore:
    return BudgetStore()
