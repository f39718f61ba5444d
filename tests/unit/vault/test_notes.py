import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.ids import moment, new_id
from functions.vault.core import names
from functions.vault.core.objects import ObjectKey
from functions.vault.notes import notes
from functions.vault.notes.notes import TOGETHER, Text
from functions.vault.versions.versions import Revision
from tests.unit.vault.samples import NOW, USER

WRITTEN = st.text(max_size=300)


@given(WRITTEN, WRITTEN)
def test_whatever_is_written_there_is_a_name(title: str, text: str) -> None:
    name = notes.name_of(Text(title, text, "s"), NOW)
    assert names.parse(name) == name
    assert len(name.encode()) <= 240


@pytest.mark.parametrize(
    ("saved_by", "since", "expected"),
    [
        ("mine", NOW, True),
        ("mine", NOW - TOGETHER, True),
        ("mine", NOW - TOGETHER - 1, False),
        ("theirs", NOW, False),
        (None, NOW, False),
        ("mine", None, False),
    ],
)
def test_only_ones_own_young_save_is_replaced(saved_by: str | None, since: float | None, *, expected: bool) -> None:
    key = ObjectKey(USER, "note", "n", "r")
    present = Revision(key, 1, 1, "", "", None, None, NOW, saved_by=saved_by, since=since)
    assert notes.takes_place_of(Text("", "", "mine"), present, NOW) is expected


@given(st.floats(0, 4e9))
def test_an_id_says_when_it_was_made(at: float) -> None:
    assert abs(moment(new_id(at)) - at) < 0.002
