import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.auth import phone
from functions.shared.problems import Code, Problem

TURKEY = frozenset({"TR"})
ANYWHERE = frozenset({"*"})


@pytest.mark.parametrize(
    "written",
    ["+905321234567", "0532 123 45 67", "532 123 45 67", "(0532) 123-45-67", "0090 532 123 4567", "+90 532.123.45.67"],
)
def test_turkish_writings_mean_the_same_number(written: str) -> None:
    assert phone.parse(written, TURKEY) == "+905321234567"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", Code.PHONE_INVALID),
        ("12345", Code.PHONE_INVALID),
        ("+90 532 123 45", Code.PHONE_INVALID),
        ("+999 532 123 4567", Code.PHONE_INVALID),
        ("٠٥٣٢١٢٣٤٥٦٧", Code.PHONE_INVALID),
        ("+905321234567\n", Code.PHONE_INVALID),
        ("tel:+905321234567;ext=1", Code.PHONE_INVALID),
        ("+90 212 123 45 67", Code.PHONE_UNSUPPORTED),
        ("+1 900 555 0123", Code.PHONE_UNSUPPORTED),
        ("+44 7400 123456", Code.PHONE_UNSUPPORTED),
    ],
)
def test_what_gets_no_code(written: str, code: Code) -> None:
    with pytest.raises(Problem) as refused:
        phone.parse(written, TURKEY)
    assert refused.value.code is code


def test_other_countries_are_served_where_the_setting_says_so() -> None:
    assert phone.parse("+44 7400 123456", ANYWHERE) == "+447400123456"
    assert phone.parse("+44 7400 123456", frozenset({"TR", "GB"})) == "+447400123456"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_problem(written: str) -> None:
    try:
        number = phone.parse(written, ANYWHERE)
    except Problem as refused:
        assert refused.status == 422
    else:
        assert phone.parse(number, ANYWHERE) == number


def test_a_masked_number_shows_country_and_two_digits() -> None:
    masked = phone.masked(phone.Phone("+905321234567"))
    assert masked.startswith("+90 ")
    assert masked.endswith("67")
    assert "532" not in masked
    assert "12345" not in masked
