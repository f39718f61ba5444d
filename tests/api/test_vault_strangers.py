"""Whoever knows the ids of another's vault has nothing of it: every endpoint that takes ids, asked with the owner's."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from infra import openapi
from infra.local.stack import LocalStack
from tests.clients import App, Eventually, put, upload_item
from tests.unit.photos.making import corners, encoded

pytestmark = pytest.mark.stack
EVERYBODYS = {
    ("DELETE", "/vault/media-kit/{node_id}"),  # repeatable: what is not in one's own kit is not in it afterwards
    ("GET", "/vault/media-kits/{user_id}"),
    ("GET", "/vault/media-kits/{user_id}/{node_id}/content"),
}
"""A media kit is shown to all who are signed in."""
ROUTES = [
    (endpoint.method, endpoint.path)
    for function, endpoint in openapi.endpoints()
    if function == "vault" and endpoint.wants_caller and endpoint.path_names
]
PRIVATE = [route for route in ROUTES if route not in EVERYBODYS]
WAY = b"mine on its way"
OWN = "own"
"""Stands for a photo of the stranger's in these bodies."""
BODIES: Mapping[tuple[str, str], Any] = {
    ("PATCH", "/vault/nodes/{node_id}"): {"name": "theirs"},
    ("PUT", "/vault/notes/{node_id}"): {"title": "theirs", "text": "theirs"},
    ("POST", "/vault/uploads/{upload_id}/urls"): {
        "parts": [{"part_number": 1, "sha256": base64.b64encode(hashlib.sha256(WAY).digest()).decode()}]
    },
    ("PATCH", "/vault/albums/{album_id}"): {"name": "theirs"},
    ("PUT", "/vault/albums/{album_id}/items"): {"node_ids": [OWN]},
    ("POST", "/vault/albums/{album_id}/items/remove"): {"node_ids": [OWN]},
}
LASTING = ("/vault/nodes/{node_id}", "/vault/notes/{node_id}", "/vault/albums/{album_id}", "/vault/uploads/{upload_id}")


@dataclass
class Belongings:
    """One of everything. `note` has a revision of its own, as `photo` has."""

    owner: App
    ids: dict[str, str]
    note: dict[str, str]

    def path(self, route: str) -> str:
        return route.format_map(self.ids | (self.note if route.startswith("/vault/notes/") else {}))

    def lasting(self) -> list[Any]:
        return [self.owner.call("GET", self.path(route)).json() for route in LASTING]


def made(app: App, path: str, body: Any) -> dict[str, Any]:
    answer = app.call("POST", path, body)
    assert answer.status_code in (201, 202), answer.text
    return dict(answer.json())


def revision(app: App, node_id: str) -> str:
    return str(app.call("GET", f"/vault/nodes/{node_id}/revisions").json()["items"][0]["rev_id"])


@pytest.fixture(scope="module")
def belongings(stack: LocalStack, eventually: Eventually) -> Belongings:
    owner = App(stack).sign_in()
    photo = owner.back_up(encoded(corners()), "mine.jpg")["id"]
    note = made(owner, "/vault/notes", {"client_id": "mine-alone", "title": "Mine", "text": "alone"})["node"]["id"]
    album = made(owner, "/vault/albums", {"name": "Mine"})["id"]
    owner.call("PUT", f"/vault/albums/{album}/items", {"node_ids": [photo]})
    subscription = stack.sandbox.world.push.subscribe(stack.sandbox.base_url)
    ids = {
        "node_id": photo,
        "rev_id": revision(owner, photo),
        "upload_id": owner.announce(WAY, "way.jpg")["upload_id"],
        "album_id": album,
        "share_id": made(owner, "/vault/shares", {"node_id": photo})["id"],
        "archive_id": made(owner, "/vault/archives", {"folder_id": "root"})["id"],
        "subscription_id": made(owner, "/vault/push-subscriptions", subscription)["id"],
    }
    eventually(lambda: owner.call("GET", f"/vault/nodes/{photo}").json()["picture"]["state"] == "ready")
    return Belongings(owner, ids, {"node_id": note, "rev_id": revision(owner, note)})


