"""Who reaches a shortlist or a saved search? Its owner, as long as that is a company, and nobody else by any route."""

from typing import Any

import pytest

from functions.shared.ids import new_id
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody

LISTS = [
    ("GET", "/match/shortlists/{id}", None),
    ("PATCH", "/match/shortlists/{id}", {"name": "taken"}),
    ("DELETE", "/match/shortlists/{id}", None),
    ("PUT", "/match/shortlists/{id}/items/{influencer}", {}),
    ("DELETE", "/match/shortlists/{id}/items/{influencer}", None),
    ("GET", "/match/shortlists/{id}/export.csv", None),
]
SEARCHES = [
    ("GET", "/match/searches/{id}", None),
    ("PATCH", "/match/searches/{id}", {"name": "taken"}),
    ("DELETE", "/match/searches/{id}", None),
    ("POST", "/match/searches/{id}/seen", {}),
]
COLLECTIONS = [
    ("GET", "/match/shortlists", None),
    ("POST", "/match/shortlists", {"name": "a"}),
    ("GET", "/match/searches", None),
    ("POST", "/match/searches", {"name": "a", "query": {}}),
]
ODD_IDS = ["x", "..", "%00", "\x00", "é" * 26, "0" * 26, "0" * 5_000, new_id(1), new_id(1).upper()]
Route = tuple[str, str, Any]


def path(route: str, own_id: str, influencer: str) -> str:
    return route.replace("{id}", own_id).replace("{influencer}", influencer)


@pytest.fixture
def creator(place: Place) -> Somebody:
    return sharing.creator(place)


@pytest.mark.parametrize("route", LISTS + SEARCHES + COLLECTIONS)
def test_without_a_token_the_answer_is_401(company: Somebody, route: Route) -> None:
    method, pattern, body = route
    for token in ("", "Bearer x", "Bearer"):
        status, problem = company.call(method, path(pattern, new_id(1), new_id(1)), token=token, body=body)
        assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("route", LISTS)
def test_a_strangers_list_is_404_and_stays_as_it_is(
    company: Somebody, rival: Somebody, creator: Somebody, route: Route
) -> None:
    method, pattern, body = route
    own = company.done("POST", "/match/shortlists", {"name": "mine"})["id"]
    company.done("PUT", f"/match/shortlists/{own}/items/{creator.user_id}", {"notes": "mine"})
    before = company.done("GET", f"/match/shortlists/{own}")
    assert rival.refused(method, path(pattern, own, creator.user_id), body) == (404, "not_found")
    assert company.done("GET", f"/match/shortlists/{own}") == before
    assert rival.done("GET", "/match/shortlists")["items"] == []


@pytest.mark.parametrize("route", SEARCHES)
def test_a_strangers_search_is_404_and_stays_as_it_is(company: Somebody, rival: Somebody, route: Route) -> None:
    method, pattern, body = route
    own = company.done("POST", "/match/searches", {"name": "mine", "query": {}})
    assert rival.refused(method, path(pattern, own["id"], ""), body) == (404, "not_found")
    assert company.done("GET", f"/match/searches/{own['id']}") == own
    assert rival.done("GET", "/match/searches")["items"] == []


@pytest.mark.parametrize("route", LISTS + SEARCHES)
def test_an_odd_id_is_404(company: Somebody, creator: Somebody, route: Route) -> None:
    method, pattern, body = route
    for odd in ODD_IDS:
        assert company.refused(method, path(pattern, odd, creator.user_id), body) == (404, "not_found"), odd


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_an_odd_influencer_is_404(company: Somebody, method: str) -> None:
    own = company.done("POST", "/match/shortlists", {"name": "mine"})["id"]
    body = {} if method == "PUT" else None
    for odd in ODD_IDS:
        assert company.refused(method, f"/match/shortlists/{own}/items/{odd}", body) == (404, "not_found"), odd


@pytest.mark.parametrize("route", LISTS + SEARCHES + COLLECTIONS)
@pytest.mark.parametrize("role", ["influencer", "none"])
def test_only_companies_keep_lists_and_searches(place: Place, route: Route, role: str) -> None:
    method, pattern, body = route
    who = place.somebody(role)
    assert who.refused(method, path(pattern, new_id(1), new_id(1)), body) == (403, "forbidden")


def test_nothing_in_a_request_chooses_a_user(company: Somebody, rival: Somebody) -> None:
    for route in ("/match/shortlists", "/match/searches"):
        extra = {"name": "a", "query": {}} if "searches" in route else {"name": "a"}
        assert company.refused("POST", route, {**extra, "user_id": rival.user_id}) == (422, "invalid_request")
    assert rival.done("GET", "/match/shortlists")["items"] == rival.done("GET", "/match/searches")["items"] == []
