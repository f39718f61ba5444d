"""Who may ask, and whose is it?"""

import pytest

from functions.shared.ids import new_id
from tests.store.vault.large import UPLOAD, URLS, digest
from tests.store.vault.people import Owner, item

ROUTES = [
    ("POST", "/vault/uploads", None),
    ("POST", "/vault/uploads/check", None),
    ("POST", "/vault/uploads/complete", None),
    ("GET", "/vault/nodes", None),
    ("GET", "/vault/nodes/{node_id}", "x"),
    ("DELETE", "/vault/nodes/{node_id}", "x"),
    ("GET", "/vault/nodes/{node_id}/content", "x"),
    ("PATCH", "/vault/nodes/{node_id}", "x"),
    ("POST", "/vault/nodes/{node_id}/restore", "x"),
    ("DELETE", "/vault/nodes/{node_id}/purge", "x"),
    ("POST", "/vault/folders", None),
    ("GET", "/vault/trash", None),
    ("DELETE", "/vault/trash", None),
    ("GET", "/vault/changes", None),
    ("GET", "/vault/changes/latest", None),
    ("GET", "/vault/summary", None),
]
NODE_ROUTES = [route for route in ROUTES if route[2]]
UPLOAD_ROUTES = [("GET", UPLOAD), ("DELETE", UPLOAD), ("POST", URLS)]
SIGN = {"parts": [{"part_number": 1, "sha256": digest(b"mine")}]}
ODD_IDS = ["x", "", "..", "N#", "HEAD", "../HEAD", "%00", "\x00", "\ud800", "é" * 40, "0" * 26, "0" * 5000, new_id(1)]


@pytest.mark.parametrize(("method", "route", "node_id"), ROUTES)
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str, node_id: str | None) -> None:
    body: dict[str, str] | None = {} if method == "POST" else None
    for token in ("", "Bearer x", "Bearer"):
        status, problem = owner.call(method, route, body, token=token, node_id=node_id or "")
        assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "route", "_"), NODE_ROUTES)
def test_a_strangers_node_is_404(owner: Owner, stranger: Owner, method: str, route: str, _: str) -> None:
    node = owner.back_up(b"mine")
    status, problem = stranger.call(method, route, node_id=node["id"])
    assert (status, problem["code"]) == (404, "not_found")
    assert owner.call("GET", "/vault/nodes/{node_id}", node_id=node["id"]) == (200, node)


@pytest.mark.parametrize("node_id", ODD_IDS)
@pytest.mark.parametrize(("method", "route", "_"), NODE_ROUTES)
def test_an_odd_id_is_404(owner: Owner, method: str, route: str, _: str, node_id: str) -> None:
    status, problem = owner.call(method, route, node_id=node_id)
    assert (status, problem["code"]) == (404, "not_found")


@pytest.mark.parametrize(("method", "route"), UPLOAD_ROUTES)
def test_an_upload_is_shown_to_nobody_without_a_token(owner: Owner, method: str, route: str) -> None:
    body = SIGN if method == "POST" else None
    for token in ("", "Bearer x", "Bearer"):
        status, problem = owner.call(method, route, body, token=token, upload_id=new_id(1))
        assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "route"), UPLOAD_ROUTES)
def test_a_strangers_upload_is_404(owner: Owner, stranger: Owner, method: str, route: str) -> None:
    (announced,) = owner.init(item(b"mine"))
    for upload_id in (announced["upload_id"], *ODD_IDS):
        status, problem = stranger.call(method, route, SIGN if method == "POST" else None, upload_id=upload_id)
        assert (status, problem["code"]) == (404, "not_found")
    assert owner.quota()["reserved"] == 4


def test_a_strangers_upload_cannot_be_completed(owner: Owner, stranger: Owner) -> None:
    (announced,) = owner.init(item(b"mine"))
    for upload_id in (announced["upload_id"], "x", "\x00", "HEAD"):
        (done,) = stranger.complete(upload_id)
        assert (done["status"], done["problem"]["code"]) == ("failed", "not_found")
    assert owner.quota()["reserved"] == 4


def test_a_strangers_content_is_no_duplicate(owner: Owner, stranger: Owner) -> None:
    owner.back_up(b"known by hash")
    assert stranger.init(item(b"known by hash"))[0]["status"] == "upload"


def test_a_strangers_client_id_is_ones_own(owner: Owner, stranger: Owner) -> None:
    same = item(b"same id")
    ours, theirs = owner.init(same)[0], stranger.init(same)[0]
    assert ours["upload_id"] != theirs["upload_id"]


def test_a_strangers_cursor_is_refused(owner: Owner, stranger: Owner) -> None:
    for number in range(2):
        owner.back_up(str(number).encode())
    cursor = owner.call("GET", "/vault/nodes", query={"limit": "1"})[1]["next_cursor"]
    status, problem = stranger.call("GET", "/vault/nodes", query={"limit": "1", "cursor": cursor})
    assert (status, problem["code"]) == (422, "invalid_request")


def test_nothing_in_a_request_chooses_a_user(owner: Owner, stranger: Owner) -> None:
    for extra in ({"user_id": stranger.user_id}, {"key": f"storage/{stranger.user_id}/x"}):
        status, problem = owner.call("POST", "/vault/uploads", {"items": [{**item(b"x"), **extra}]})
        assert (status, problem["code"]) == (422, "invalid_request")
    status, problem = owner.call("GET", "/vault/nodes", query={"user_id": stranger.user_id})
    assert (status, problem["code"]) == (422, "invalid_request")
