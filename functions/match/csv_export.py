"""How is a table written so that every spreadsheet reads it and none runs it? RFC 4180 with a byte-order mark; pure.

[Note: Formula injection]  A spreadsheet runs a cell that begins with = + - @, or with a tab or line end before it
(OWASP, "CSV Injection"). Text therefore gets an apostrophe in front, which shows it as text. Where the separator is a
semicolon (Excel in Turkish) a cell begins after each `;` and, quoted or not, on each line: there too. Numbers are ours.
"""

import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the local code page."""
Cell = str | int | float | None
_RUN = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""The fullwidth ones too: Excel in East Asian locales takes them for the narrow ones."""
_ENDS = "\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BEGINS = re.compile(rf"(^|[;{_ENDS}])(?=[\s\"']*[{_RUN}])|^(?=[{_ENDS}])")
_QUOTED = re.compile(rf'[",;{_ENDS}]|^\s|\s$')


def table(rows: Iterable[Sequence[Cell]]) -> str:
    return BOM + "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    text = safe(value) if isinstance(value, str) else str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def safe(text: str) -> str:
    """[Note: Formula injection]"""
    return _BEGINS.sub(lambda found: (found[1] or "") + "'", text)
