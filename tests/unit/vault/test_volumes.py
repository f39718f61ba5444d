"""Every live node is in one volume, and no volume is more than a worker can pack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.archives import volumes
from functions.vault.archives.volumes import VOLUME_BYTES, divided, file_name, walk
from functions.vault.archives.zipping import Entry
from functions.vault.core.nodes import Node, NodeState


def node(name: str, kind: str = "file", size: int = 1, id_: str = "") -> Node:
    return Node(
        user_id="u",
        id=id_ or name,
        kind=kind,
        name=name,
        parent_id=None,
        size=size,
        mime="a/b",
        detected_mime=None,
        sha256="",
        rev=1,
        rev_id="r",
        version_id="v",
        state=NodeState.LIVE,
        taken_at=None,
        created_at=1.0,
        modified_at=2.0,
        seq=1,
    )


TREE = {
    "top": [node("deep", "folder"), node("a.txt"), node("n", "note")],
    "deep": [node("empty", "folder"), node("A.TXT", id_="other"), node("a.txt", id_="third")],
    "empty": [],
}


def test_a_walk_finds_each_once_with_its_path_and_its_bytes() -> None:
    found = list(walk([node("top", "folder"), node("a.txt"), node("loose.jpg", "photo")], lambda one: TREE[one]))
    assert [entry.path for entry in found] == [
        "top/",
        "top/deep/",
        "top/deep/empty/",
        "top/deep/A.TXT",
        "top/deep/a (2).txt",
        "top/a.txt",
        "top/n.md",
        "loose.jpg",
    ]
    assert found[-1] == Entry("loose.jpg", 1, 2.0, "storage/u/photos/loose.jpg/r", "v")
    assert found[0].key is None


def test_folders_may_be_deeper_in_one_another_than_calls_may() -> None:
    found = list(
        walk([node("0", "folder")], lambda one: [node(str(int(one) + 1), "folder")] if int(one) < 2_000 else [])
    )
    assert len(found) == 2_001


def test_chosen_ones_of_one_name_stand_apart() -> None:
    chosen = [node("a.txt", id_=str(number)) for number in range(3)]
    assert [entry.path for entry in walk(chosen, lambda _: [])] == ["a.txt", "a (2).txt", "a (3).txt"]


@given(st.lists(st.integers(0, 3 * VOLUME_BYTES), max_size=40))
def test_volumes_hold_everything_and_not_too_much(sizes: list[int]) -> None:
    entries = [Entry(str(number), size, 0, "k") for number, size in enumerate(sizes)]
    made = list(divided(entries))
    assert sorted(entry.path for volume in made for entry in volume) == sorted(entry.path for entry in entries)
    for volume in made:
        assert len(volume) == 1 or sum(entry.size for entry in volume) <= VOLUME_BYTES
    assert made if entries else made == [[]]


def test_a_volume_has_so_many_entries_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "VOLUME_ENTRIES", 3)
    made = list(divided(Entry(str(number), 0, 0) for number in range(7)))
    assert [len(volume) for volume in made] == [3, 3, 1]


def test_volumes_are_named_after_what_is_in_them() -> None:
    assert file_name("Yaz 2026-11-22", 0, 1) == "Yaz 2026-11-22.zip"
    assert file_name("a/b", 1, 3) == "a_b (2 of 3).zip"
    assert len(file_name("ğ" * 200, 0, 99).encode()) <= 255
