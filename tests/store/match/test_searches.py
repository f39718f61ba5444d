"""Is a saved search kept as it was asked, and seen by its owner only as far as is shared?"""

from typing import Any

import pytest

from functions.match.digesting import Digest, Move, Result
from functions.match.saved_searches import MOST_SEARCHES
from functions.shared.problems import Code, Problem
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody

SEARCHES = "/match/searches"
QUERY = {"filters": {"countries": ["TR"], "followers": {"min": 1000}}, "weights": {"country": 2.0}, "sort": "cautious"}


def saved(who: Somebody, name: str = "Coffee in Turkey", query: Any = QUERY) -> dict[str, Any]:
    return dict(who.done("POST", SEARCHES, {"name": name, "query": query}))


def told(place: Place, who: Somebody, search_id: str, digest: Digest) -> None:
    """As a run of the schedule ends."""
    search = place.match.saved.find(who.user_id, search_id)
    assert search
    results = (*digest.new, *(Result(one.influencer_id, one.platform, one.after) for one in digest.changed))
    place.match.saved.told(search, results, digest, digest.ran_at)


def test_a_search_is_kept_as_it_was_asked(company: Somebody) -> None:
    search = saved(company)
    assert search["query"]["filters"]["countries"] == ["TR"]
    assert search["query"]["weights"] == {"age": 0.0, "gender": 0.0, "country": 2.0, "device": 0.0}
    assert (search["query"]["sort"], search["query"]["limit"], search["digest"], search["unseen"]) == (
        "cautious",
        20,
        None,
        0,
    )
    assert company.done("GET", f"{SEARCHES}/{search['id']}") == search
    assert company.done("GET", SEARCHES) == {"items": [search], "next_cursor": None}
    again = {name: value for name, value in search["query"].items() if value is not None}
    assert saved(company, query=again)["query"] == search["query"], "what was answered can be sent"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"name": "a"},
        {"name": "", "query": {}},
        {"name": "a\x00", "query": {}},
        {"name": "a", "query": {"cursor": "x"}},
        {"name": "a", "query": {"filters": {"nonsense": 1}}},
        {"name": "a", "query": {"weights": {}}},
        {"name": "a", "query": {"sort": "cheapest"}},
        {"name": "a", "query": {"limit": 51}},
    ],
)
def test_what_is_no_search_is_not_saved(company: Somebody, wrong: dict[str, Any]) -> None:
    assert company.refused("POST", SEARCHES, wrong) == (422, "invalid_request")
    assert company.done("GET", SEARCHES)["items"] == []


def test_there_is_an_end_to_searches(company: Somebody) -> None:
    searches = [saved(company, str(number)) for number in range(MOST_SEARCHES)]
    assert company.refused("POST", SEARCHES, {"name": "more", "query": {}}) == (409, "limit_reached")
    company.done("DELETE", f"{SEARCHES}/{searches[0]['id']}")
    assert company.refused("GET", f"{SEARCHES}/{searches[0]['id']}") == (404, "not_found")
    saved(company, "again")


def test_a_digest_names_whom_it_may_and_counts_what_was_not_seen(place: Place, company: Somebody) -> None:
    search, new, moved = saved(company), sharing.creator(place), sharing.creator(place)
    digest = Digest(
        place.clock.now,
        (Result(new.user_id, "instagram", 0.9),),
        (Move(moved.user_id, "instagram", 0.5, 0.7),),
        gone=2,
    )
    told(place, company, search["id"], digest)
    shown = company.done("GET", f"{SEARCHES}/{search['id']}")
    assert (shown["unseen"], shown["digest"]["gone"]) == (2, 2)
    (found,), (move,) = shown["digest"]["new"], shown["digest"]["changed"]
    assert (found["influencer"]["name"], found["score"]) == (f"instagram of {new.user_id}", 0.9)
    assert (move["influencer"]["id"], move["before"], move["after"]) == (moved.user_id, 0.5, 0.7)


def test_what_was_seen_is_no_longer_unseen(place: Place, company: Somebody) -> None:
    search, new = saved(company), sharing.creator(place)
    told(place, company, search["id"], Digest(place.clock.now, (Result(new.user_id, "instagram", 0.9),)))
    place.clock.now += 1
    for _ in range(2):
        company.done("POST", f"{SEARCHES}/{search['id']}/seen")
    shown = company.done("GET", f"{SEARCHES}/{search['id']}")
    assert (shown["unseen"], len(shown["digest"]["new"])) == (0, 1)


def test_who_revoked_since_is_hidden(place: Place, company: Somebody) -> None:
    search, gone = saved(company), place.somebody("influencer")
    connection_id = sharing.shared(place, gone)
    told(
        place,
        company,
        search["id"],
        Digest(
            place.clock.now,
            (Result(gone.user_id, "instagram", 0.9), Result(gone.user_id, "tiktok", 0.9)),
            (Move(gone.user_id, "youtube", 0.5, 0.7),),
        ),
    )
    assert len(company.done("GET", f"{SEARCHES}/{search['id']}")["digest"]["new"]) == 1, "that platform alone"
    sharing.switch(place, connection_id, on=False)
    shown = company.done("GET", f"{SEARCHES}/{search['id']}")
    assert (shown["unseen"], shown["digest"]["new"], shown["digest"]["changed"]) == (0, [], [])
    assert gone.user_id not in str(company.done("GET", SEARCHES))


def test_another_name_keeps_the_digest_and_another_query_starts_anew(place: Place, company: Somebody) -> None:
    search, new = saved(company), sharing.creator(place)
    told(place, company, search["id"], Digest(place.clock.now, (Result(new.user_id, "instagram", 0.9),)))
    path = f"{SEARCHES}/{search['id']}"
    renamed = company.done("PATCH", path, {"name": "Tea"})
    assert (renamed["name"], renamed["unseen"]) == ("Tea", 1)
    changed = company.done("PATCH", path, {"query": {"sort": "price"}})
    assert (changed["name"], changed["query"]["sort"], changed["digest"]) == ("Tea", "price", None)
    assert place.match.saved.due(0, 5)[0].results == ()


def test_a_digest_of_a_query_that_was_changed_meanwhile_is_dropped(place: Place, company: Somebody) -> None:
    search = saved(company)
    before = place.match.saved.find(company.user_id, search["id"])
    assert before
    company.done("PATCH", f"{SEARCHES}/{search['id']}", {"query": {}})
    place.match.saved.told(before, (Result("a", "tiktok", 0.5),), Digest(place.clock.now), place.clock.now)
    place.match.saved.tried(before, place.clock.now)
    assert company.done("GET", f"{SEARCHES}/{search['id']}")["digest"] is None
    assert len(place.match.saved.due(0, 5)) == 1


def test_the_limit_holds_for_the_store_too(place: Place, company: Somebody) -> None:
    for number in range(MOST_SEARCHES):
        place.match.saved.add(company.user_id, str(number), "{}", 1.0)
    with pytest.raises(Problem) as refused:
        place.match.saved.add(company.user_id, "more", "{}", 1.0)
    assert refused.value.code is Code.LIMIT_REACHED
