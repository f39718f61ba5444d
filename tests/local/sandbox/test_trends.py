"""Does pytrends read what the sandbox says about interest over time?"""

from typing import Any

import pytest
from pytrends import request as pytrends_request
from pytrends.exceptions import TooManyRequestsError
from pytrends.request import TrendReq

from infra.local.sandbox.server import Sandbox
from tests.local.sandbox.people import DAY, Clock


@pytest.fixture
def trends(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library itself, sent to the sandbox."""
    base = f"{sandbox.base_url}/trends.google.com/trends"
    monkeypatch.setattr(pytrends_request, "BASE_TRENDS_URL", base)
    monkeypatch.setattr(TrendReq, "GENERAL_URL", f"{base}/api/explore")
    monkeypatch.setattr(TrendReq, "INTEREST_OVER_TIME_URL", f"{base}/api/widgetdata/multiline")
    return TrendReq


@pytest.mark.filterwarnings("ignore::FutureWarning")  # pandas, of pytrends' fillna
@pytest.mark.parametrize(
    ("timeframe", "points"), [("today 3-m", 91), ("today 5-y", 261), ("2026-01-01 2026-01-31", 31)]
)
def test_interest_over_time(trends: Any, timeframe: str, points: int) -> None:
    asked = trends(hl="tr-TR", tz=-180)
    asked.build_payload(["zeytinyağı", "kahve"], timeframe=timeframe, geo="TR")
    found = asked.interest_over_time()
    assert list(found.columns) == ["zeytinyağı", "kahve", "isPartial"]
    assert len(found) == points
    assert found[["zeytinyağı", "kahve"]].to_numpy().max() == 100
    assert list(found["isPartial"][-2:]) == [False, True]


def test_nobody_searches_for_it(trends: Any) -> None:
    asked = trends()
    asked.build_payload(["nodata-42"], timeframe="today 3-m")
    assert asked.interest_over_time().empty


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_equal_questions_differ_a_little_from_day_to_day(trends: Any, clock: Clock) -> None:
    found = []
    for _ in range(3):
        asked = trends()
        asked.build_payload(["kahve"], timeframe="2026-06-01 2026-08-31")
        found.append(asked.interest_over_time()["kahve"].to_list())
        clock.now += DAY / 2
    assert found[0] == found[1] or found[1] == found[2]
    assert found[0] != found[2]


def test_without_its_cookie_and_over_the_limit_it_is_429(sandbox: Sandbox, trends: Any) -> None:
    asked = trends()
    asked.cookies = {}
    with pytest.raises(TooManyRequestsError):
        asked.build_payload(["kahve"])
    sandbox.world.quotas.limits.trends_hour = 1
    trends().build_payload(["kahve"])
    with pytest.raises(TooManyRequestsError):
        trends().build_payload(["kahve"])


def test_a_fault_of_trends(sandbox: Sandbox, trends: Any) -> None:
    sandbox.world.faults.add("trends.explore", "429", times=1)
    with pytest.raises(TooManyRequestsError):
        trends().build_payload(["kahve"])
