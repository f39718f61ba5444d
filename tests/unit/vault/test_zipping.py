"""A ZIP file written in one pass to what cannot seek is one that others read, however large."""

import io
import random
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.archives import zipping
from functions.vault.archives.zipping import Entry, Piece, TornError


class Sink:
    """Only writes, as a multipart upload does."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes, /) -> int:
        self.data += data
        return len(data)

    def flush(self) -> None:
        pass

    def opened(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))


@pytest.fixture(scope="module")
def readers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def packed(contents: dict[str, bytes | None], readers: ThreadPoolExecutor) -> tuple[Sink, int]:
    """None: gone since it was planned."""
    entries = [Entry(name, 4 if data is None else len(data), 1.8e9, name) for name, data in contents.items()]

    def fetch(piece: Piece) -> bytes | None:
        data = contents[piece.entry.key or ""]
        return None if data is None else data[piece.offset : piece.offset + piece.length]

    sink = Sink()
    return sink, zipping.pack(entries, fetch, sink, readers)


@given(
    st.dictionaries(st.text("abcçğ/", min_size=1).filter(lambda n: n[-1] != "/"), st.binary(max_size=40), max_size=8)
)
def test_what_goes_in_comes_out(contents: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(2) as readers, pytest.MonkeyPatch.context() as patched:
        patched.setattr(zipping, "PIECE", 7)
        sink, left_out = packed(dict(contents), readers)
    with sink.opened() as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents
        assert archive.testzip() is None
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())
    assert left_out == 0


def test_folders_times_and_names_are_kept(readers: ThreadPoolExecutor) -> None:
    sink = Sink()
    entries = [Entry("Fotoğraflar/", 0, 1_795_300_000.0), Entry("old.txt", 0, -5e9, "k"), Entry("far.txt", 0, 9e9, "k")]
    zipping.pack(entries, lambda _: b"", sink, readers)
    with sink.opened() as archive:
        folder, old, far = archive.infolist()
        assert (folder.filename, folder.is_dir(), folder.date_time) == (
            "Fotoğraflar/",
            True,
            (2026, 11, 21, 22, 26, 40),
        )
        assert (old.date_time[0], far.date_time[0]) == (1980, 2107)
        assert old.external_attr >> 16 == 0o100644


def test_what_is_gone_is_left_out_and_the_rest_is_whole(
    readers: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipping, "PIECE", 3)
    sink, left_out = packed({"a": b"0123456789", "b": None, "c": b"abc"}, readers)
    with sink.opened() as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a": b"0123456789", "c": b"abc"}
    assert left_out == 1


@pytest.mark.parametrize("second", [None, b"x"])
def test_what_goes_away_half_way_begins_anew(
    readers: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch, second: bytes | None
) -> None:
    monkeypatch.setattr(zipping, "PIECE", 4)
    entry = Entry("a", 8, 0, "a")
    with pytest.raises(TornError):
        zipping.pack([entry], lambda piece: second if piece.offset else b"0123", Sink(), readers)


def test_no_more_is_read_ahead_than_said(readers: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipping, "PIECE", 10)
    asked: list[int] = []
    held: list[int] = []

    class Slow(Sink):
        def write(self, data: bytes, /) -> int:
            held.append(len(asked) - len(self.data) // 10)
            return super().write(data)

    def fetch(piece: Piece) -> bytes:
        asked.append(piece.offset)
        return bytes(piece.length)

    zipping.pack([Entry("a", 1000, 0, "a")], fetch, Slow(), readers)
    assert len(asked) == 100
    assert max(held) <= zipping.AHEAD + 1


def test_sizes_above_the_old_limit_are_written_as_zip64(
    readers: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is lowered: an entry above it, a directory that begins above it, and both are read back."""
    contents = {name: random.Random(name).randbytes(5_000) for name in ("a", "b", "c")}
    with monkeypatch.context() as patched:
        patched.setattr(zipfile, "ZIP64_LIMIT", 1_000)
        sink, _ = packed(dict(contents), readers)
    assert sink.data.count(b"PK\x06\x06") == sink.data.count(b"PK\x06\x07") == 1
    with sink.opened() as archive:
        assert all(info.extract_version == zipfile.ZIP64_VERSION for info in archive.infolist())
        assert {name: archive.read(name) for name in archive.namelist()} == contents


def test_an_entry_of_more_than_four_gigabytes_is_one_that_zipfile_finds(readers: ThreadPoolExecutor) -> None:
    """Only what is not zeros is kept."""
    size, piece = 4 * 1024**3 + 5, bytes(zipping.PIECE)

    class Sparse(Sink):
        zeros = 0

        def write(self, data: bytes, /) -> int:
            if data is piece:
                self.zeros += len(data)
                return len(data)
            return super().write(data)

    sink = Sparse()
    fetch_ = {zipping.PIECE: piece}
    zipping.pack([Entry("big", size, 0, "big")], lambda p: fetch_.get(p.length) or bytes(p.length), sink, readers)
    end = bytes(sink.data)
    assert sink.zeros == 4 * 1024**3
    central = end[end.index(b"PK\x01\x02") :]
    assert central[20:28] == b"\xff" * 8
    assert size.to_bytes(8, "little") * 2 in central
    assert b"PK\x06\x06" in central
