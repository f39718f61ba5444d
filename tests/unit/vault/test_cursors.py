import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors

USER, OTHER, NODE = new_id(1), new_id(2), new_id(3)


def refused(cursor: str, user_id: str = USER, listing: str = "photo|None") -> bool:
    with pytest.raises(Problem) as refusal:
        cursors.decode(cursor, user_id, listing)
    return refusal.value.code is Code.INVALID_REQUEST


def test_a_cursor_goes_on_where_it_was_given() -> None:
    assert cursors.decode(cursors.encode(USER, "photo|None", NODE), USER, "photo|None") == NODE


def test_a_cursor_of_another_user_or_list_is_refused() -> None:
    cursor = cursors.encode(USER, "photo|None", NODE)
    assert refused(cursor, user_id=OTHER)
    assert refused(cursor, listing="file|None")


def test_a_changed_cursor_is_refused() -> None:
    cursor = cursors.encode(USER, "photo|None", NODE)
    raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for changed in (raw[:-1], raw + b"0", raw[:9], raw[:9] + b"#" * 26, raw[:9] + "ö".encode() * 13):
        assert refused(base64.urlsafe_b64encode(changed).rstrip(b"=").decode())


@given(st.text(max_size=255))
def test_any_place_that_fits_comes_back(place: str) -> None:
    assert cursors.decode(cursors.encode(USER, "list", place), USER, "list", lambda _: True) == place


@given(st.text(max_size=200))
def test_any_other_text_is_refused(cursor: str) -> None:
    assert refused(cursor)
