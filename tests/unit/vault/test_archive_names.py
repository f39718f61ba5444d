"""Names in an archive unpack safely everywhere, and no two of a folder are alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.archives.archive_names import Directory, component
from functions.vault.core import names

ODD = st.one_of(
    st.text(),
    st.text(alphabet='./\\:*?"<>|~ \x00\r\nCONconux1²'),
    st.sampled_from(["..", ".", "", "/etc/passwd", "C:\\x", "CON", "nul.txt", "a ", "a.", "İ", "ı", "é", "e\u0301"]),
)


@given(ODD)
def test_a_component_is_one_name_and_leads_nowhere(name: str) -> None:
    safe = component(name)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set('/\\:*?"<>|')
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") for letter in safe)
    assert safe[-1] not in ". "
    assert len(safe.encode()) <= names.MAX_BYTES
    assert component(safe) == safe


@pytest.mark.parametrize("name", ["CON", "con.txt", "Lpt1", "aux.tar.gz", "NUL "])
def test_a_device_is_no_file(name: str) -> None:
    assert component(name).startswith("_")


@pytest.mark.parametrize("name", ["Çınar ağacı.jpg", "şiir (2).txt", "console.log", "😀.png", ".gitignore"])
def test_what_is_safe_stays_as_it_is(name: str) -> None:
    assert component(name) == name


@given(st.lists(st.tuples(ODD, st.booleans()), max_size=30))
def test_no_two_of_a_folder_are_alike_in_any_case(wanted: list[tuple[str, bool]]) -> None:
    directory = Directory("top/")
    paths = []
    for number, (name, is_folder) in enumerate(wanted):
        last_resort = f"{number:026d}"
        path = directory.inside(name, last_resort).path[:-1] if is_folder else directory.place(name, last_resort)
        paths.append(path)
        assert path.startswith("top/")
        assert path.count("/") == 1
    assert len({unicodedata.normalize("NFC", path).casefold() for path in paths}) == len(paths)


def test_very_many_of_one_name_are_all_different() -> None:
    directory = Directory()
    paths = [directory.place("a.jpg", f"{number:026d}") for number in range(300)]
    assert paths[:3] == ["a.jpg", "a (2).jpg", "a (3).jpg"]
    assert len(set(paths)) == 300
