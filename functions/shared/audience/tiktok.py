"""Which audience does a TikTok CSV file tell? Text to entries, row by row; the rules are in `self_report`. Pure.

    platform_handle;as_of;followers;dim;bucket;share
    @ayse;2026-11-20;12.400;age;18-24;%45,5

As people's spreadsheets write it: with or without BOM, separated by `,` `;` or tab, columns in any order, quoted,
decimal comma or point, `45,5 %`, `%45,5` or `0.455`, days as 2026-11-20 or 20.11.2026, followers as 12400 or 12.400.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from functions.shared.audience.self_report import (
    MAX_ENTRIES,
    MAX_FAULTS,
    MAX_FOLLOWERS,
    Claim,
    Entry,
    Fault,
    FaultCode,
    SelfReport,
    clean_handle,
    entry_faults,
    report,
)

COLUMNS = ("platform_handle", "as_of", "followers", "dim", "bucket", "share")
MAX_CHARACTERS = 1_000_000
_SEPARATORS = (",", ";", "\t")
_SHARE = re.compile(r"(%?)\s*([0-9]{1,3}(?:[.,][0-9]{1,12})?|[.,][0-9]{1,12})\s*(%?)", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,10}|[0-9]{1,3}(?:([., \u00a0\u202f'])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_LOCAL_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]


def parse(text: str, now: float, today: date) -> SelfReport | tuple[Fault, ...]:
    """The audience of the file, or its faults by line, at most MAX_FAULTS; never raises, whatever the text."""
    if len(text) > MAX_CHARACTERS:
        return (Fault(FaultCode.TOO_LARGE, "file"),)
    lines = io.StringIO(text.removeprefix("\ufeff").replace("\x00", "\ufffd"), newline="")
    try:
        rows, faults = _rows(lines)
    except csv.Error:
        return (Fault(FaultCode.UNREADABLE, "file"),)
    claim = _claim(rows, faults, today)
    entries = [_entry(row) for row in rows]
    if faults or claim is None:
        found = [*faults, *(fault for fault in entry_faults(entries) if rows)]
        return tuple(sorted(found, key=lambda fault: fault.line or 0)[:MAX_FAULTS])
    return report(claim, entries, now, today)


def share(written: str) -> float | None:
    """A part of 1; None when it is no number. Above 1 it needs a percent sign: 25 alone might be a typing error."""
    found = _SHARE.fullmatch(written.strip().replace("\u00a0", " "))
    if not found or (found[1] and found[3]):
        return None
    number = float(found[2].replace(",", "."))
    return number / 100 if found[1] or found[3] else number


def followers(written: str) -> int | None:
    """A whole number above 0, with or without grouped thousands."""
    if not _GROUPED.fullmatch(written.strip()):
        return None
    number = int(re.sub(r"[^0-9]", "", written))
    return number if 0 < number <= MAX_FOLLOWERS else None


def day(written: str) -> date | None:
    """Year first or, with points or slashes, day first, as in Turkey and most of the world."""
    iso, local = _ISO_DAY.fullmatch(written.strip()), _LOCAL_DAY.fullmatch(written.strip())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(int(local[3]), int(local[2]), int(local[1])) if local else None
    except ValueError:
        return None


def _rows(lines: io.StringIO) -> tuple[list[_Row], list[Fault]]:
    """All rows of the right width. Faults of the header end it; blank lines are none."""
    separator = _separator(lines)
    reader = csv.reader(lines, delimiter=separator)
    header = [cell.strip().lower() for cell in next(_filled(reader), (0, []))[1]]
    faults = [Fault(FaultCode.COLUMN_MISSING, column, 1) for column in COLUMNS if column not in header]
    faults += [Fault(FaultCode.COLUMN_REPEATED, column, 1) for column in COLUMNS if header.count(column) > 1]
    rows: list[_Row] = []
    for line, cells in () if faults else _filled(reader):
        if len(rows) >= MAX_ENTRIES:
            return rows, [*faults, Fault(FaultCode.TOO_MANY_ROWS, "file", line)]
        if len(cells) == len(header):
            rows.append(_Row(line, dict(zip(header, map(str.strip, cells), strict=True))))
        elif len(faults) < MAX_FAULTS:
            faults.append(Fault(FaultCode.WRONG_WIDTH, "row", line))
    return rows, faults if rows or faults else [Fault(FaultCode.EMPTY, "file", 1)]


def _separator(lines: io.StringIO) -> str:
    """That which parts the first filled line into most fields."""
    first = next((line for line in lines if line.strip()), "")
    lines.seek(0)
    return max(_SEPARATORS, key=first.count)


def _filled(reader: Iterator[list[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """(line number, cells); a quoted field may span lines, then it is the last of them."""
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells  # type: ignore[attr-defined]  # what csv.reader returns has it


def _claim(rows: Sequence[_Row], faults: list[Fault], today: date) -> Claim | None:
    """The same handle, day and followers on all rows; adds a fault for each row that says otherwise."""
    claim: Claim | None = None
    for row in rows:
        found = _own_claim(row, faults, today)
        if found is None:
            continue
        claim = claim or found
        pairs = (
            (FaultCode.HANDLE_DIFFERS, "platform_handle", found.handle != claim.handle),
            (FaultCode.DATE_DIFFERS, "as_of", found.as_of != claim.as_of),
            (FaultCode.FOLLOWERS_DIFFER, "followers", found.followers != claim.followers),
        )
        faults.extend(Fault(code, column, row.line) for code, column, differs in pairs if differs)
    return claim


def _own_claim(row: _Row, faults: list[Fault], today: date) -> Claim | None:
    handle, as_of = clean_handle(row.cells["platform_handle"]), day(row.cells["as_of"])
    count = followers(row.cells["followers"])
    pairs = (
        (FaultCode.HANDLE_INVALID, "platform_handle", handle is None),
        (FaultCode.DATE_INVALID, "as_of", as_of is None),
        (FaultCode.DATE_IN_FUTURE, "as_of", as_of is not None and as_of > today),
        (FaultCode.FOLLOWERS_INVALID, "followers", count is None),
    )
    faults.extend(Fault(code, column, row.line) for code, column, wrong in pairs if wrong)
    return Claim(handle, as_of, count) if handle and as_of and count else None


def _entry(row: _Row) -> Entry:
    return Entry(row.cells["dim"].lower(), row.cells["bucket"], share(row.cells["share"]), row.line)
