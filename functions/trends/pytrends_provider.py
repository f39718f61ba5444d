"""What does Google Trends say? By pytrends 4.9.2, which reads what Google's own page reads; nothing is promised there.

[Note: pytrends] Its last release is of April 2023. Retries or a back-off make it call urllib3 with an argument that
urllib3 2 does not have (issues 583, 591). It keeps `geo` and the last widget, so a keyword could get the country or
the series of the one before: a fresh object each time. Its addresses are constants of module and class, not of the
object: the two methods that use them are overridden. It raises whatever comes (KeyError, pandas' errors).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import requests
from pytrends.exceptions import ResponseError, TooManyRequestsError
from pytrends.request import BASE_TRENDS_URL, TrendReq

from functions.shared.provider_clients import reached_at
from functions.shared.trend_series import Point
from functions.trends.ports import Failure, Term, TrendsFailed

WINDOW = "today 3-m"
"""About 90 days, by day; longer ones come by week."""
TIMEOUT = (2, 5)
"""Seconds to connect and to read, of each of three calls."""


class PytrendsProvider:
    """`base_url` of a stand-in, empty for Google itself. `timeout`: as TIMEOUT."""

    on = True

    def __init__(self, base_url: str = "", timeout: tuple[float, float] = TIMEOUT) -> None:
        self._base_url = base_url
        self._timeout = timeout
        self._cookies: Mapping[str, str] | None = None

    def series(self, term: Term) -> Sequence[Point]:
        try:
            asking = _Asking(self._base_url, self._cookies, self._timeout)
            self._cookies = asking.cookies
            asking.build_payload([term.keyword], timeframe=WINDOW, geo=term.geo)
            return _points(asking.interest_over_time())
        except TooManyRequestsError as error:
            self._cookies = None
            raise TrendsFailed(Failure.LIMITED) from error
        except ResponseError as error:
            status = int(error.response.status_code)
            raise TrendsFailed(Failure.REFUSED if status == 400 else Failure.BROKEN, str(status)) from error
        except requests.RequestException as error:
            raise TrendsFailed(Failure.UNREACHABLE, type(error).__name__) from error
        except Exception as error:  # see [Note: pytrends]
            raise TrendsFailed(Failure.BROKEN, type(error).__name__) from error


class _Asking(TrendReq):  # type: ignore[misc] # untyped in pytrends
    """One keyword's calls, to Google or to the stand-in at `base_url`. A cookie of an earlier one is used again."""

    def __init__(self, base_url: str, cookies: Mapping[str, str] | None, timeout: tuple[float, float]) -> None:
        self._base_url = base_url
        self._known = cookies
        super().__init__(hl="en-US", tz=0, timeout=timeout, retries=0, backoff_factor=0)

    def GetGoogleCookie(self) -> Mapping[str, str]:  # noqa: N802 - the library's name
        if self._known is not None:
            return self._known
        address = reached_at(self._base_url, f"{BASE_TRENDS_URL}/explore/?geo=US")
        with requests.get(address, timeout=self.timeout) as answer:
            return {name: value for name, value in answer.cookies.items() if name == "NID"}

    def _get_data(self, url: str, *args: Any, **kwargs: Any) -> Any:
        return super()._get_data(reached_at(self._base_url, url), *args, **kwargs)


def _points(frame: Any) -> Sequence[Point]:
    """Of a frame with one column of values and the last one `isPartial`; today is not over, so it is left out."""
    if frame.empty:
        return ()
    found: dict[date, Point] = {}
    for moment, value, partial in zip(frame.index, frame.iloc[:, 0], frame.iloc[:, -1], strict=True):
        if not partial:
            found[moment.date()] = Point(moment.date(), int(value))
    return tuple(found.values())
