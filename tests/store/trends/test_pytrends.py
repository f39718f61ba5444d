"""Does pytrends of 2023 do what we need, with pandas 3 and urllib3 2, and is whatever it does wrong a TrendsFailed?"""

from collections.abc import Iterator

import pytest

from functions.trends.ports import Failure, Term, TrendsFailed
from functions.trends.pytrends_provider import PytrendsProvider
from infra.local.ports import free
from infra.local.sandbox.server import Sandbox
from tests.store.connections import NOW

KAHVE = Term("kahve", "TR")
WRONG = {
    "html": Failure.BROKEN,
    "html_401": Failure.BROKEN,
    "html_404": Failure.BROKEN,
    "unavailable": Failure.BROKEN,
    "garbage": Failure.BROKEN,
    "empty_body": Failure.BROKEN,
    "bad_request": Failure.REFUSED,
    "html_429": Failure.LIMITED,
    "quota_per_minute": Failure.LIMITED,
    "timeout": Failure.UNREACHABLE,
}


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    sandbox = Sandbox.start(clock=lambda: NOW)
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    running.world.counts.clear()
    yield running
    running.world.faults.clear()


def provider(base_url: str) -> PytrendsProvider:
    return PytrendsProvider(base_url, (2, 0.5))


@pytest.mark.parametrize(
    "keyword",
    [
        "a, b [c]",
        "isPartial",
        "ispartial",
        "date",
        "0",
        "2026-11-20",
        '"quoted"',
        "kahve & çay + 'ayran'",
        "☕",
        "می\u200cخواهم",
        "x" * 100,
        "nan",
    ],
)
def test_a_keyword_may_be_anything(sandbox: Sandbox, keyword: str) -> None:
    assert len(provider(sandbox.base_url).series(Term(keyword, ""))) == 90


def test_a_keyword_does_not_inherit_the_country_of_the_one_before(sandbox: Sandbox) -> None:
    google = provider(sandbox.base_url)
    turkey, world = google.series(KAHVE), google.series(Term("kahve", ""))
    assert turkey != world
    assert world == provider(sandbox.base_url).series(Term("kahve", ""))


@pytest.mark.parametrize("operation", ["trends.explore", "trends.multiline"])
@pytest.mark.parametrize(("fault", "failure"), WRONG.items())
def test_whatever_comes_back_is_a_failure_with_a_name(
    sandbox: Sandbox, operation: str, fault: str, failure: Failure
) -> None:
    sandbox.world.faults.add(operation, fault, times=1)
    google = provider(sandbox.base_url)
    with pytest.raises(TrendsFailed) as failed:
        google.series(KAHVE)
    assert failed.value.failure is failure
    assert "kahve" not in str(failed.value)
    assert len(google.series(KAHVE)) == 90


def test_a_failure_is_asked_once_and_not_again_and_again(sandbox: Sandbox) -> None:
    sandbox.world.faults.add("trends.*", "html")
    with pytest.raises(TrendsFailed):
        provider(sandbox.base_url).series(KAHVE)
    assert dict(sandbox.world.counts) == {"trends.explore": 1}


def test_a_stand_in_that_is_gone_is_unreachable() -> None:
    with pytest.raises(TrendsFailed) as failed:
        provider(f"http://127.0.0.1:{free()}").series(KAHVE)
    assert failed.value.failure is Failure.UNREACHABLE
