"""Lists of folders: every order, every filter, every page size holds each node once."""

import pytest

from functions.vault.tree import list_store
from tests.store.vault.people import Owner
from tests.store.vault.tree import file, folder, listed, patch, trash

NAMES = ["Zebra.jpg", "apple.jpg", "Äpfel.jpg", "banana.jpg", "ılık.jpg", "10.jpg", "9.jpg"]
BY_NAME = ["10.jpg", "9.jpg", "apple.jpg", "banana.jpg", "Zebra.jpg", "Äpfel.jpg", "ılık.jpg"]


@pytest.fixture
def shelf(owner: Owner) -> str:
    """A folder with seven files and a folder, beside others that are none of its business."""
    there = folder(owner, "there")
    for name in NAMES:
        file(owner, name, there)
    folder(owner, "inner", there)
    file(owner, "apple.jpg")
    trash(owner, file(owner, "trashed.jpg", there))
    return there


def names(owner: Owner, limit: int = 200, **query: str) -> list[str]:
    return [node["name"] for node in listed(owner, limit=limit, **query)]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 9])
def test_every_order_holds_everything_once(owner: Owner, shelf: str, limit: int) -> None:
    by_age = [*NAMES, "inner"]
    by_name = sorted([*BY_NAME, "inner"], key=lambda name: (name != "inner", 0) and name.casefold())
    assert names(owner, limit, parent_id=shelf, sort="oldest") == by_age
    assert names(owner, limit, parent_id=shelf) == by_age[::-1]
    assert names(owner, limit, parent_id=shelf, sort="name") == by_name
    assert names(owner, limit, parent_id=shelf, sort="-name") == by_name[::-1]
    assert names(owner, limit, sort="oldest") == ["there", *by_age, "apple.jpg"]


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_words_kinds_and_marks_are_looked_for(owner: Owner, shelf: str, limit: int) -> None:
    assert names(owner, limit, q="APP") == ["apple.jpg", "apple.jpg"]
    assert names(owner, limit, q="äPF") == ["Äpfel.jpg"]
    assert names(owner, limit, q="app", parent_id=shelf) == ["apple.jpg"]
    assert names(owner, limit, q="an", parent_id=shelf, sort="name") == ["banana.jpg"]
    assert names(owner, limit, q="ILIK") == names(owner, limit, q="ilik", parent_id=shelf, sort="name") == ["ılık.jpg"]
    assert names(owner, limit, q="nowhere", parent_id=shelf, sort="name") == []
    assert names(owner, limit, kind="folder") == ["inner", "there"]
    assert names(owner, limit, kind="folder", parent_id=shelf) == ["inner"]
    marked = next(node["id"] for node in listed(owner, q="zebra"))
    patch(owner, marked, favourite=True)
    assert names(owner, limit, favourite="true") == ["Zebra.jpg"]
    assert names(owner, limit, favourite="true", parent_id=shelf, sort="name") == ["Zebra.jpg"]
    assert "Zebra.jpg" not in names(owner, limit, favourite="false")


def test_a_page_costs_no_more_than_it_may(owner: Owner, shelf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that finds little answers short pages, and comes to the end nevertheless."""
    monkeypatch.setattr(list_store, "_MOST_READ", 3)
    status, page = owner.call("GET", "/vault/nodes", query={"q": "zebra", "parent_id": shelf})
    assert (status, page["items"]) == (200, [])
    assert page["next_cursor"]
    for sort in ("newest", "oldest", "name", "-name"):
        assert names(owner, parent_id=shelf, q="zebra", sort=sort) == ["Zebra.jpg"]
    assert names(owner, q="zebra") == ["Zebra.jpg"]


def test_a_cursor_holds_only_in_its_order_and_folder(owner: Owner, shelf: str) -> None:
    query = {"parent_id": shelf, "sort": "name", "limit": "1"}
    cursor = owner.call("GET", "/vault/nodes", query=query)[1]["next_cursor"]
    for other in ({"sort": "-name"}, {"parent_id": "root"}, {"q": "a"}, {"favourite": "false"}):
        status, problem = owner.call("GET", "/vault/nodes", query={**query, **other, "cursor": cursor})
        assert (status, problem["code"]) == (422, "invalid_request")


def test_the_longest_name_fits_into_a_cursor(owner: Owner) -> None:
    there = folder(owner, "there")
    long = ["ΐ" * 127, "ΐ" * 126]
    for name in long:
        folder(owner, name, there)
    assert names(owner, 1, parent_id=there, sort="name") == sorted(long)
