import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core import disposition

_HEADER = re.compile(
    r"(inline|attachment); filename=\"([ !#$&-:<-\[\]-~]+)\"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]*)"
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=255)


@given(TEXT, st.booleans())
def test_any_name_makes_one_header_line_that_gives_it_back(name: str, inline: bool) -> None:  # noqa: FBT001 - drawn
    matched = _HEADER.fullmatch(disposition.header(name, inline=inline))
    assert matched
    assert matched[1] == ("inline" if inline else "attachment")
    assert unquote(matched[3]) == name


@pytest.mark.parametrize(
    ("name", "fallback"),
    [
        ("photo.jpg", "photo.jpg"),
        ("résumé.pdf", "resume.pdf"),
        ("ığdır.jpg", "_gd_r.jpg"),
        ('a"b\\c%d;e.txt', "a_b_c_d_e.txt"),
        ("x\r\nSet-Cookie: a=b", "x__Set-Cookie: a=b"),
        ("写真.png", "__.png"),
        ("\u0301", "file"),
    ],
)
def test_the_plain_name_is_ascii_without_quotes_or_line_breaks(name: str, fallback: str) -> None:
    assert f'filename="{fallback}"' in disposition.header(name, inline=False)
