"""What is a keyword, and what is said of one before, while and after it is known?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match import trend_wish
from functions.match.trend_wish import State, Stored, Trend, look_up
from functions.shared.problems import Code, Problem
from functions.shared.trend_series import Point
from tests.fakes.trends import MemoryTrends, MemoryWishes

NOW = 1_795_300_000.0
ROWS: list[list[str | int]] = [["2026-11-19", 3], ["2026-11-20", 100]]


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("Kahve", "kahve"),
        ("  çay   bahçesi ", "çay bahçesi"),
        ("c\u0327ay", "çay"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "straße"),
        ("\u00a0kahve\u2003falı", "kahve falı"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 100, "x" * 100),
    ],
)
def test_a_keyword_is_looked_up_in_one_spelling(written: str, term: str) -> None:
    assert trend_wish.keyword(written) == term


@pytest.mark.parametrize(
    "written",
    ["", "   ", "\u00a0", "x" * 101, "a\x00b", "a\nb", "\tkahve", "kahve\x7f", "a\u202eb", "\ud800", "a\ufeff"],
)
def test_what_is_no_keyword_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="character"):
        trend_wish.keyword(written)


@given(st.text(max_size=120))
def test_a_keyword_of_a_keyword_is_itself_and_can_be_stored(written: str) -> None:
    try:
        term = trend_wish.keyword(written)
    except ValueError:
        return
    assert trend_wish.keyword(term) == term
    assert 1 <= len(term) <= 100
    assert term == term.strip() == unicodedata.normalize("NFC", term)
    assert "\x00" not in term
    term.encode()


@pytest.mark.parametrize("written", ["tr", "TUR", "ZZ", "T", "T\x00", "*", " "])
def test_what_is_no_country_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="country"):
        trend_wish.place(written)


def test_the_world_and_a_country_are_places() -> None:
    assert (trend_wish.place(""), trend_wish.place("TR")) == ("", "TR")


def test_an_unknown_keyword_becomes_a_wish_once() -> None:
    cache, wishes = MemoryTrends(), MemoryWishes(limit=1)
    for _ in range(3):
        assert look_up(cache, wishes, "u", "kahve", "TR", NOW) == Trend("kahve", "TR", State.PENDING)
    assert set(cache.rows) == {("kahve", "TR")}
    assert wishes.taken == ["u"]


def test_one_wish_too_many_is_refused_and_not_made() -> None:
    cache, wishes = MemoryTrends(), MemoryWishes(limit=0)
    with pytest.raises(Problem) as problem:
        look_up(cache, wishes, "u", "kahve", "", NOW)
    assert problem.value.code is Code.RATE_LIMITED
    assert cache.rows == {}


@pytest.mark.parametrize(
    ("stored", "state"),
    [
        (Stored(None, None, None), State.PENDING),
        (Stored(ROWS, NOW, None), State.VALUE),
        (Stored(ROWS, NOW - 10**7, NOW), State.VALUE),
        (Stored([], NOW, None), State.UNAVAILABLE),
        (Stored(None, None, NOW), State.UNAVAILABLE),
        (Stored("odd", NOW, None), State.UNAVAILABLE),
        (Stored([["2026-11-19", 101]], NOW, None), State.UNAVAILABLE),
        (Stored([["someday", 1]], NOW, None), State.UNAVAILABLE),
        (Stored([[1, 2, 3]], NOW, None), State.UNAVAILABLE),
        (Stored(7, NOW, None), State.UNAVAILABLE),
    ],
)
def test_each_state(stored: Stored, state: State) -> None:
    cache = MemoryTrends({("kahve", ""): stored})
    found = look_up(cache, MemoryWishes(limit=0), "u", "kahve", "", NOW)
    assert found.state is state
    assert bool(found.points) == (state is State.VALUE)
    assert found.fetched_at == stored.fetched_at


def test_points_are_shown_by_day() -> None:
    cache = MemoryTrends({("kahve", ""): Stored(ROWS, NOW, None)})
    points = look_up(cache, MemoryWishes(limit=0), "u", "kahve", "", NOW).points
    assert all(isinstance(point, Point) for point in points)
    assert [(point.day.isoformat(), point.value) for point in points] == [("2026-11-19", 3), ("2026-11-20", 100)]
