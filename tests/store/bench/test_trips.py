"""Does the benchmark's proxy count what it says, and is the plan's number of round trips the same however many are due?"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from functions.refresh import wiring
from functions.shared.pulls import Pull
from tests.bench.refresh import seed
from tests.bench.refresh.our_plan import Nowhere
from tests.bench.refresh.trips import TripCounter
from tests.store.conftest import AwsEndpoint


@pytest.fixture
def trips(database_url: str, tmp_path: Path) -> Iterator[TripCounter]:
    with TripCounter(database_url, tmp_path) as counter:
        yield counter


def test_each_answer_that_is_waited_for_counts_once(trips: TripCounter) -> None:
    with psycopg.connect(trips.url, autocommit=True) as connection:
        assert trips.taken() == 0
        connection.execute("select repeat('z', 300000)").fetchone()
        assert trips.taken() == 1
        with connection.transaction():
            connection.execute("select 1")
        assert trips.taken() == 3
        with connection.pipeline():
            for number in range(20):
                connection.execute("select %s::int", (number,))
        assert trips.taken() == 1
