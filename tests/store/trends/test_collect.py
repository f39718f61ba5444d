"""Does a wish become a series that its user sees, through Postgres, DynamoDB, pytrends and the sandbox?"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from functions.match.store import Trends as MatchTrends
from functions.match.trend_wish import State, Trend, look_up
from functions.shared import connect_table
from functions.shared.database import Database
from functions.trends import app, wiring
from functions.trends.collecting import Collecting
from functions.trends.pace import FIRST_REST
from functions.trends.pytrends_provider import PytrendsProvider
from functions.trends.store import Terms
from infra.layout import EVENTS
from infra.local.sandbox.server import Sandbox
from tests.fakes.trends import MemoryWishes
from tests.store.conftest import AwsEndpoint
from tests.store.connections import NOW
from tests.store.trends.conftest import TABLE

DAY = 86_400


@dataclass
class World:
    """Everything that `make run` has, with a clock moved by hand and one connection to Postgres."""

    environment: dict[str, str]
    sandbox: Sandbox
    database: Database
    now: float = NOW

    def run(self, **settings: str) -> dict[str, int]:
        return self.collecting(**settings).run()

    def collecting(self, **settings: str) -> Collecting:
        built = wiring.build({**self.environment, **settings}, lambda: self.now, lambda _: None)
        if isinstance(built.provider, PytrendsProvider):
            built.provider._timeout = (2, 0.5)
        self.sandbox.world.offset = self.now - NOW
        return built if "DATABASE_URL" in settings else replace(built, terms=Terms(self.database))

    def look(self, keyword: str) -> Trend:
        return look_up(MatchTrends(self.database), MemoryWishes(limit=100), "u", keyword, "TR", self.now)

    @property
    def asked(self) -> int:
        return self.sandbox.world.counts["trends.explore"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox.start(clock=lambda: NOW)
    yield running
    running.stop()


@pytest.fixture
def world(
    emulator: AwsEndpoint,
    sandbox: Sandbox,
    database: Database,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[World]:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "trends")
    emulator.fresh_table(TABLE)
    connect_table.bind(TABLE)
    environment = {
        "STAGE": "local",
        "DATABASE_URL": database_url,
        "CONNECT_TABLE": TABLE,
        "TRENDS_BASE_URL": sandbox.base_url,
    }
    sandbox.world.counts.clear()
    yield World(environment, sandbox, database)
    sandbox.world.faults.clear()
    sandbox.world.offset = 0.0


def test_a_wish_becomes_a_series_within_the_hour(world: World) -> None:
    assert world.look("kahve").state is State.PENDING
    assert world.look("nodata at all").state is State.PENDING
    world.now += 3_600
    assert world.run() == {"forgotten": 0, "collected": 2, "failed": 0}
    found = world.look("kahve")
    assert (found.state, len(found.points), found.fetched_at) == (State.VALUE, 90, world.now)
    assert world.look("nodata at all").state is State.UNAVAILABLE


def test_a_series_is_asked_for_once_a_day_as_long_as_somebody_asks(world: World) -> None:
    world.look("kahve")
    for _ in range(40):
        world.run()
        world.now += DAY / 2 + 60
        if world.now < NOW + 5 * DAY:
            world.look("kahve")
    assert world.asked == 20
    world.now += 20 * DAY
    assert world.run() == {"forgotten": 1, "collected": 0, "failed": 0}
    assert world.look("kahve").state is State.PENDING


def test_a_limit_of_googles_rests_all_and_takes_no_series_away(world: World) -> None:
    world.look("kahve")
    world.run()
    world.now += 2 * DAY
    world.look("çay")
    world.sandbox.world.faults.add("trends.explore", "429")
    assert world.run() == {"forgotten": 0, "collected": 0, "failed": 1}
    assert world.look("kahve").state is State.VALUE
    world.sandbox.world.faults.clear()
    asked = world.asked
    world.now += FIRST_REST - 60
    assert world.run()["collected"] == 0
    assert world.asked == asked
    world.now += 120
    assert world.run()["collected"] == 1
    world.now += DAY
    world.run()
    assert {world.look(keyword).state for keyword in ("kahve", "çay")} == {State.VALUE}


def test_a_failure_shows_as_unavailable_until_it_works(world: World) -> None:
    world.look("kahve")
    world.sandbox.world.faults.add("trends.multiline", "garbage", times=1)
    assert world.run()["failed"] == 1
    assert world.look("kahve").state is State.UNAVAILABLE
    world.now += DAY
    assert world.run()["collected"] == 1
    assert world.look("kahve").state is State.VALUE


def test_the_days_budget_holds_over_runs(world: World) -> None:
    for number in range(5):
        world.look(f"k{number}")
    assert world.run(TRENDS_DAILY="3")["collected"] == 3
    assert world.run(TRENDS_DAILY="3")["collected"] == 0
    world.now += DAY
    assert world.run(TRENDS_DAILY="3")["collected"] == 3
    assert world.asked == 6


def test_switched_off_nobody_is_asked(world: World) -> None:
    world.look("kahve")
    assert world.run(TRENDS_PROVIDER="off")["failed"] == 1
    assert (world.asked, world.look("kahve").state) == (0, State.UNAVAILABLE)


def test_a_database_that_is_not_there_is_our_failure_and_not_googles(world: World) -> None:
    with pytest.raises(Exception, match="postgres"):
        world.run(DATABASE_URL="postgresql://someone@127.0.0.1:1/nothing")
    assert world.asked == 0


def test_the_schedule_runs_it_and_logs_no_answer(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world.look("kahve")
    built: Callable[[], Any] = lambda: replace(world.collecting(), pause=0.0)  # noqa: E731 - what `wire` is
    monkeypatch.setattr(wiring, "wire", built)
    schedule = json.loads((EVENTS / "schedule.json").read_text())
    assert app.collect(schedule, None)["collected"] == 1
    assert "kahve" not in capsys.readouterr().out
