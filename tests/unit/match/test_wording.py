"""Is what somebody types kept as it is read, and refused where it cannot be kept?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match import wording


@given(st.text(max_size=40))
def test_plain_text_is_one_line_that_stays_as_it_is_and_that_postgres_holds(written: str) -> None:
    try:
        text = wording.plain(written)
    except ValueError:
        return
    assert wording.plain(text) == text
    assert "\0" not in text
    assert len(text.splitlines()) <= 1
    text.encode()


@pytest.mark.parametrize("written", ["a\0b", "a\nb", "\ud800", "a\x1bb", "\ue000"])
def test_hidden_letters_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        wording.plain(written)


@pytest.mark.parametrize("written", ["", " ", "\u00a0"])
def test_a_name_has_letters(written: str) -> None:
    with pytest.raises(ValueError, match="name"):
        wording.name(written)


def test_names_are_compared_in_one_form() -> None:
    assert wording.name("  I\u0307zmir   shop ") == "\u0130zmir shop"
