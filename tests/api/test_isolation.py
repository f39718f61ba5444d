"""Nobody reaches what is another's, nobody gets around the edge, and a lie about content is never kept."""

import re
from typing import Any

import httpx
import pytest

from infra import openapi
from tests.clients import App, Eventually, Stack, put

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def owner(stack: Stack) -> App:
    return App(stack).sign_in()


@pytest.fixture(scope="module")
def stranger(stack: Stack) -> App:
    return App(stack).sign_in()


OPEN = {
    ("POST", "/auth/otp"),
    ("POST", "/auth/otp/{challenge_id}/resend"),
    ("POST", "/auth/otp/{challenge_id}/verify"),
    ("POST", "/auth/refresh"),
    ("POST", "/auth/logout"),
    ("GET", "/auth/.well-known/jwks.json"),
    ("GET", "/connect/{provider}/callback"),
    ("POST", "/connect/instagram/deauthorize"),
    ("POST", "/connect/instagram/data-deletion"),
    ("GET", "/connect/deletions/{code}"),
    ("GET", "/vault/shared/{token}"),
    ("POST", "/vault/shared/{token}/unlock"),
    ("GET", "/vault/shared/{token}/nodes"),
    ("GET", "/vault/shared/{token}/nodes/{node_id}/content"),
}
"""Asked by whoever is not signed in, on purpose; every other endpoint is asked without a token below."""
ROUTES = [(endpoint.method, endpoint.path) for _, endpoint in openapi.endpoints()]
PROTECTED = [route for route in ROUTES if route not in OPEN]


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_without_a_token_the_answer_is_401(stack: Stack, method: str, path: str) -> None:
    asked = re.sub(r"\{\w+\}", "x", path.replace("{provider}", "ga4"))
    answer = App(stack).call(method, asked, {} if method in ("POST", "PATCH", "PUT") else None)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_what_needs_no_token_is_there() -> None:
    assert set(ROUTES) >= OPEN


def test_a_strangers_session_cannot_be_ended(owner: App, stranger: App) -> None:
    session = owner.call("GET", "/auth/sessions").json()["items"][0]["id"]
    answer = stranger.call("DELETE", f"/auth/sessions/{session}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert owner.call("GET", "/auth/me").status_code == 200


def test_a_strangers_upload_cannot_be_completed(owner: App, stranger: App) -> None:
    announced = owner.announce(b"half way")
    refused = stranger.complete(announced["upload_id"])
    assert (refused["status"], refused["problem"]["code"]) == ("failed", "not_found")


def test_a_strangers_cursor_and_content_are_of_no_use(owner: App, stranger: App) -> None:
    for number in range(3):
        owner.back_up(f"page {number}".encode(), f"page-{number}.jpg")
    cursor = owner.call("GET", "/vault/nodes?limit=1").json()["next_cursor"]
    answer = stranger.call("GET", f"/vault/nodes?limit=1&cursor={cursor}")
    assert (answer.status_code, answer.json().get("code")) == (422, "invalid_request")
    assert stranger.announce(b"page 1")["status"] == "upload"


def test_a_request_around_the_edge_is_403(stack: Stack, owner: App) -> None:
    """Straight to API Gateway, with a good token and even with the edge's other headers."""
    gateway = stack.client("apigateway").meta.endpoint_url
    headers = {"authorization": f"Bearer {owner.access_token}", "x-viewer-address": "203.0.113.1"}
    for api, path in (("AuthApiId", "/auth/me"), ("VaultApiId", "/vault/nodes")):
        url = f"{gateway}/_aws/execute-api/{stack.outputs[api]}/api{path}"
        for more in ({}, {"x-origin-verify": ""}, {"x-origin-verify": "guess"}):
            answer = httpx.get(url, headers={**headers, **more})
            assert (answer.status_code, answer.json()["code"]) == (403, "edge_required")


def stored(stack: Stack, user_id: str) -> list[dict[str, Any]]:
    bucket = stack.outputs["StorageBucketName"]
    answer = stack.client("s3").list_object_versions(Bucket=bucket, Prefix=f"storage/{user_id}/")
    return list(answer.get("Versions", []))


def key_of(stack: Stack, announced: dict[str, Any]) -> str:
    path = httpx.URL(announced["url"]).path
    return path[path.index("storage/") :]


def quota(app: App) -> dict[str, int]:
    return dict(app.call("GET", "/vault/summary").json()["quota"])


@pytest.mark.parametrize("lie", [b"another photo!", b"a longer one than was announced", b"short", b""])
def test_other_content_by_the_url_is_never_committed(stack: Stack, lie: bytes) -> None:
    app = App(stack).sign_in()
    announced = app.announce(b"the real photo")
    assert put(announced, lie).status_code in (400, 403)
    assert app.complete(announced["upload_id"])["status"] in ("pending", "failed")
    assert app.call("GET", "/vault/nodes").json()["items"] == []
    assert quota(app)["used"] == 0


@pytest.mark.parametrize("lie", [b"another photo!", b"a longer one than was announced", b""])
def test_other_content_straight_into_the_bucket_is_removed_and_released(
    stack: Stack, eventually: Eventually, lie: bytes
) -> None:
    app = App(stack).sign_in()
    announced = app.announce(b"the real photo")
    assert quota(app)["reserved"] == 14
    bucket = stack.outputs["StorageBucketName"]
    stack.client("s3").put_object(Bucket=bucket, Key=key_of(stack, announced), Body=lie, ContentType="image/jpeg")
    eventually(lambda: quota(app)["reserved"] == 0)
    assert quota(app)["used"] == 0
    assert stored(stack, app.user_id) == []
    done = app.complete(announced["upload_id"])
    assert (done["status"], done["problem"]["code"]) == ("failed", "integrity")
    assert app.call("GET", "/vault/nodes").json()["items"] == []


def test_a_committed_file_cannot_be_replaced_behind_its_back(stack: Stack, eventually: Eventually) -> None:
    app = App(stack).sign_in()
    announced = app.announce(b"the real photo")
    put(announced, b"the real photo")
    node = app.complete(announced["upload_id"])["node"]
    assert put(announced, b"the real photo").status_code == 412
    bucket = stack.outputs["StorageBucketName"]
    stack.client("s3").put_object(Bucket=bucket, Key=key_of(stack, announced), Body=b"another photo!")
    eventually(lambda: len(stored(stack, app.user_id)) == 1)
    link = app.call("GET", f"/vault/nodes/{node['id']}/content").json()["url"]
    assert httpx.get(link).content == b"the real photo"


def test_objects_that_nobody_announced_make_no_node(stack: Stack, eventually: Eventually) -> None:
    """The event of a later, announced object is waited for: by then that of the first one has been handled."""
    owner = App(stack).sign_in()
    key = f"storage/{owner.user_id}/photos/{'0' * 26}/{'0' * 26}"
    stack.client("s3").put_object(Bucket=stack.outputs["StorageBucketName"], Key=key, Body=b"x")
    put(owner.announce(b"something after it", "after.jpg"), b"something after it")
    nodes = eventually(lambda: owner.call("GET", "/vault/nodes").json()["items"])
    assert [node["name"] for node in nodes] == ["after.jpg"]


def test_the_bucket_is_not_public(stack: Stack, owner: App) -> None:
    node = owner.back_up(b"private", "private.jpg")
    url = httpx.URL(owner.call("GET", f"/vault/nodes/{node['id']}/content").json()["url"])
    changed = url.copy_with(query=url.query.replace(b"X-Amz-Signature=", b"X-Amz-Signature=0"))
    assert httpx.get(changed).status_code == 403
