import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.problems import Code, Problem
from functions.vault.core import names

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
ALLOWED = TEXT.map(lambda text: text.replace("/", "_"))


def refused(written: str) -> bool:
    try:
        names.parse(written)
    except Problem as problem:
        assert problem.code is Code.NAME_INVALID
        return True
    return False


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        ".",
        "..",
        "...  ",
        "a/b",
        "a\\b",
        "nul\x00.jpg",
        "bell\x07",
        "c1\x85",
        "line\u2028break",
        "photo\u202egpj.exe",
        "isolate\u2066d",
        "\ud800",
        "half\udc00",
        "x" * 256,
        "ü" * 128,
    ],
)
def test_names_that_no_folder_takes_are_refused(written: str) -> None:
    assert refused(written)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("IMG_0001.JPG", "IMG_0001.JPG"),
        ("  summer .jpg ", "summer .jpg"),
        ("ends with dots...", "ends with dots"),
        (".bashrc", ".bashrc"),
        ("İstanbul ığüşöç.jpg", "İstanbul ığüşöç.jpg"),
        ("👨‍👩‍👧‍👦.heic", "👨‍👩‍👧‍👦.heic"),
        ("x" * 255, "x" * 255),
    ],
)
def test_the_owners_spelling_is_kept(written: str, shown: str) -> None:
    assert names.parse(written) == shown


@given(TEXT)
def test_whatever_is_written_is_a_name_or_a_problem(written: str) -> None:
    if not refused(written):
        shown = names.parse(written)
        assert names.parse(shown) == shown
        assert 0 < len(shown.encode()) <= names.MAX_BYTES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IMG.JPG", "img.jpg"),
        ("Straße", "STRASSE"),
        ("ÅNGSTRÖM", unicodedata.normalize("NFD", "ångström")),
        ("ﬁle", "FILE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_names_that_read_the_same_are_the_same(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


@pytest.mark.parametrize(("one", "other"), [("ı", "i"), ("İ", "i"), ("ı", "I"), ("a", "á")])
def test_names_that_read_differently_stay_apart(one: str, other: str) -> None:
    assert names.key(one) != names.key(other)


@given(TEXT)
def test_a_key_is_its_own_key_and_fits_into_a_sort_key(text: str) -> None:
    key = names.key(text)
    assert names.key(key) == key
    assert len(key.encode()) <= max(4, 3 * len(unicodedata.normalize("NFC", text).encode()))


@given(TEXT)
def test_canonical_equivalents_and_upper_case_share_a_key(text: str) -> None:
    assert (
        names.key(unicodedata.normalize("NFD", text))
        == names.key(text)
        == names.key(unicodedata.normalize("NFC", text))
    )
    assert names.key(text.casefold()) == names.key(text)


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("a.jpg", "a (2).jpg"),
        ("archive.tar.gz", "archive.tar (2).gz"),
        (".bashrc", ".bashrc (2)"),
        ("README", "README (2)"),
        ("no. of things counted in a year", "no. of things counted in a year (2)"),
    ],
)
def test_a_taken_name_gets_a_number_before_its_extension(name: str, second: str) -> None:
    assert names.free(name, {names.key(name)}, "x") == second


def test_numbers_run_out_into_an_id() -> None:
    taken = {names.key("a.jpg"), *(names.key(other) for other in names.alternatives("a.jpg"))}
    assert names.free("a.jpg", taken, "k3f9a2b0") == "a (k3f9a2b0).jpg"


@given(st.lists(ALLOWED.filter(lambda text: not refused(text)), min_size=1, max_size=8))
def test_names_given_out_are_unique_under_casefold_and_allowed(written: list[str]) -> None:
    taken: set[str] = set()
    for number, name in enumerate(written * 3):
        free = names.free(names.parse(name), taken, f"id{number:06}")
        assert names.parse(free) == free
        assert names.key(free) not in taken
        taken.add(names.key(free))


@given(TEXT, TEXT)
def test_what_is_written_is_found_in_any_case(before: str, word: str) -> None:
    text = f"{before} {word} after"
    assert names.found_in(f" {word} ", text)
    assert names.found_in(f" {word} ".casefold(), text)
    assert not names.found_in("q", None)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("İstanbul.jpg", ["istanbul", "ISTANBUL", "İSTANBUL", "ıstanbul"]),
        ("IŞIK.jpg", ["ışık", "isik", "ISIK"]),
        ("Çilek reçeli.pdf", ["cilek", "ÇİLEK", "recel"]),
    ],
)
def test_whoever_writes_without_turkish_letters_finds_them(written: str, asked: list[str]) -> None:
    assert [q for q in asked if not names.found_in(q, written)] == []
    assert not names.found_in("kira", written)
