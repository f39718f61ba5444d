"""Does a profile say what its owner wrote, to the other side at once, and to nobody over somebody else's head?"""

from typing import Any

import pytest

from functions.match.categories import CATEGORIES
from functions.shared.identity import AccountRow
from functions.shared.roles import ROLE_CACHE_SECONDS
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody
from tests.store.match.test_erasure import FORM

ROUTE = "/match/profile"
WHOLE = {
    "display_name": "Ada Yılmaz",
    "bio": "Kahve.\nİstanbul.",
    "categories": ["food", "travel"],
    "countries": ["TR", "DE"],
    "languages": ["tr", "de"],
    "city": "İstanbul",
    "links": [{"label": "Blog", "url": "https://ada.example.com/?a=1"}],
    "contact_email": "ada@example.com",
    "price": {"from": 100, "to": 250, "currency": "EUR"},
    "visible": True,
}
EMPTY: dict[str, Any] = {
    "display_name": "",
    "bio": "",
    "categories": [],
    "countries": [],
    "languages": [],
    "city": "",
    "links": [],
    "contact_email": "",
    "price": None,
    "visible": False,
}


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("token", ["", "Bearer x", "Bearer"])
def test_without_a_token_the_answer_is_401(company: Somebody, method: str, token: str) -> None:
    body = {"rev": 0} if method == "PUT" else None
    status, problem = company.call(method, ROUTE, token=token, body=body)
    assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_stranger_reads_and_writes_only_their_own(company: Somebody, rival: Somebody) -> None:
    company.done("PUT", ROUTE, {"rev": 0, **WHOLE})
    assert rival.done("GET", ROUTE)["display_name"] == ""
    assert rival.refused("PUT", ROUTE, {"rev": 0, "user_id": company.user_id}) == (422, "invalid_request")
    rival.done("PUT", ROUTE, {"rev": 0, "display_name": "Rival"})
    assert company.done("GET", ROUTE)["display_name"] == "Ada Yılmaz"


def test_who_has_no_role_has_no_profile(somebody: Somebody) -> None:
    assert somebody.refused("GET", ROUTE) == (403, "forbidden")
    assert somebody.refused("PUT", ROUTE, {"rev": 0}) == (403, "forbidden")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"rev": -1},
        {"rev": "0"},
        {"rev": 0, "kind": "company"},
        {"rev": 0, "categories": ["nonsense"]},
        {"rev": 0, "categories": list(CATEGORIES[:9])},
        {"rev": 0, "countries": ["XX"]},
        {"rev": 0, "countries": ["tr"]},
        {"rev": 0, "languages": ["turkish"]},
        {"rev": 0, "links": [{"label": "x", "url": "http://example.com"}]},
        {"rev": 0, "links": [{"label": "x", "url": "javascript:alert(1)"}]},
        {"rev": 0, "links": [{"label": "", "url": "https://example.com"}]},
        {"rev": 0, "links": [{"label": "x", "url": "https://example.com"}] * 11},
        {"rev": 0, "price": {"currency": "EUR"}},
        {"rev": 0, "price": {"from": 5, "to": 4, "currency": "EUR"}},
        {"rev": 0, "price": {"from": 1.5, "currency": "EUR"}},
        {"rev": 0, "price": {"from": -1, "currency": "EUR"}},
        {"rev": 0, "price": {"from": 1, "currency": "euro"}},
        {"rev": 0, "contact_email": "nobody"},
        {"rev": 0, "display_name": "x" * 121},
        {"rev": 0, "display_name": "a\x00b"},
        {"rev": 0, "bio": "a\x00b"},
        {"rev": 0, "bio": "x" * 2_001},
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(company: Somebody, wrong: dict[str, Any]) -> None:
    assert company.refused("PUT", ROUTE, wrong) == (422, "invalid_request")
    assert company.done("GET", ROUTE)["rev"] == 0


@pytest.mark.parametrize("role", ["company", "influencer"])
def test_before_the_first_one_there_is_an_empty_one_of_the_role(place: Place, role: str) -> None:
    assert place.somebody(role).done("GET", ROUTE) == {"kind": role, "rev": 0, "updated_at": None, **EMPTY}


