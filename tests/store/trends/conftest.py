"""What do trends store tests run on? The cache on Postgres, the pace on the emulator, and the memory twin of each."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.shared import connect_table
from functions.shared.database import Database
from functions.trends.pace_store import Paces
from functions.trends.ports import PaceStore
from tests.fakes.trends import MemoryPaces
from tests.store.conftest import AwsEndpoint

TABLE = "connect-trends"


@pytest.fixture
def paces(emulator: AwsEndpoint) -> Paces:
    emulator.fresh_table(TABLE)
    connect_table.bind(TABLE)
    return Paces(lambda _: None)


@pytest.fixture(params=["memory", "dynamodb"])
def pace_store(request: pytest.FixtureRequest) -> PaceStore:
    return MemoryPaces() if request.param == "memory" else request.getfixturevalue("paces")


@pytest.fixture
def rows(database: Database) -> Callable[[], list[tuple[Any, ...]]]:
    """Everything in match.trends."""

    def read() -> list[tuple[Any, ...]]:
        with database.statement() as connection:
            return connection.execute(
                "select keyword, geo, points, extract(epoch from fetched_at)::float,"
                " extract(epoch from failed_at)::float from match.trends order by keyword, geo"
            ).fetchall()

    return read
