"""May this text be kept, compared and shown? Rules of everything that users type into match; pure."""

import unicodedata

from functions.shared.audience.buckets import COUNTRIES


def plain(written: str) -> str:
    """One line, trimmed, NFC, single spaces. Raises ValueError for letters that nobody sees or Postgres cannot hold."""
    text = " ".join(unicodedata.normalize("NFC", written).split(" ")).strip()
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") for letter in text):
        raise ValueError("a letter that cannot be kept")
    return " ".join(text.split())


def name(written: str) -> str:
    """As `plain`, and something must be left of it."""
    text = plain(written)
    if not text:
        raise ValueError("no name")
    return text


def country(written: str) -> str:
    """ISO 3166-1 alpha-2. Raises ValueError."""
    if written not in COUNTRIES:
        raise ValueError("no country")
    return written
