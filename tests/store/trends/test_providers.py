"""What must every provider of trends do? The fake one, and pytrends against the sandbox, by the same tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from functions.trends.ports import Failure, Term, TrendsFailed, TrendsProvider
from functions.trends.pytrends_provider import PytrendsProvider
from infra.local.sandbox.server import Sandbox
from tests.fakes.trends import FakeTrends
from tests.store.connections import NOW

FAULTS = {
    Failure.LIMITED: "429",
    Failure.REFUSED: "bad_request",
    Failure.UNREACHABLE: "timeout",
    Failure.BROKEN: "html",
}
TODAY = datetime.fromtimestamp(NOW, UTC).date()


class Google(Protocol):
    """A provider, and a way to make it fail."""

    @property
    def provider(self) -> TrendsProvider: ...
    def fail(self, failure: Failure) -> None: ...


@dataclass
class Faked:
    provider: FakeTrends

    def fail(self, failure: Failure) -> None:
        self.provider.faults.append(failure)


@dataclass
class Sandboxed:
    provider: PytrendsProvider
    sandbox: Sandbox

    def fail(self, failure: Failure) -> None:
        self.sandbox.world.faults.add("trends.explore", FAULTS[failure], times=1)


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    sandbox = Sandbox.start(clock=lambda: NOW)
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandboxed(running: Sandbox) -> Iterator[Sandboxed]:
    yield Sandboxed(PytrendsProvider(running.base_url, (2, 0.5)), running)
    running.world.faults.clear()


@pytest.fixture(params=["fake", "pytrends"])
def google(request: pytest.FixtureRequest) -> Google:
    if request.param == "fake":
        return Faked(FakeTrends(NOW, unknown=frozenset({"nodata"})))
    sandboxed: Sandboxed = request.getfixturevalue("sandboxed")
    return sandboxed


def test_a_series_has_ninety_whole_days_and_its_highest_is_a_hundred(google: Google) -> None:
    points = google.provider.series(Term("kahve", "TR"))
    days = [point.day for point in points]
    assert days == [TODAY - timedelta(days=ago) for ago in range(90, 0, -1)]
    assert max(point.value for point in points) == 100


def test_what_too_few_search_for_has_no_points(google: Google) -> None:
    assert list(google.provider.series(Term("nodata", "TR"))) == []


def test_a_keyword_does_not_get_the_series_of_the_one_before(google: Google) -> None:
    first = google.provider.series(Term("kahve", "TR"))
    assert google.provider.series(Term("çay", "TR")) != first
    assert list(google.provider.series(Term("nodata", "TR"))) == []
    assert google.provider.series(Term("kahve", "TR")) == first


@pytest.mark.parametrize("failure", list(Failure))
def test_each_failure_is_named_and_the_next_keyword_goes_on(google: Google, failure: Failure) -> None:
    google.fail(failure)
    with pytest.raises(TrendsFailed) as failed:
        google.provider.series(Term("kahve", "TR"))
    assert failed.value.failure is failure
    assert len(google.provider.series(Term("kahve", "TR"))) == 90
