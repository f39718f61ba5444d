"""Is every part of the hourly tending done, whatever becomes of another?"""

import pytest

from functions.match import triggers
from tests.store.match import sharing
from tests.store.match.people import Place


def test_a_row_that_other_rules_made_is_made_anew(place: Place) -> None:
    sharing.creator(place)
    with place.database.transaction() as opened:
        opened.execute("update match.creator_index set features_version = 0, confidence = 0")
    assert triggers.tend(place.match.tending) == {"companies": 0, "creators": 1, "countries": 0}
    assert triggers.tend(place.match.tending)["creators"] == 0
    with place.database.statement() as opened:
        assert opened.execute("select count(*) from match.creator_index where confidence > 0").fetchone() == (1,)


def test_one_part_that_fails_stops_no_other_and_is_heard(place: Place) -> None:
    done: list[str] = []

    def broken() -> int:
        raise RuntimeError("our mistake")

    def works() -> int:
        done.append("works")
        return 1

    with pytest.raises(ExceptionGroup):
        triggers.tend({"broken": broken, "works": works})
    assert done == ["works"]
