"""Does the benchmark's proxy count what it says, and does the plan ask Postgres as often however many are due?"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from functions.refresh.budgets import Limits
from functions.refresh.due_store import DueStore
from functions.refresh.plan import Plan
from functions.shared.clock import system_clock
from functions.shared.database import Database
from functions.shared.metrics import NullMetrics
from tests.bench.refresh import seed
from tests.bench.refresh.our_plan import Nowhere
from tests.bench.refresh.trips import TripCounter
from tests.fakes.budgets import MemoryBudgets

PLAN_TRIPS = 8
"""A transaction with a claim for each provider, and one with the count of the late."""
UNLIMITED = Limits(10**9, 10**9, 10**9)


@pytest.fixture
def trips(database_url: str, tmp_path: Path) -> Iterator[TripCounter]:
    with TripCounter(database_url, tmp_path) as counter:
        yield counter


def test_each_answer_that_is_waited_for_counts_once(trips: TripCounter) -> None:
    with psycopg.connect(trips.url, autocommit=True) as connection:
        assert trips.taken() == 0
        connection.execute("select repeat('z', 300000)").fetchone()
        assert trips.taken() == 1
        with connection.pipeline():
            for number in range(20):
                connection.execute("select %s::int", (number,))
        assert trips.taken() == 1
        with connection.transaction():
            connection.execute("select 1")
        assert trips.taken() == 3


@pytest.mark.parametrize("due", [1, 300])
def test_the_plan_asks_as_often_however_many_are_due(trips: TripCounter, database_url: str, due: int) -> None:
    seed.fill(database_url, 1_000, due)
    database = Database(trips.url)
    try:
        plan = Plan(DueStore(database), MemoryBudgets(), Nowhere(), UNLIMITED, NullMetrics(), system_clock)
        assert plan.tick().queued == due
    finally:
        database.close()
    assert trips.taken() == PLAN_TRIPS
