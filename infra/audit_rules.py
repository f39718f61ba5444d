"""Which objects do the rows of the vault speak of? One rule a row type; a new type of row that has objects adds one.

Rows are as DynamoDB's low-level API gives them, with values unwrapped. Pure.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.shared import pictures
from functions.vault.core.objects import ObjectKey, parse

Row = Mapping[str, Any]
_HAS_CONTENT = ("file", "photo", "note")
"""Kinds whose content is an object; a short note lies in its row, too."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An object that a row speaks of. `is_kept`: it has to be there, with these facts; else it may be."""

    key: str
    is_kept: bool
    version_id: str | None = None
    size: int | None = None
    sha256: str | None = None


@dataclass
class Book:
    """What all rows say together."""

    claims: dict[str, list[Claim]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    """Whatever lies below these may be there."""
    multiparts: set[tuple[str, str]] = field(default_factory=set)
    """(key, id) of multipart uploads that may be under way."""
    revisions: set[tuple[str, str]] = field(default_factory=set)
    """Keys of the rows that nodes need."""
    needed: dict[tuple[str, str], str] = field(default_factory=dict)

    def claim(self, claim: Claim) -> None:
        self.claims.setdefault(claim.key, []).append(claim)


def enter(book: Book, row: Row) -> None:
    """Row types that have no objects are passed over."""
    if rule := RULES.get(str(row.get("row"))):
        rule(book, row)


def _revision(book: Book, row: Row) -> None:
    """Its object, and whatever was made of it (thumbnails): beside the node that it came with, which may be another."""
    book.revisions.add((row["pk"], row["sk"]))
    book.prefixes.add(pictures.folder(row["key"]))
    version_id, size, sha256 = row.get("version_id"), int(row["size"]), row.get("sha256")
    book.claim(Claim(row["key"], is_kept=True, version_id=version_id, size=size, sha256=sha256))


def _node(book: Book, row: Row) -> None:
    if row["kind"] in _HAS_CONTENT:
        node = row["sk"].removeprefix("N#")
        book.needed[(f"{row['pk']}#N#{node}", f"R#{row['rev_id']}")] = f"{row['pk']} {row['sk']}"


def _upload(book: Book, row: Row) -> None:
    """An open one may have its object or its parts already. Of an ended one the revision speaks, or nobody."""
    if row["state"] != "initiated":
        return
    user = row["pk"].removeprefix("U#").removesuffix("#UP")
    key = str(ObjectKey(user, row["kind"], row["node_id"], row["sk"]))
    book.claim(Claim(key, is_kept=False))
    if row.get("multipart_id"):
        book.multiparts.add((key, row["multipart_id"]))


def _garbage(book: Book, row: Row) -> None:
    """Purged and about to be deleted with what was made of it, as long as it stands in the index."""
    if row.get("gsi1pk"):
        book.claim(Claim(row["key"], is_kept=False))
        book.prefixes.add(pictures.folder(row["key"]))


def _archive(book: Book, row: Row) -> None:
    """Plan and volumes of a download, packed or under way, below the archive's own prefix."""
    user = row["pk"].removeprefix("U#").partition("#")[0]
    book.prefixes.add(f"derived/{user}/archives/{row['sk'].rpartition('#')[2]}/")


RULES: Mapping[str, Callable[[Book, Row], None]] = {
    "revision": _revision,
    "node": _node,
    "upload": _upload,
    "garbage": _garbage,
    "archive": _archive,
}


def is_claimed_below(book: Book, key: str) -> bool:
    """Whether a prefix that some row speaks of holds this key."""
    return any(prefix in book.prefixes for prefix in _prefixes(key))


def is_ours(key: str) -> bool:
    """Whether the service ever issues such a key."""
    return parse(key) is not None or key.startswith("derived/")


def _prefixes(key: str) -> Iterator[str]:
    parts = key.split("/")
    return ("/".join(parts[:depth]) + "/" for depth in range(1, len(parts)))