def test_what_was_written_is_read_again(company: Somebody) -> None:
    saved = company.done("PUT", ROUTE, {"rev": 0, **WHOLE})
    assert saved == company.done("GET", ROUTE)
    assert {name: saved[name] for name in WHOLE} == WHOLE
    assert (saved["kind"], saved["rev"]) == ("company", 1)


def test_what_is_not_sent_is_emptied(company: Somebody) -> None:
    company.done("PUT", ROUTE, {"rev": 0, **WHOLE})
    saved = company.done("PUT", ROUTE, {"rev": 1, "display_name": "Ada"})
    assert {name: saved[name] for name in EMPTY} == {**EMPTY, "display_name": "Ada"}


def test_each_value_of_a_list_stands_once(company: Somebody) -> None:
    saved = company.done("PUT", ROUTE, {"rev": 0, "countries": ["TR", "DE", "TR"], "categories": ["food", "food"]})
    assert (saved["countries"], saved["categories"]) == (["TR", "DE"], ["food"])


@pytest.mark.parametrize("rev", [0, 2, 99])
def test_an_edit_of_another_revision_is_a_conflict(company: Somebody, rev: int) -> None:
    company.done("PUT", ROUTE, {"rev": 0, "bio": "first"})
    assert company.refused("PUT", ROUTE, {"rev": rev, "bio": "late"}) == (409, "conflict")
    assert company.done("GET", ROUTE)["bio"] == "first"


def test_a_revision_of_a_profile_that_is_not_there_is_a_conflict(company: Somebody) -> None:
    assert company.refused("PUT", ROUTE, {"rev": 3, "bio": "late"}) == (409, "conflict")
    assert company.done("GET", ROUTE)["rev"] == 0


def test_an_influencer_is_not_among_the_companies_that_are_found(influencer: Somebody) -> None:
    assert influencer.done("PUT", ROUTE, {"rev": 0, **WHOLE})["visible"] is False


def test_what_an_influencer_says_is_found_at_once(place: Place, company: Somebody) -> None:
    creator = sharing.creator(place)
    company.done("POST", "/match/audiences", {"name": "ours", "definition": FORM, "is_default": True})
    asked = {"filters": {"categories": ["food"], "languages": ["tr"]}}
    assert company.done("POST", "/match/search", asked)["items"] == []
    creator.done("PUT", ROUTE, {"rev": 0, "categories": ["food"], "languages": ["tr"], "price": WHOLE["price"]})
    (found,) = company.done("POST", "/match/search", asked)["items"]
    assert (found["influencer"]["id"], found["influencer"]["price"]) == (creator.user_id, WHOLE["price"])
    creator.done("PUT", ROUTE, {"rev": 1})
    assert company.done("POST", "/match/search", asked)["items"] == []


def test_what_somebody_said_as_an_influencer_is_not_found_once_they_are_a_company(
    place: Place, company: Somebody
) -> None:
    who = sharing.creator(place)
    who.done("PUT", ROUTE, {"rev": 0, **WHOLE})
    AccountRow(f"U#{who.user_id}", "USER", role="company", status="active").save()
    place.clock.now += ROLE_CACHE_SECONDS + 1
    who.done("PUT", ROUTE, {"rev": 1, "display_name": "Shop"})
    company.done("POST", "/match/audiences", {"name": "ours", "definition": FORM, "is_default": True})
    for filters in ({"text": "kahve"}, {"categories": ["food"]}, {"contactable": True}):
        assert company.done("POST", "/match/search", {"filters": filters})["items"] == []


def test_a_company_is_found_while_it_wants_to_be(place: Place, company: Somebody) -> None:
    creator = sharing.creator(place)
    company.done("POST", "/match/audiences", {"name": "ours", "definition": FORM, "is_default": True})
    assert creator.done("GET", "/match/companies")["items"] == []
    company.done("PUT", ROUTE, {"rev": 0, "display_name": "Roastery", "visible": True})
    (found,) = creator.done("GET", "/match/companies")["items"]
    assert found["company"]["name"] == "Roastery"
    company.done("PUT", ROUTE, {"rev": 1, "display_name": "Roastery", "visible": False})
    assert creator.done("GET", "/match/companies")["items"] == []
