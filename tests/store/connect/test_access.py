"""Who may ask, and whose is it?"""

from typing import Any

import pytest

from functions.shared.ids import new_id
from tests.store.connect.people import Person

ONE = "/connect/connections/{connection_id}"
ROUTES = [
    ("GET", "/connect/providers", {}),
    ("POST", "/connect/{provider}/start", {"provider": "ga4"}),
    ("GET", "/connect/connections", {}),
    ("GET", ONE, {"connection_id": "x"}),
    ("PATCH", ONE, {"connection_id": "x"}),
    ("DELETE", ONE, {"connection_id": "x"}),
    ("POST", f"{ONE}/refresh", {"connection_id": "x"}),
    ("GET", f"{ONE}/properties", {"connection_id": "x"}),
    ("POST", "/connect/tiktok/audience", {}),
]
OWN = [route[:2] for route in ROUTES if "connection_id" in route[2]]
ODD_IDS = ["x", "", "..", "%00", "\x00", "\ud800", "é" * 40, "0" * 26, "0" * 5000, "' or 1=1 --", new_id(1)]


@pytest.mark.parametrize(("method", "route", "path"), ROUTES)
def test_without_a_token_the_answer_is_401(person: Person, method: str, route: str, path: dict[str, Any]) -> None:
    body: dict[str, str] | None = {} if method in ("POST", "PATCH") else None
    for token in ("", "Bearer x", "Bearer"):
        status, problem = person.call(method, route, body, token=token, **path)
        assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "route"), OWN)
def test_a_strangers_connection_is_404(person: Person, stranger: Person, method: str, route: str) -> None:
    connection = person.connected("youtube")
    body = {"share_with_brands": True} if method == "PATCH" else None
    status, problem = stranger.call(method, route, body, connection_id=connection["id"])
    assert (status, problem["code"]) == (404, "not_found")
    assert person.listed() == [connection]
    assert stranger.listed() == []


@pytest.mark.parametrize(("method", "route"), OWN)
def test_an_odd_id_is_404(person: Person, method: str, route: str) -> None:
    body = {"share_with_brands": True} if method == "PATCH" else None
    for connection_id in ODD_IDS:
        status, problem = person.call(method, route, body, connection_id=connection_id)
        assert (status, problem["code"]) == (404, "not_found"), connection_id


def test_nothing_in_a_request_chooses_a_user(person: Person, stranger: Person) -> None:
    status, problem = person.call(
        "POST", "/connect/{provider}/start", {"user_id": stranger.user_id}, provider="youtube"
    )
    assert (status, problem["code"]) == (422, "invalid_request")


def test_a_connection_is_made_for_whoever_began_it(person: Person, stranger: Person) -> None:
    """Not for whoever happens to be signed in elsewhere when the browser comes back."""
    assert person.connect("youtube") == "connected"
    assert stranger.has_nothing()
