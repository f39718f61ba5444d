"""How does a ZIP file come about without being held in memory? Stored entries, written in one pass to what cannot seek.

    entries -> pieces of at most 8 MiB -> read ahead, side by side, in order -> zipfile -> out

Photos and films do not shrink, so nothing is compressed. The size is known before and the CRC only after, so it follows
its content (APPNOTE.TXT 4.3.9); above 4 GiB, or 65,535 entries, `zipfile` writes ZIP64.
"""

import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import IO, Protocol, cast

PIECE = 8 * 1024 * 1024
AHEAD = 6
"""Pieces read before they are asked for: with the parts on their way out (`storage_archives`), 90 MiB at most."""
_FILE, _FOLDER = 0o100644 << 16, 0o40755 << 16 | 0x10
_EARLIEST, _LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""What MS-DOS time can say."""


class TornError(Exception):
    """A content went away, or was shorter, half way through: begin anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` and `version_id` say where the bytes lie; a folder has none, and its path ends in a slash."""

    path: str
    size: int
    modified_at: float
    key: str | None = None
    version_id: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    entry: Entry
    offset: int
    length: int


class Out(Protocol):
    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


Fetch = Callable[[Piece], bytes | None]
"""The bytes of a piece; None when the object is gone."""


def pack(entries: Sequence[Entry], fetch: Fetch, out: Out, readers: Executor) -> int:
    """Writes all of it; how many contents were gone and left out. Raises TornError."""
    left_out = 0
    contents = _ahead(_pieces(entries), fetch, readers)
    with zipfile.ZipFile(cast("IO[bytes]", out), "w", zipfile.ZIP_STORED) as archive:  # of it only these two are used
        for entry in entries:
            left_out += not _add(archive, entry, contents)
    return left_out


def _add(archive: zipfile.ZipFile, entry: Entry, contents: Iterator[bytes | None]) -> bool:
    """Whether its content was there."""
    own = islice(contents, _number(entry))
    first = next(own, b"")
    if first is None:
        deque(own, maxlen=0)
        return False
    with archive.open(_info(entry), "w") as target:
        written = target.write(first)
        for data in own:
            if data is None:
                raise TornError(entry.key)
            written += target.write(data)
    if written != entry.size:
        raise TornError(entry.key)
    return True


def _info(entry: Entry) -> zipfile.ZipInfo:
    moment = min(max(datetime.fromtimestamp(entry.modified_at, UTC), _EARLIEST), _LATEST)
    info = zipfile.ZipInfo(entry.path, moment.timetuple()[:6])
    info.file_size = entry.size  # decides on ZIP64 before the content is seen
    info.external_attr = _FILE if entry.key else _FOLDER
    return info


def _number(entry: Entry) -> int:
    return -(-entry.size // PIECE) if entry.key else 0


def _pieces(entries: Iterable[Entry]) -> Iterator[Piece]:
    for entry in entries:
        for number in range(_number(entry)):
            offset = number * PIECE
            yield Piece(entry, offset, min(PIECE, entry.size - offset))


def _ahead(pieces: Iterator[Piece], fetch: Fetch, readers: Executor) -> Iterator[bytes | None]:
    """In the order asked for, `AHEAD` of them under way."""
    under_way: deque[Future[bytes | None]] = deque(readers.submit(fetch, piece) for piece in islice(pieces, AHEAD))
    while under_way:
        data = under_way.popleft().result()
        for piece in islice(pieces, 1):
            under_way.append(readers.submit(fetch, piece))
        yield data
