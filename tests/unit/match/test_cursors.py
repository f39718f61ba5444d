"""Does a cursor lead on, and only in its own search?"""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match import cursors
from functions.match.cursors import Position
from functions.shared.problems import Code, Problem

SEARCH = {"audience": "a", "weights": [0.3, 0.2, 0.4, 0.1], "filters": {"text": "x"}, "sort": "score"}
COUNT = st.integers(0, 2**53)
POSITIONS = st.builds(Position, st.floats(allow_nan=False, allow_infinity=False), COUNT, COUNT, COUNT, st.booleans())


@given(POSITIONS)
def test_what_was_written_is_read(position: Position) -> None:
    assert cursors.decode(cursors.encode(SEARCH, position), SEARCH) == position


@pytest.mark.parametrize("other", [{"sort": "views"}, {"audience": "b"}, {"weights": [1, 0, 0, 0]}, {"filters": {}}])
def test_another_search_has_no_place_for_it(other: dict[str, object]) -> None:
    cursor = cursors.encode(SEARCH, Position(0.5, 1, 20, 100, exact=True))
    with pytest.raises(Problem) as refused:
        cursors.decode(cursor, {**SEARCH, **other})
    assert refused.value.code is Code.INVALID_REQUEST


@given(
    st.text(alphabet="abcXYZ019-_=", max_size=60)
    | st.binary(max_size=60).map(lambda raw: base64.b64encode(raw).decode())
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Problem) as refused:
        cursors.decode(cursor, SEARCH)
    assert refused.value.code is Code.INVALID_REQUEST


@pytest.mark.parametrize("last", [[1], {}, None, ["x", 1, 1, 1, True], [1e999, 1, 1, 1, True], [0.5, -1, 1, 1, True]])
def test_members_that_do_not_fit_are_refused(last: object) -> None:
    raw = cursors._digest(SEARCH) + json.dumps(last).encode()
    with pytest.raises(Problem):
        cursors.decode(base64.urlsafe_b64encode(raw).decode(), SEARCH)
