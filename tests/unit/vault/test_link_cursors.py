import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.vault.core import cursors, names
from functions.vault.sharing import link_cursors
from functions.vault.sharing.sharing import Share
from tests.unit.vault.samples import NOW, USER

FOLDER, OTHER_FOLDER = new_id(2), new_id(3)
SHARE = Share(
    user_id=USER,
    id=new_id(NOW),
    node_id=FOLDER,
    token="t" * 22,
    created_at=NOW,
    expires_at=None,
    allow_download=True,
    password_hash=None,
    access_key="the key of this share",
)


def refused(cursor: str, share: Share = SHARE, folder_id: str = FOLDER) -> bool:
    with pytest.raises(Problem) as refusal:
        link_cursors.decode(cursor, share, folder_id)
    return refusal.value.code is Code.INVALID_REQUEST


def raw(cursor: str) -> bytes:
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=255).map(names.key))
def test_any_name_comes_back_and_cannot_be_seen_not_even_by_its_length(place: str) -> None:
    cursor, again = (link_cursors.encode(SHARE, FOLDER, place) for _ in range(2))
    assert link_cursors.decode(cursor, SHARE, FOLDER) == place
    assert cursor != again
    if len(place.encode()) <= 3 * names.MAX_BYTES:
        assert len(cursor) == len(link_cursors.encode(SHARE, FOLDER, "a")) <= cursors.LONGEST


def test_a_cursor_of_another_link_or_folder_is_refused() -> None:
    cursor = link_cursors.encode(SHARE, FOLDER, "a salary talk")
    assert refused(cursor, folder_id=OTHER_FOLDER)
    assert refused(cursor, replace(SHARE, id=new_id(NOW)))
    assert refused(cursor, replace(SHARE, access_key="another key"))


@given(st.integers(0, 12 + 3 * names.MAX_BYTES + 16 - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused(place: int, change: int) -> None:
    changed = bytearray(raw(link_cursors.encode(SHARE, FOLDER, "a salary talk")))
    changed[place] ^= change
    assert refused(cursors.packed(bytes(changed)))


@given(st.integers(0, 12 + 3 * names.MAX_BYTES + 16 - 1))
def test_a_part_of_one_is_refused(length: int) -> None:
    assert refused(cursors.packed(raw(link_cursors.encode(SHARE, FOLDER, "a salary talk"))[:length]))


@given(st.text(max_size=200))
def test_any_other_text_is_refused(cursor: str) -> None:
    assert refused(cursor)
    assert refused(cursors.encode(USER, f"shared|{SHARE.id}|{FOLDER}", cursor))
