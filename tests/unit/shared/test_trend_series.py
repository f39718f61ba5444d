"""Is a series that was written the one that is read?"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.trend_series import Point, decode, encode
from tests.unit.audience.samples import JSON

POINTS = st.dictionaries(st.dates(), st.integers(0, 100)).map(
    lambda found: tuple(Point(day, value) for day, value in sorted(found.items()))
)


@given(POINTS)
def test_a_series_survives_being_written(points: tuple[Point, ...]) -> None:
    assert decode(encode(points[::-1])) == points


@given(JSON)
def test_any_other_json_is_a_value_error(value: Any) -> None:
    try:
        points = decode(value)
    except ValueError:
        return
    assert decode(encode(points)) == tuple(sorted(points, key=lambda point: point.day))


@pytest.mark.parametrize("value", [-1, 101])
def test_an_interest_has_its_bounds(value: int) -> None:
    with pytest.raises(ValueError, match="interest"):
        Point(date(2026, 11, 20), value)
