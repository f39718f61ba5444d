"""What may stand in a profile that strangers see, and what may not?"""

import pytest

from functions.match import profiles


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "https://www.example.com/a/b?c=d&e=%C3%A7#f",
        "https://xn--rnek-5qa.com.tr/",
        "https://example.com:443/",
        "https://a.xn--p1ai",
    ],
)
def test_a_public_address_is_taken(address: str) -> None:
    assert profiles.https(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//example.com",
        "example.com",
        "https://",
        "https://user:password@example.com",
        "https://example.com@evil.example",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://example.com:8443/",
        "https://example.com:x/",
        "https://exa mple.com",
        "https://example.com\\@evil.example",
        "https://example.com/\n",
        "https://example.com/\x00",
        'https://example.com/"onmouseover="x',
        "https://example.com/<script>",
        "https://örnek.com",
        "https://.example.com",
        "https://-a.example",
        "https:///example.com",
        "https:example.com",
        "https://[bad",
    ],
)
def test_an_address_that_hides_something_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that it is one is all that pydantic asks
        profiles.https(address)


@pytest.mark.parametrize("address", ["", "ada@example.com", "a.b+c@mail.example.com.tr"])
def test_a_mail_address_or_none_is_taken(address: str) -> None:
    assert profiles.email(address) == address


@pytest.mark.parametrize(
    "address",
    ["ada", "@example.com", "ada@", "ada@localhost", "a b@example.com", "a@b@c.de", "a@-b.de", "a@b.de\n", "<a@b.de>"],
)
def test_what_is_no_mail_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        profiles.email(address)


def test_prose_keeps_its_lines_and_emoji() -> None:
    assert profiles.prose("  Merhaba\r\n\tdünya 👩‍👩‍👧 \n") == "Merhaba\n dünya 👩‍👩‍👧"


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\u202e", "\ud800", "\ufeff", "\u200b"])
def test_letters_that_nobody_sees_are_refused(letter: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        profiles.prose(f"a{letter}b")


def test_each_once_in_the_order_they_came() -> None:
    assert profiles.distinct(["b", "a", "b"]) == ["b", "a"]
