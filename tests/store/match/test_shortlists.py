"""Does a shortlist hold whom its owner chose, in that order, with what is shared of them at this moment?"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.match.shortlists import MOST_ITEMS, MOST_LISTS
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody

LISTS = "/match/shortlists"


def made(who: Somebody, name: str = "Autumn") -> str:
    return str(who.done("POST", LISTS, {"name": name})["id"])


def put(who: Somebody, list_id: str, influencer: Somebody, **wish: Any) -> dict[str, Any]:
    return dict(who.done("PUT", f"{LISTS}/{list_id}/items/{influencer.user_id}", wish))


def order(who: Somebody, list_id: str) -> list[str]:
    items = who.done("GET", f"{LISTS}/{list_id}")["items"]
    assert [item["position"] for item in items] == list(range(len(items)))
    return [item["influencer_id"] for item in items]


def test_a_list_begins_empty(company: Somebody) -> None:
    added = company.done("POST", LISTS, {"name": "  Autumn  campaign ", "notes": "two\nlines"})
    assert (added["name"], added["notes"], added["size"], added["rev"]) == ("Autumn campaign", "two\nlines", 0, 1)
    assert company.done("GET", LISTS) == {"items": [added], "next_cursor": None}
    whole = company.done("GET", f"{LISTS}/{added['id']}")
    assert whole == {**added, "items": [], "overlaps": [], "youtube_scores": "on"}


def test_the_last_changed_list_comes_first(place: Place, company: Somebody) -> None:
    creator = sharing.creator(place)
    ids = []
    for name in ("a", "b", "c"):
        place.clock.now += 1
        ids.append(made(company, name))
    place.clock.now += 1
    put(company, ids[0], creator)
    assert [one["id"] for one in company.done("GET", LISTS)["items"]] == [ids[0], ids[2], ids[1]]


def test_name_and_notes_change_and_a_known_revision_holds_others_off(company: Somebody) -> None:
    list_id = made(company)
    changed = company.done("PATCH", f"{LISTS}/{list_id}", {"notes": "n", "rev": 1})
    assert (changed["name"], changed["notes"], changed["rev"]) == ("Autumn", "n", 2)
    assert company.refused("PATCH", f"{LISTS}/{list_id}", {"name": "x", "rev": 1}) == (409, "conflict")
    assert company.done("PATCH", f"{LISTS}/{list_id}", {"name": "Winter"})["name"] == "Winter"


def test_a_list_goes_with_its_items(place: Place, company: Somebody) -> None:
    list_id = made(company)
    put(company, list_id, sharing.creator(place))
    company.done("DELETE", f"{LISTS}/{list_id}")
    assert company.refused("GET", f"{LISTS}/{list_id}") == (404, "not_found")
    with place.database.statement() as opened:
        assert opened.execute("select count(*) from match.shortlist_items").fetchone() == (0,)


def test_items_keep_their_order_status_and_notes(place: Place, company: Somebody) -> None:
    list_id, creators = made(company), [sharing.creator(place) for _ in range(3)]
    first, second, third = creators
    for creator in creators:
        put(company, list_id, creator)
    assert put(company, list_id, third, position=0, status="agreed", notes="2 posts")["position"] == 0
    assert put(company, list_id, third)["notes"] == "2 posts"
    assert order(company, list_id) == [third.user_id, first.user_id, second.user_id]
    put(company, list_id, first, position=200)
    assert order(company, list_id) == [third.user_id, second.user_id, first.user_id]
    company.done("DELETE", f"{LISTS}/{list_id}/items/{second.user_id}")
    assert order(company, list_id) == [third.user_id, first.user_id]
    assert company.done("GET", LISTS)["items"][0]["size"] == 2


def test_an_item_shows_each_shared_platform_with_its_own_score(place: Place, company: Somebody) -> None:
    creator = sharing.creator(place)
    sharing.shared(place, creator, platform="tiktok")
    list_id = made(company)
    put(company, list_id, creator)
    (item,) = company.done("GET", f"{LISTS}/{list_id}")["items"]
    assert sorted(match["platform"] for match in item["matches"]) == ["instagram", "tiktok"]
    assert all(match["influencer"]["id"] == creator.user_id for match in item["matches"])
    assert {match["confidence"] for match in item["matches"]} == {0.0}, "no audience of the company is known"


def test_who_revokes_stays_on_the_list_without_name_or_number(place: Place, company: Somebody) -> None:
    creator = place.somebody("influencer")
    connection_id = sharing.shared(place, creator)
    list_id = made(company)
    put(company, list_id, creator, notes="met in May")
    assert company.done("GET", f"{LISTS}/{list_id}")["items"][0]["matches"] != []
    sharing.switch(place, connection_id, on=False)
    whole = company.done("GET", f"{LISTS}/{list_id}")
    (item,) = whole["items"]
    assert (item["matches"], item["notes"]) == ([], "met in May")
    assert f"instagram of {creator.user_id}" not in str(whole)
    assert put(company, list_id, creator, status="declined")["status"] == "declined"


def test_who_shares_nothing_cannot_be_added(place: Place, company: Somebody) -> None:
    list_id, private = made(company), place.somebody("influencer")
    sharing.account(place, private)
    for who in (private.user_id, new_id(1), company.user_id):
        assert company.refused("PUT", f"{LISTS}/{list_id}/items/{who}", {}) == (404, "not_found")
    assert order(company, list_id) == []


def test_every_two_of_a_short_list_are_bounded_where_both_are(place: Place, company: Somebody) -> None:
    list_id = made(company)
    alike, same, other = (sharing.creator(place, audience) for audience in (sharing.WOMEN, sharing.WOMEN, sharing.MEN))
    elsewhere = sharing.creator(place, platform="tiktok")
    for creator in (alike, same, other, elsewhere):
        put(company, list_id, creator)
    found = company.done("GET", f"{LISTS}/{list_id}")["overlaps"]
    bounds = {(one["a"], one["b"]): one["people"] for one in found}
    assert set(bounds) == {(alike.user_id, same.user_id), (alike.user_id, other.user_id), (same.user_id, other.user_id)}
    assert bounds[alike.user_id, same.user_id] > bounds[alike.user_id, other.user_id] > 0
    assert {one["platform"] for one in found} == {"instagram"}


def test_of_a_long_list_no_two_are_compared(place: Place, company: Somebody) -> None:
    list_id = made(company)
    for _ in range(11):
        put(company, list_id, sharing.creator(place))
    assert company.done("GET", f"{LISTS}/{list_id}")["overlaps"] == []


def test_there_is_an_end_to_lists_also_for_many_at_once(place: Place, company: Somebody) -> None:
    def add(number: int) -> bool:
        try:
            place.match.listing.add(company.user_id, str(number), "", place.match.now)
        except Problem as refused:
            assert refused.code is Code.LIMIT_REACHED
            return False
        finally:
            place.database.close()
        return True

    assert all(add(number) for number in range(MOST_LISTS - 1))
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(add, range(4))) == 1
    assert company.refused("POST", LISTS, {"name": "more"}) == (409, "limit_reached")
    company.done("DELETE", f"{LISTS}/{company.done('GET', LISTS)['items'][0]['id']}")
    made(company, "again")


def test_there_is_an_end_to_items(place: Place, company: Somebody) -> None:
    list_id, creator = made(company), sharing.creator(place)
    with place.database.transaction() as opened:
        opened.execute(
            "insert into match.shortlist_items (shortlist_id, influencer_id, position, added_at)"
            " select %s, 'somebody ' || n, n, now() from generate_series(1, %s) n",
            (list_id, MOST_ITEMS),
        )
    path = f"{LISTS}/{list_id}/items/{creator.user_id}"
    assert company.refused("PUT", path, {}) == (409, "limit_reached")


@pytest.mark.parametrize(
    "wrong", [{}, {"name": ""}, {"name": "   "}, {"name": "x" * 81}, {"name": "a\x00"}, {"name": 1}]
)
def test_a_list_needs_a_name(company: Somebody, wrong: dict[str, Any]) -> None:
    assert company.refused("POST", LISTS, wrong) == (422, "invalid_request")


@pytest.mark.parametrize(
    "wrong", [{"status": "maybe"}, {"position": -1}, {"position": 201}, {"notes": "x" * 2_001}, {"name": "Ada"}]
)
def test_what_does_not_fit_an_item_is_refused(place: Place, company: Somebody, wrong: dict[str, Any]) -> None:
    list_id, creator = made(company), sharing.creator(place)
    assert company.refused("PUT", f"{LISTS}/{list_id}/items/{creator.user_id}", wrong) == (422, "invalid_request")
    assert order(company, list_id) == []