@pytest.fixture(scope="module")
def stranger(stack: LocalStack) -> App:
    return App(stack).sign_in()


@pytest.fixture(scope="module")
def own(stranger: App) -> str:
    return str(stranger.back_up(encoded(corners(80, 40)), "theirs.jpg")["id"])


@pytest.mark.parametrize(("method", "route"), PRIVATE)
def test_ids_of_another_are_404(belongings: Belongings, stranger: App, own: str, method: str, route: str) -> None:
    before, path = belongings.lasting(), belongings.path(route)
    body = BODIES.get((method, route))
    body = {**body, "node_ids": [own]} if body and "node_ids" in body else body
    answer = stranger.call(method, path, body, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), answer.text
    assert belongings.lasting() == before
    if method == "GET":
        assert belongings.owner.call(method, path).status_code == 200


def test_ids_of_another_in_a_request_lead_nowhere(belongings: Belongings, stranger: App, own: str) -> None:
    photo = belongings.ids["node_id"]
    folder = made(belongings.owner, "/vault/folders", {"name": "A folder"})["id"]
    album = made(stranger, "/vault/albums", {"name": "Theirs"})
    for method, path, body in (
        ("POST", "/vault/shares", {"node_id": photo}),
        ("POST", "/vault/archives", {"node_ids": [own, photo]}),
        ("POST", "/vault/archives", {"folder_id": folder}),
        ("PUT", f"/vault/albums/{album['id']}/items", {"node_ids": [photo]}),
        ("POST", "/vault/folders", {"name": "Theirs", "parent_id": folder}),
        ("POST", "/vault/notes", {"client_id": "theirs-too", "title": "", "text": "x", "parent_id": folder}),
        ("PATCH", f"/vault/nodes/{own}", {"parent_id": folder}),
        ("PUT", f"/vault/media-kit/{photo}", None),
    ):
        answer = stranger.call(method, path, body, if_match='W/"1"')
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (path, answer.text)
    assert stranger.call("POST", "/vault/thumbnails", {"node_ids": [photo]}).json()["items"] == []
    assert stranger.call("GET", f"/vault/shares?node_id={photo}").json()["items"] == []
    into = stranger.announce(b"not into it", "b.jpg", parent_id=folder)
    assert (into["status"], into["problem"]["code"]) == ("rejected", "not_found")


def test_an_upload_over_anothers_file_is_a_file_of_ones_own(belongings: Belongings, stranger: App) -> None:
    photo, content = belongings.ids["node_id"], b"over it"
    before = belongings.lasting()
    asked = {**upload_item(content, "over.jpg"), "node_id": photo, "if_match": 1, "on_conflict": "new_revision"}
    announced = stranger.call("POST", "/vault/uploads", {"items": [asked]}).json()["items"][0]
    if announced["status"] == "upload":
        assert put(announced, content).status_code == 200
        assert stranger.complete(announced["upload_id"])["node"]["id"] != photo
    else:
        assert announced["problem"]["code"] == "not_found"
    assert belongings.lasting() == before
    assert len(belongings.owner.call("GET", f"/vault/nodes/{photo}/revisions").json()["items"]) == 1


def test_what_another_has_is_absent(belongings: Belongings, stranger: App) -> None:
    """Whether somebody else has a content is nobody's business."""
    url = belongings.owner.call("GET", f"/vault/nodes/{belongings.ids['node_id']}/content").json()["url"]
    digest = base64.b64encode(hashlib.sha256(httpx.get(url).content).digest()).decode()
    asked = {"hashes": [digest]}
    assert belongings.owner.call("POST", "/vault/uploads/check", asked).json()["items"][0]["state"] == "present"
    assert stranger.call("POST", "/vault/uploads/check", asked).json()["items"][0]["state"] == "absent"
