"""Photos by the time they were taken, and their thumbnails, a screen at a time."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.shared.ids import new_id
from tests.store.vault.people import Owner, Place
from tests.store.vault.pictures import THUMBNAIL, Darkroom, photo, shown
from tests.store.vault.tree import folder, listed, purge, restore, trash

TIMELINE = "/vault/timeline"
ODD = [{"limit": "0"}, {"limit": "201"}, {"from": "yesterday"}, {"until": "2026-01-01"}, {"cursor": "x"}, {"q": "x"}]


def taken(owner: Owner, moment: str, **more: Any) -> str:
    return str(owner.back_up(moment.encode() + new_id(1).encode(), "a.jpg", taken_at=moment, **more)["id"])


def ids(owner: Owner, **query: str) -> list[str]:
    status, page = owner.call("GET", TIMELINE, query=query or None)
    assert status == 200, page
    return [node["id"] for node in page["items"]]


@pytest.mark.parametrize(("method", "route"), [("GET", TIMELINE), ("GET", THUMBNAIL), ("POST", "/vault/thumbnails")])
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    body = {"node_ids": ["x"]} if method == "POST" else None
    status, problem = owner.call(method, route, body, token="", node_id="x")
    assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_photo_is_nobodys(owner: Owner, stranger: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo())
    darkroom.run()
    assert stranger.call("GET", THUMBNAIL, node_id=node["id"])[0] == 404
    status, answer = stranger.call("POST", "/vault/thumbnails", {"node_ids": [node["id"]]})
    assert (status, answer["items"]) == (200, [])
    assert ids(stranger) == []


@pytest.mark.parametrize("query", ODD)
def test_an_odd_question_is_refused(owner: Owner, query: dict[str, str]) -> None:
    assert owner.call("GET", TIMELINE, query=query)[0] == 422 or owner.call("GET", TIMELINE, query=query)[0] == 400


@pytest.mark.parametrize("body", [{}, {"node_ids": []}, {"node_ids": ["x"] * 101}, {"node_ids": ["x"], "size": 3}])
def test_an_odd_batch_is_refused(owner: Owner, body: dict[str, Any]) -> None:
    assert owner.call("POST", "/vault/thumbnails", body)[0] == 422


def test_an_odd_size_is_refused(owner: Owner) -> None:
    assert owner.call("GET", THUMBNAIL, query={"size": "100"}, node_id=new_id(1))[0] == 422


def test_photos_stand_by_when_they_were_taken_the_last_first(owner: Owner) -> None:
    second = taken(owner, "2021-01-01T00:00:00Z")
    first = taken(owner, "2025-01-01T00:00:00Z")
    third = taken(owner, "1999-01-01T00:00:00+03:00")
    taken(owner, "2022-01-01T00:00:00Z", kind="file")
    folder(owner, "no photo")
    assert ids(owner) == [first, second, third]
    assert [node["id"] for node in listed(owner, 1, TIMELINE)] == [first, second, third]
    assert ids(owner, until="2021-01-01T00:00:00Z") == [third]
    assert ids(owner, **{"from": "2021-01-01T00:00:00Z"}) == [first, second]
    assert ids(owner, **{"from": "2021-01-01T00:00:00Z", "until": "2024-01-01T00:00:00Z"}) == [second]
    assert ids(owner, **{"from": "2024-01-01T00:00:00Z", "until": "2021-01-01T00:00:00Z"}) == []


def test_only_what_lives_is_in_it(owner: Owner) -> None:
    node = taken(owner, "2021-01-01T00:00:00Z")
    trash(owner, node)
    assert ids(owner) == []
    restore(owner, node)
    assert ids(owner) == [node]
    trash(owner, node)
    purge(owner, node)
    assert ids(owner) == []


def test_a_photo_moves_to_where_its_picture_says(owner: Owner, darkroom: Darkroom) -> None:
    from tests.unit.photos.making import exif  # noqa: PLC0415 - one test's matter

    other = taken(owner, "2022-01-01T00:00:00Z")
    node = owner.back_up(photo(exif=exif(details={0x9003: "2021:05:06 07:08:09"})))
    assert ids(owner) == [node["id"], other]
    darkroom.run()
    assert ids(owner) == [other, node["id"]]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_pages_together_are_the_whole(place: Place, data: st.DataObject) -> None:
    owner = place.owner()
    limit = data.draw(st.integers(1, 5))
    moments = data.draw(st.lists(st.sampled_from([f"20{year}-02-03T04:05:06Z" for year in range(10, 16)]), max_size=4))
    for moment in moments:
        taken(owner, moment)
    nodes = listed(owner, limit, TIMELINE)
    places = [(node["taken_at"], node["id"]) for node in nodes]
    assert places == sorted(set(places), reverse=True)
    assert {node["id"] for node in nodes} == {node["id"] for node in listed(owner)}


def test_a_cursor_holds_in_its_own_list_only(owner: Owner, stranger: Owner) -> None:
    for year in (2020, 2021):
        taken(owner, f"{year}-01-01T00:00:00Z")
    cursor = owner.call("GET", TIMELINE, query={"limit": "1"})[1]["next_cursor"]
    for who, more in ((stranger, {}), (owner, {"until": "2025-01-01T00:00:00Z"})):
        assert who.call("GET", TIMELINE, query={"cursor": cursor, **more})[0] == 422
    assert owner.call("GET", "/vault/nodes", query={"cursor": cursor})[0] == 422


def test_a_screen_of_thumbnails_is_one_question(owner: Owner, darkroom: Darkroom) -> None:
    first, second = owner.back_up(photo()), owner.back_up(photo())
    plain = owner.back_up(b"no picture")
    darkroom.run()
    pending = owner.back_up(photo())
    asked = [first["id"], plain["id"], "x", new_id(1), pending["id"], second["id"], first["id"]]
    status, answer = owner.call("POST", "/vault/thumbnails", {"node_ids": asked, "size": 1440})
    assert status == 200
    assert [one["node_id"] for one in answer["items"]] == [first["id"], second["id"]]
    assert answer["expires_in"] == 600
    urls = [one["url"].partition("?")[0] for one in answer["items"]]
    assert urls[0].endswith("/1440.webp")
    again = owner.call("POST", "/vault/thumbnails", {"node_ids": asked, "size": 1440})[1]["items"]
    assert [one["url"].partition("?")[0] for one in again] == urls
    assert shown(owner, first["id"]).status_code == 200
