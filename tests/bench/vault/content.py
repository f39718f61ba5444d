"""What is in a local file? Its size, the digests of its parts, and the content hash that the vault knows it by.

Up to 8 MiB that is base64 of the SHA-256; above it the SHA-256 over the digests of the 8 MiB parts, with their number
behind a dash (docs/clients.md; tests/vectors/content_hash.json). Read part by part: memory stays bounded.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

PART_SIZE = 8 * 1024 * 1024
Map: TypeAlias = Callable[[Callable[[int], bytes], Iterable[int]], Iterator[bytes]]
"""`map`, or an executor's: SHA-256 leaves the interpreter's lock, so parts of one file are hashed side by side."""
_DIGEST = 32


class ChangedError(Exception):
    """The file is another one than it was when it was looked at."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looks like without reading it."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Content:
    """`digests`: SHA-256 of each part, one after the other."""

    stamp: Stamp
    digests: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return self.stamp.size

    @property
    def parts(self) -> int:
        return len(self.digests) // _DIGEST

    @property
    def is_large(self) -> bool:
        return self.size > PART_SIZE

    @property
    def sha256(self) -> str:
        if not self.is_large:
            return _text(self.digests)
        return f"{_text(hashlib.sha256(self.digests).digest())}-{self.parts}"

    def part_sha256(self, number: int) -> str:
        return _text(self.digests[(number - 1) * _DIGEST : number * _DIGEST])


def stamp(path: Path) -> Stamp:
    told = path.stat()
    return Stamp(told.st_size, told.st_mtime_ns)


def read_part(path: Path, seen: Stamp, number: int) -> bytes:
    """Counted from 1. Raises ChangedError where the file has not as many bytes as it had."""
    wanted = min(PART_SIZE, seen.size - (number - 1) * PART_SIZE)
    with path.open("rb") as file:
        file.seek((number - 1) * PART_SIZE)
        found = file.read(wanted)
    if len(found) != wanted:
        raise ChangedError(path)
    return found


def look(path: Path, side_by_side: Map = map) -> Content:
    """Raises ChangedError when it changes meanwhile, OSError."""
    before = stamp(path)

    def digest(number: int) -> bytes:
        return hashlib.sha256(read_part(path, before, number)).digest()

    parts = max(1, -(-before.size // PART_SIZE))
    digests = b"".join(side_by_side(digest, range(1, parts + 1)))
    if stamp(path) != before:
        raise ChangedError(path)
    return Content(before, digests)


def _text(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
