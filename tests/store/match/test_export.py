"""Is a shortlist as a table whole, read by every spreadsheet, and run by none?"""

import csv
import io

import pytest

from functions.match.views_shortlists import COLUMNS
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody
from tests.store.match.test_shortlists import LISTS, made, put

HOSTILE = ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "x;=1+1", "two\n=lines"]


def export(who: Somebody, list_id: str) -> list[dict[str, str]]:
    status, text, headers = who.answer("GET", f"{LISTS}/{list_id}/export.csv")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_it_is_a_file_to_be_saved_and_kept_by_no_cache(company: Somebody) -> None:
    _, text, headers = company.answer("GET", f"{LISTS}/{made(company)}/export.csv")
    assert headers["Content-Disposition"].startswith('attachment; filename="shortlist-20')
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert text.removeprefix("\ufeff") == ",".join(COLUMNS) + "\r\n"


def test_a_row_per_item_and_shared_platform_in_the_lists_order(place: Place, company: Somebody) -> None:
    first, second = sharing.creator(place), sharing.creator(place, followers=20_000)
    sharing.shared(place, second, platform="tiktok")
    list_id = made(company)
    put(company, list_id, first, status="agreed", notes="2 posts")
    put(company, list_id, second, position=0)
    rows = export(company, list_id)
    assert [(row["position"], row["influencer_id"], row["platform"]) for row in rows] == [
        ("1", second.user_id, "instagram"),
        ("1", second.user_id, "tiktok"),
        ("2", first.user_id, "instagram"),
    ]
    assert (rows[2]["status"], rows[2]["notes"], rows[2]["followers"]) == ("agreed", "2 posts", "5000")
    assert 0 < float(rows[0]["score"]) <= 1
    assert rows[0]["score_derived_by_us"] == "no"


def test_who_shares_nothing_any_more_has_a_row_without_name_or_number(place: Place, company: Somebody) -> None:
    creator, list_id = place.somebody("influencer"), made(company)
    connection_id = sharing.shared(place, creator)
    put(company, list_id, creator, notes="met in May")
    sharing.switch(place, connection_id, on=False)
    (row,) = export(company, list_id)
    told = {name: value for name, value in row.items() if value}
    assert set(told) == {"position", "influencer_id", "status", "notes", "added_at"}
    assert (told["influencer_id"], told["notes"]) == (creator.user_id, "met in May")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_handle_or_note_is_run(place: Place, company: Somebody, text: str) -> None:
    creator, list_id = sharing.creator(place), made(company)
    with place.database.transaction() as opened:
        opened.execute("update match.creators set name = %s, handle = %s", (text, text))
    put(company, list_id, creator, notes=f"{text} (noted)")
    (row,) = export(company, list_id)
    for cell in (row["name"], row["handle"], row["notes"]):
        begins = [line.lstrip(' \t\r"')[:1] for part in cell.split(";") for line in part.splitlines()]
        assert not set(begins) & set("=+-@"), cell
        assert "'" in cell
