"""Who is found, in which order, and why? Search from the request to the answer, over the real index."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from functions.match import wiring
from functions.match.schemas_search import Sort
from functions.shared.audience.buckets import Name
from functions.shared.database import Database
from tests.store.match.people import Place, Somebody
from tests.store.match.sharing import MEN, WOMEN, creator, ids, profile, shared

SHOPPERS: dict[str, Any] = {
    "name": "Shoppers",
    "definition": {
        "kind": "form",
        "dimensions": {"gender": {"female": 0.9, "male": 0.1}, "age": {"18-24": 0.8, "25-34": 0.2}},
    },
    "is_default": True,
}
SEARCH = "/match/search"


@pytest.fixture
def shop(company: Somebody) -> Somebody:
    """A company that wants young women."""
    company.done("POST", "/match/audiences", SHOPPERS)
    return company


def test_without_a_token_the_answer_is_401(company: Somebody) -> None:
    status, problem = company.call("POST", SEARCH, token="", body={})
    assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_audience_is_404(shop: Somebody, rival: Somebody) -> None:
    own = shop.done("GET", "/match/audiences")["items"][0]["id"]
    rival.done("POST", "/match/audiences", SHOPPERS)
    assert rival.refused("POST", SEARCH, {"audience": own}) == (404, "not_found")


@pytest.mark.parametrize("role", ["influencer", "none"])
def test_only_companies_search(place: Place, role: str) -> None:
    assert place.somebody(role).refused("POST", SEARCH, {}) == (403, "forbidden")


def test_without_an_audience_there_is_nothing_to_match_with(company: Somebody) -> None:
    assert company.refused("POST", SEARCH, {}) == (409, "audience_missing")


@pytest.mark.parametrize(
    "body",
    [
        {"more": 1},
        {"sort": "luck"},
        {"limit": 0},
        {"limit": 51},
        {"weights": {}},
        {"weights": {"age": -1}},
        {"weights": {"age": 0, "country": 0}},
        {"weights": {"city": 1}},
        {"cursor": "x y"},
        {"cursor": "bm90aGluZw"},
        {"audience": "a/b"},
        {"filters": {"platforms": ["vine"]}},
        {"filters": {"categories": ["luck"]}},
        {"filters": {"countries": ["ZZ"]}},
        {"filters": {"cities": ["a\x00b"]}},
        {"filters": {"followers": {"min": 10, "max": 9}}},
        {"filters": {"followers": {"min": -1}}},
        {"filters": {"engagement_rate": {"max": 1.5}}},
        {"filters": {"price": {"min": 5}}},
        {"filters": {"audience": [{"dimension": "age", "bucket": "13-17", "at_least": 5}]}},
        {"filters": {"audience": [{"dimension": "age", "bucket": "18-24", "at_least": 7}]}},
        {"filters": {"audience": [{"dimension": "language", "bucket": "tr", "at_least": 5}]}},
        {"filters": {"audience": [{"dimension": "country", "bucket": "Turkey", "at_least": 5}]}},
        {"filters": {"minors_at_most": 100}},
        {"filters": {"posted_within_days": 0}},
        {"filters": {"text": "x" * 101}},
        {"filters": {"text": "a\x00"}},
    ],
)
def test_what_does_not_fit_is_422(shop: Somebody, body: Any) -> None:
    assert shop.refused("POST", SEARCH, body) == (422, "invalid_request")


def test_the_best_comes_first_and_says_why(place: Place, shop: Somebody) -> None:
    men, women = creator(place, MEN), creator(place, WOMEN)
    found = shop.done("POST", SEARCH, {})
    assert ids(found["items"]) == [women.user_id, men.user_id]
    assert (found["matched"], found["exact"], found["next_cursor"]) == (2, True, None)
    best = found["items"][0]
    assert best["score"] > best["average_score"]
    assert sum(one["contribution"] for one in best["fit"].values()) == pytest.approx(best["score"])
    gender = found["items"][1]["fit"]["gender"]
    assert [one["bucket"] for one in gender["over"]] == ["male"]
    assert [one["bucket"] for one in gender["under"]] == ["female"]
    assert (gender["creator_state"], gender["company_state"]) == ("reported", "self_reported")
    assert best["fit"]["country"]["creator_state"] == "missing"
    assert best["fit"]["country"]["confidence"] == 0.0


def test_the_answer_says_what_was_compared_with(shop: Somebody) -> None:
    found = shop.done("POST", SEARCH, {"weights": {"age": 3, "gender": 1}})
    assert found["audience"]["name"] == "Shoppers"
    assert found["weights"] == {"age": 0.75, "gender": 0.25, "country": 0.0, "device": 0.0}
    assert found["youtube_scores"] == "on"


def test_weights_decide_about_the_order(place: Place, shop: Somebody) -> None:
    old_women = creator(place, {Name.GENDER: {"female": 900.0, "male": 100.0}, Name.AGE: {"65+": 1_000.0}})
    young_men = creator(place, {Name.GENDER: {"male": 1_000.0}, Name.AGE: {"18-24": 800.0, "25-34": 200.0}})
    for weights, first in (({"gender": 1}, old_women), ({"age": 1}, young_men)):
        assert ids(shop.done("POST", SEARCH, {"weights": weights})["items"])[0] == first.user_id


def test_platforms_stand_side_by_side(place: Place, shop: Somebody) -> None:
    who = creator(place, WOMEN)
    shared(place, who, MEN, "tiktok")
    items = shop.done("POST", SEARCH, {})["items"]
    assert [one["platform"] for one in items] == ["instagram", "tiktok"]
    for one, other in zip(items, reversed(items), strict=True):
        (beside,) = one["other_platforms"]
        assert beside["platform"] == other["platform"]
        assert beside["score"] == pytest.approx(other["score"], abs=2e-3)


def test_a_card_says_what_is_shared(place: Place, shop: Somebody) -> None:
    who = place.somebody("influencer")
    profile(
        place,
        who,
        categories=["beauty"],
        countries=["TR"],
        languages=["tr"],
        city="Ankara",
        contact_email="a@b.example",
        price_from=100,
        price_to=200,
        currency="TRY",
    )
    shared(place, who, WOMEN, followers=12_000)
    (found,) = shop.done("POST", SEARCH, {})["items"]
    card = found["influencer"]
    assert (card["id"], card["platform"], card["followers"]) == (who.user_id, "instagram", 12_000)
    assert (card["country"], card["city"], card["categories"], card["languages"]) == (
        "TR",
        "Ankara",
        ["beauty"],
        ["tr"],
    )
    assert (card["verified"], card["contactable"], card["provenance"]) == (True, True, "reported")
    assert card["price"] == {"from": 100, "to": 200, "currency": "TRY"}
    assert "a@b.example" not in str(found)


def test_every_sort_shows_everybody_once_over_its_pages(place: Place, shop: Somebody) -> None:
    everybody = {
        creator(place, audience, followers=1_000.0 * (number + 1)).user_id
        for number, audience in enumerate([WOMEN, MEN] * 3)
    }
    for sort in get_args(Sort):
        body: dict[str, Any] = {"sort": sort, "limit": 2}
        seen: list[str] = []
        while True:
            page = shop.done("POST", SEARCH, body)
            assert page["matched"] == 6
            seen += ids(page["items"])
            if page["next_cursor"] is None:
                break
            body["cursor"] = page["next_cursor"]
        assert (len(seen), set(seen)) == (6, everybody), sort


def test_a_cursor_holds_for_its_own_search_only(place: Place, shop: Somebody) -> None:
    for _ in range(3):
        creator(place)
    cursor = shop.done("POST", SEARCH, {"limit": 1})["next_cursor"]
    others: list[dict[str, Any]] = [
        {"weights": {"age": 1}},
        {"sort": "followers"},
        {"sort": "cautious"},
        {"filters": {"platforms": ["instagram"]}},
    ]
    for other in others:
        assert shop.refused("POST", SEARCH, {**other, "cursor": cursor}) == (422, "invalid_request")


def test_filters_hold_from_the_request_to_the_answer(place: Place, shop: Somebody) -> None:
    small, large = creator(place, followers=1_000), creator(place, MEN, "tiktok", followers=90_000)
    for filters, one in (
        ({"followers": {"max": 5_000}}, small),
        ({"platforms": ["tiktok"]}, large),
        ({"verified": True}, small),
        ({"audience": [{"dimension": "gender", "bucket": "male", "at_least": 90}]}, large),
        ({"audience": [{"dimension": "age", "bucket": "18-24", "at_least": 80}]}, small),
    ):
        found = shop.done("POST", SEARCH, {"filters": filters})
        assert (ids(found["items"]), found["matched"]) == ([one.user_id], 1), filters


def test_without_youtubes_leave_none_of_its_numbers_is_scored(place: Place, shop: Somebody) -> None:
    """Not even while rows that were scored before are still there."""
    both = creator(place, WOMEN)
    shared(place, both, WOMEN, "youtube")
    only = creator(place, WOMEN, "youtube")
    off = wiring.over(place.database, place.clock, youtube=False)
    place.match = replace(place.match, **off)
    found = shop.done("POST", SEARCH, {})
    assert (found["youtube_scores"], ids(found["items"])) == ("off", [both.user_id])
    assert found["items"][0]["other_platforms"] == []
    asked = shop.done("POST", SEARCH, {"filters": {"platforms": ["youtube"]}})
    assert (asked["items"], asked["matched"], asked["exact"]) == ([], 0, True)
    explained = shop.done("GET", f"/match/influencers/{both.user_id}/fit")
    assert ([one["platform"] for one in explained["items"]], explained["youtube_scores"]) == (["instagram"], "off")
    assert shop.refused("GET", f"/match/influencers/{only.user_id}/lookalikes") == (404, "not_found")
    (detail,) = shop.done("GET", f"/match/influencers/{only.user_id}")["platforms"]
    assert detail["activity"] == {"state": "too_little_data", "checks": []}
    assert (detail["card"]["engagement_rate"], detail["card"]["growth"], detail["card"]["views"]) == (None, None, None)
    assert only.refused("GET", "/match/companies") == (409, "audience_missing")


def test_a_search_asks_the_database_three_times(place: Place, shop: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    """The audience, the index, what the page's creators share: however many there are."""
    for _ in range(3):
        shared(place, creator(place), MEN, "tiktok")
    asked: list[str] = []
    for name in ("statement", "transaction"):
        monkeypatch.setattr(Database, name, _counted(name, asked))
    assert len(shop.done("POST", SEARCH, {})["items"]) == 6
    assert asked == ["statement", "transaction", "statement"]


def _counted(name: str, asked: list[str]) -> Any:
    real = getattr(Database, name)

    def counted(database: Database) -> Any:
        asked.append(name)
        return real(database)

    return counted
