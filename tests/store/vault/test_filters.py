"""Lists by what a file is and by when it was taken: every list, every page size, and together with the words."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from functions.shared.clock import rfc3339
from tests.store.vault.people import Owner
from tests.store.vault.pictures import photo
from tests.store.vault.tree import folder, listed, note, trash

LISTS = [{}, {"parent_id": "there"}, {"parent_id": "there", "sort": "name"}, {"parent_id": "there", "sort": "-name"}]
PDF = b"%PDF-1.7 plan"

Found = Callable[..., list[str]]


@pytest.fixture(params=[(one, limit) for one in LISTS for limit in (1, 2, 200)], ids=str)
def found(request: pytest.FixtureRequest, owner: Owner) -> Found:
    """Names, sorted, that one kind of list holds in all its pages; beside what it is asked for lies what is not."""
    of, limit = request.param
    there = folder(owner, "there")
    folder(owner, "plan folder", there)
    owner.back_up(photo(), "beach.jpg", parent_id=there, taken_at="2020-05-06T07:08:09Z")
    owner.back_up(photo("PNG"), "plan.png", parent_id=there, kind="file", mime="application/octet-stream")
    owner.back_up(PDF, "plan.pdf", parent_id=there, kind="file", mime="text/plain", taken_at="2021-01-01T00:00:00Z")
    owner.back_up(b"plain", "claimed.heic", parent_id=there, mime="image/heic", taken_at="2022-02-02T00:00:00+03:00")
    note(owner, "plan note", "text", parent_id=there)
    trash(owner, owner.back_up(photo(), "gone.jpg", parent_id=there)["id"])
    asked = {**of, "parent_id": there} if "parent_id" in of else of
    return lambda **query: sorted(
        node["name"] for node in listed(owner, limit, **asked, **query) if node["id"] != there
    )


def test_what_a_file_is_is_said_by_its_bytes_or_by_its_owner(found: Found) -> None:
    assert found(type="image/*") == ["beach.jpg", "claimed.heic", "plan.png"]
    assert found(type="image/png") == ["plan.png"]
    assert found(type="image/heic") == ["claimed.heic"]
    assert found(type="application/pdf") == ["plan.pdf"]
    assert found(type="text/plain,image/jpeg") == ["beach.jpg", "plan.pdf"]
    assert found(type="text/*") == ["plan note", "plan.pdf"]
    assert found(type="video/*,audio/*,image/gif,font/woff,model/obj") == []
    assert found(type="inode/directory") == []


def test_types_and_words_and_kinds_hold_together(found: Found) -> None:
    assert found(type="image/*,application/pdf", q="plan") == ["plan.pdf", "plan.png"]
    assert found(type="image/*", kind="photo") == ["beach.jpg", "claimed.heic"]
    assert found(type="image/*", favourite="true") == []
    assert found(type="image/*", kind="photo", until="2021-01-01T00:00:00Z", q="BEA") == ["beach.jpg"]


def test_times_are_those_of_the_pictures(found: Found) -> None:
    assert found(until="2022-01-01T00:00:00Z") == ["beach.jpg", "plan.pdf"]
    assert found(until="2021-01-01T00:00:00Z") == ["beach.jpg"]
    assert found(until="2022-01-01T00:00:00Z", **{"from": "2021-01-01T00:00:00Z"}) == ["plan.pdf"]
    assert found(until="2022-02-01T21:00:00Z", **{"from": "2021-06-01T00:00:00Z"}) == []
    assert found(until="2022-02-01T21:00:01Z", **{"from": "2022-02-01T21:00:00Z"}) == ["claimed.heic"]
    assert found(until="2020-01-01T00:00:00Z", **{"from": "2021-01-01T00:00:00Z"}) == []
    assert found(**{"from": "2023-01-01T00:00:00Z"}) == ["plan folder", "plan note", "plan.png"]


def test_what_was_never_taken_counts_from_when_it_came(owner: Owner) -> None:
    made = folder(owner, "made")
    came = datetime.fromisoformat(listed(owner, kind="folder")[0]["created_at"]).astimezone(UTC).timestamp()
    for since, before, expected in ((came, came + 1, [made]), (came + 1, came + 2, []), (came - 1, came, [])):
        span = {"from": rfc3339(since), "until": rfc3339(before)}
        held = owner.call("GET", "/vault/nodes", query=span)[1]["items"]
        assert [node["id"] for node in held] == expected


@pytest.mark.parametrize("sort", ["newest", "name"])
def test_a_cursor_holds_under_its_filters_only(owner: Owner, sort: str) -> None:
    for name in ("a.jpg", "b.jpg"):
        owner.back_up(photo(), name)
    asked = {"parent_id": "root", "sort": sort, "limit": "1", "type": "image/*", "from": "2020-01-01T00:00:00Z"}
    cursor = owner.call("GET", "/vault/nodes", query=asked)[1]["next_cursor"]
    assert owner.call("GET", "/vault/nodes", query={**asked, "cursor": cursor})[0] == 200
    others = [{"type": "image/jpeg"}, {"from": "2020-01-01T00:00:01Z"}, {"until": "2100-01-01T00:00:00Z"}, {"q": "a"}]
    for other in others:
        status, problem = owner.call("GET", "/vault/nodes", query={**asked, **other, "cursor": cursor})
        assert (status, problem["code"]) == (422, "invalid_request")
    without = {name: value for name, value in asked.items() if name != "type"}
    assert owner.call("GET", "/vault/nodes", query={**without, "cursor": cursor})[0] == 422


@pytest.mark.parametrize(
    "query",
    [
        {"type": ""},
        {"type": "image"},
        {"type": "*/*"},
        {"type": "image/*,"},
        {"type": "image/*, text/*"},
        {"type": "IMAGE/*"},
        {"type": ",".join(["image/*"] * 6)},
        {"from": "yesterday"},
        {"from": "2026-01-01T00:00:00"},
        {"until": "0001-01-01T00:00:00Z"},
    ],
)
def test_an_odd_filter_is_refused(owner: Owner, query: dict[str, str]) -> None:
    status, problem = owner.call("GET", "/vault/nodes", query=query)
    assert (status, problem["code"]) == (422, "invalid_request")
