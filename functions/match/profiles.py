"""May this stand in a profile? Rules of what users say about themselves; pure.

Everything here is shown to strangers: links lead out of the app and are followed, so they are https and name a host.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""What browsers take for `type=email` (HTML §4.10.5.1.5), with a dot in the host: an address of ASCII letters."""
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner are part of Persian, Hindi and emoji; other invisible letters are tricks."""
Some = TypeVar("Some", bound=str)


class Kind(StrEnum):
    COMPANY = "company"
    INFLUENCER = "influencer"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Price:
    """Whole units of the currency; an open end is None, not both."""

    start: int | None
    end: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user writes."""

    display_name: str = ""
    bio: str = ""
    categories: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    city: str = ""
    links: tuple[Link, ...] = ()
    contact_email: str = ""
    price: Price | None = None
    visible: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """`rev` 0 and no time: nothing was saved yet."""

    kind: Kind
    rev: int
    wish: Wish
    updated_at: float | None


def prose(written: str) -> str:
    """Several lines, trimmed, NFC. Raises ValueError for letters that nobody sees or Postgres cannot hold."""
    text = unicodedata.normalize("NFC", written).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if any(unicodedata.category(letter) in _HIDDEN and letter not in "\n" + _JOINERS for letter in text):
        raise ValueError("a letter that cannot be kept")
    return text.strip()


def https(written: str) -> str:
    """An address of the web that hides nothing: https, a named host, no sign-in inside. Raises ValueError."""
    if not written.isascii() or not written.isprintable() or any(letter in written for letter in ' \\"<>^`{|}'):
        raise ValueError("no address")
    parts = urlsplit(written)
    if parts.scheme != "https" or "@" in parts.netloc or not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError("no address")
    if parts.port not in (None, 443):
        raise ValueError("no address")
    return written


def email(written: str) -> str:
    """Empty: none is told. Raises ValueError."""
    if written and not _EMAIL.fullmatch(written):
        raise ValueError("no address")
    return written


def distinct(values: list[Some]) -> list[Some]:
    """Each once, in the order they came."""
    return list(dict.fromkeys(values))
