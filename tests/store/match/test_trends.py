"""Is a keyword wished for once, shown when it is there, and asked for by nobody without limit?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from functions.match.store import Trends
from functions.match.trend_wish import WISHES_A_DAY, Stored, TrendCache
from functions.shared.clock import rfc3339
from functions.shared.database import Database
from functions.shared.rates import DAY
from functions.shared.trend_series import Point, encode
from tests.fakes.trends import MemoryTrends
from tests.store.connections import NOW, moment
from tests.store.match.people import Place, Somebody

POINTS = [Point(date(2026, 8, 23) + timedelta(days=day), day) for day in range(90)]


def _rows(database: Database) -> list[tuple[Any, ...]]:
    with database.statement() as connection:
        return connection.execute(
            "select keyword, geo, requested_at from match.trends order by keyword, geo"
        ).fetchall()


def _set(database: Database, keyword: str, **columns: Any) -> None:
    with database.statement() as connection:
        for name, value in columns.items():
            connection.execute(f"update match.trends set {name} = %s where keyword = %s".encode(), (value, keyword))


@pytest.fixture(params=["memory", "postgres"])
def cache(request: pytest.FixtureRequest) -> TrendCache:
    return MemoryTrends() if request.param == "memory" else Trends(request.getfixturevalue("database"))


def test_a_cache_keeps_a_wish(cache: TrendCache) -> None:
    assert cache.find("kahve", "TR", NOW) is None
    for _ in range(2):
        cache.wish("kahve", "TR", NOW)
    assert cache.find("kahve", "TR", NOW) == Stored(None, None, None)
    assert cache.find("kahve", "", NOW) is None
    assert cache.find("Kahve", "TR", NOW) is None


def test_an_unknown_keyword_is_pending_and_wished_for_in_one_spelling(place: Place, somebody: Somebody) -> None:
    for written in ("Kahve", " kahve ", "KAHVE"):
        assert somebody.trend(written, geo="TR") == {
            "keyword": "kahve",
            "geo": "TR",
            "state": "pending",
            "points": [],
            "fetched_at": None,
        }
    assert somebody.trend("kahve")["geo"] == ""
    assert [row[:2] for row in _rows(place.database)] == [("kahve", ""), ("kahve", "TR")]


def test_a_series_is_shown_with_its_age_to_everybody(place: Place, somebody: Somebody, stranger: Somebody) -> None:
    somebody.trend("kahve")
    _set(place.database, "kahve", points=Jsonb(encode(POINTS)), fetched_at=moment(NOW - DAY))
    for failed_at in (None, moment(NOW)):
        _set(place.database, "kahve", failed_at=failed_at)
        shown = stranger.trend("kahve")
        assert (shown["state"], shown["fetched_at"]) == ("value", rfc3339(NOW - DAY))
        assert shown["points"] == [{"day": point.day.isoformat(), "value": point.value} for point in POINTS]


@pytest.mark.parametrize(
    "columns",
    [
        {"failed_at": moment(NOW)},
        {"points": Jsonb([]), "fetched_at": moment(NOW)},
        {"points": Jsonb({"odd": 1}), "fetched_at": moment(NOW)},
        {"points": Jsonb([["2026-11-20", -1]]), "fetched_at": moment(NOW)},
    ],
)
def test_what_cannot_be_shown_is_unavailable(place: Place, somebody: Somebody, columns: dict[str, Any]) -> None:
    somebody.trend("kahve")
    _set(place.database, "kahve", **columns)
    shown = somebody.trend("kahve")
    assert (shown["state"], shown["points"]) == ("unavailable", [])


def test_new_keywords_are_limited_per_user_and_day_and_known_ones_are_not(
    place: Place, somebody: Somebody, stranger: Somebody
) -> None:
    for number in range(WISHES_A_DAY):
        assert somebody.trend(f"k{number}")["state"] == "pending"
    status, problem, headers = somebody.answer("GET", "/match/trends", {"keyword": "one more"})
    assert (status, problem["code"]) == (429, "rate_limited")
    assert int(headers["Retry-After"]) == DAY - int(NOW) % DAY
    assert somebody.trend("k0")["state"] == "pending"
    assert stranger.trend("one more")["state"] == "pending"
    assert len(_rows(place.database)) == WISHES_A_DAY + 1
    place.clock.now += DAY
    assert somebody.trend("another")["state"] == "pending"


def test_a_wish_keeps_its_place_and_a_known_keyword_is_kept_alive_by_asking(place: Place, somebody: Somebody) -> None:
    somebody.trend("wish")
    somebody.trend("known")
    _set(place.database, "known", points=Jsonb(encode(POINTS)), fetched_at=moment(NOW))
    place.clock.now += DAY / 2
    somebody.trend("known")
    assert {row[2] for row in _rows(place.database)} == {moment(NOW)}
    place.clock.now += DAY
    somebody.trend("wish")
    somebody.trend("known")
    assert {row[0]: row[2] for row in _rows(place.database)} == {"wish": moment(NOW), "known": moment(NOW + 1.5 * DAY)}


def test_many_at_once_make_one_wish(place: Place, somebody: Somebody) -> None:
    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(lambda _: _pending(place), range(8)))
    assert states == [None] * 8
    assert [row[:2] for row in _rows(place.database)] == [("kahve", "")]


def _pending(place: Place) -> None:
    place.match.trends.find("kahve", "", NOW)
    place.match.trends.wish("kahve", "", NOW)
    place.database.close()


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"keyword": ""},
        {"keyword": "   "},
        {"keyword": "x" * 101},
        {"keyword": "x" * 5000},
        {"keyword": "a\x00b"},
        {"keyword": "a\nb"},
        {"keyword": "\ud800"},
        {"keyword": "a\u202eb"},
        {"keyword": "kahve", "geo": "tr"},
        {"keyword": "kahve", "geo": "TUR"},
        {"keyword": "kahve", "geo": "ZZ"},
        {"keyword": "kahve", "geo": "T\x00"},
        {"keyword": "kahve", "more": "1"},
    ],
)
def test_a_bad_query_is_422_and_no_wish(place: Place, somebody: Somebody, query: dict[str, str]) -> None:
    status, problem = somebody.call("GET", "/match/trends", query or None)
    assert (status, problem["code"]) == (422, "invalid_request")
    assert _rows(place.database) == []
    assert all(value not in str(problem) for value in query.values() if len(value) > 5)
