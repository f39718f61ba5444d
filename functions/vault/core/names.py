"""Which names are allowed, when are two names the same, and what is a second one called? Pure.

The owner's spelling is kept for display; names are compared by canonical caseless matching (Unicode D145), without any
locale: the dotted and the dotless i of Turkish stay two letters, in upper as in lower case.
"""

import re
import unicodedata
from collections.abc import Container, Iterator

from functions.shared.problems import Code, Problem

MAX_BYTES = 255
"""UTF-8; what the common file systems take, so that a download can always be saved."""
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters, C0 and C1
    r"/\\"  # path separators
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides: "exe.jpg" that is no picture
    "\ud800-\udfff]"  # lone surrogates are no text
)
_LONGEST_EXTENSION = 16
NUMBERS = range(2, 100)
"""After that many copies of one name a part of the id follows it instead."""


def parse(written: str) -> str:
    """The name to show: trimmed of spaces around it and dots after it. Raises Problem(name_invalid)."""
    if _FORBIDDEN.search(written):
        raise Problem(Code.NAME_INVALID, "It has a character that names may not have")
    name = written.strip().rstrip(". ")
    if not name:
        raise Problem(Code.NAME_INVALID, "It is empty")
    if len(name.encode()) > MAX_BYTES:
        raise Problem(Code.NAME_INVALID, f"It is longer than {MAX_BYTES} bytes")
    return name


def key(name: str) -> str:
    """Equal for names that count as the same in one folder; at most three times as long."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded.casefold()))


def found_in(q: str, *texts: str | None) -> bool:
    """Whether somebody who looks for `q` means one of these: in any case, with or without marks, with either i."""
    wanted = _searched(q)
    return any(wanted in _searched(text) for text in texts if text)


class _Letters(dict[int, int | None]):
    """What is left of a character in a search, learnt as they come: texts are long."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_LETTERS = _Letters({0x131: ord("i")})


def _searched(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFD", key(text)).translate(_LETTERS)


def is_key(text: str) -> bool:
    """Whether it can be one, by its length."""
    return bool(text) and len(text.encode()) <= 3 * MAX_BYTES


def free(name: str, taken: Container[str], last_resort: str) -> str:
    """`name`, or the first of `alternatives` whose key is not taken; `last_resort` is unique by itself."""
    if key(name) not in taken:
        return name
    numbered = (other for other in alternatives(name) if key(other) not in taken)
    return next(numbered, None) or suffixed(name, last_resort)


def alternatives(name: str, numbers: range = NUMBERS) -> Iterator[str]:
    """`name (2).ext`, `name (3).ext` and so on."""
    return (suffixed(name, str(number)) for number in numbers)


def words(written: str) -> list[str]:
    """What may stand in a name of a text that is none, word by word."""
    return _FORBIDDEN.sub(" ", written).split()


def suffixed(name: str, suffix: str) -> str:
    """`name (suffix).ext`, no longer than names may be; `suffix` leaves room for it."""
    stem, dot, extension = name.rpartition(".")
    if not stem or not extension or len(extension) > _LONGEST_EXTENSION:
        stem, dot, extension = name, "", ""
    tail = f" ({suffix}){dot}{extension}"
    room = MAX_BYTES - len(tail.encode())
    return stem.encode()[: max(room, 0)].decode(errors="ignore").rstrip() + tail
