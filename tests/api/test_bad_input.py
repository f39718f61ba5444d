"""Whatever comes in, a problem comes out: never a 500, never HTML, never the input again."""

import json
from typing import Any

import httpx
import pytest

from tests.clients import App, Stack, upload_item

pytestmark = pytest.mark.stack

BODIES: list[tuple[str, bytes]] = [
    ("cut off", b'{"phone": "+9053'),
    ("not UTF-8", b'{"phone": "\xff\xfe"}'),
    ("UTF-16", '{"phone": "+905321234567"}'.encode("utf-16")),
    ("byte order mark", b'\xef\xbb\xbf{"phone": "x"}'),
    ("lone surrogate", b'{"phone": "\\ud800"}'),
    ("NUL", b'{"phone": "\\u0000"}'),
    ("array", b"[]"),
    ("null", b"null"),
    ("number", b"1e999"),
    ("wrong type", b'{"phone": 905321234567}'),
    ("unknown field", b'{"phone": "+905321234567", "admin": true}'),
    ("deep", b'{"phone": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
    ("huge", b'{"phone": "' + b"9" * 2_000_000 + b'"}'),
    ("huge number", b'{"phone": ' + b"9" * 5_000 + b"}"),
    ("non-ASCII digits", '{"phone": "٠٥٣٢١٢٣٤٥٦٧"}'.encode()),
    ("script", b'{"phone": "<script>alert(1)</script>"}'),
    ("empty", b""),
]


def assert_problem(answer: httpx.Response) -> dict[str, Any]:
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text[:500])
    assert answer.headers["content-type"] == "application/problem+json", answer.text[:500]
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == answer.status_code
    assert {"type", "title", "detail", "code"} <= set(problem)
    return problem


@pytest.fixture(scope="module")
def app(stack: Stack) -> App:
    return App(stack).sign_in()


@pytest.mark.parametrize(("name", "body"), BODIES, ids=[name for name, _ in BODIES])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/auth/otp"),
        ("POST", f"/auth/otp/{'A' * 22}/verify"),
        ("PATCH", "/auth/me"),
        ("POST", "/vault/uploads"),
        ("POST", "/vault/uploads/complete"),
        ("PUT", "/vault/settings"),
        ("POST", "/vault/notes"),
    ],
)
def test_odd_bodies(app: App, method: str, path: str, name: str, body: bytes) -> None:
    headers = {
        "content-type": "application/json",
        "authorization": f"Bearer {app.access_token}",
        "x-client": "native",
        "if-match": '"0"',
    }
    answer = app.http.request(method, f"/api{path}", content=body, headers=headers)
    if (method, name) == ("PATCH", "empty"):
        assert answer.status_code == 200
        return
    problem = assert_problem(answer)
    assert "<script>" not in json.dumps(problem)


@pytest.mark.parametrize("code", ["١٢٣٤٥٦", "１２３４５６", "12345", "123456\n", "12 456", 123456, None, ""])
def test_odd_codes(stack: Stack, code: Any) -> None:
    app = App(stack)
    app.challenge_id, app.binding = "A" * 22, "b"
    assert assert_problem(app.verify(code))["code"] == "invalid_request"


@pytest.mark.parametrize(
    "change",
    [
        {"size": -1},
        {"size": True},
        {"size": 1.5},
        {"size": "12"},
        {"size": 2**70},
        {"sha256": "short"},
        {"sha256": "!" * 44},
        {"kind": "virus"},
        {"client_id": ""},
        {"client_id": "a/b"},
        {"taken_at": "yesterday"},
        {"taken_at": "9999-99-99T00:00:00Z"},
        {"mime": "not a type"},
        {"mime": "text/html\r\nX-Evil: 1"},
        {"name": 7},
        {"user_id": "somebody"},
    ],
    ids=str,
)
def test_odd_upload_announcements(app: App, change: dict[str, Any]) -> None:
    answer = app.call("POST", "/vault/uploads", {"items": [{**upload_item(b"x"), **change}]})
    if answer.status_code == 200:
        item = answer.json()["items"][0]
        assert item["status"] == "rejected"
        assert item["problem"]["code"]
    else:
        assert_problem(answer)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "a\x00b", "a\u202eb", "a\nb", "x" * 256, "ğ" * 128, " "]
)
def test_names_that_no_vault_should_hold(app: App, name: str) -> None:
    answer = app.call("POST", "/vault/uploads", {"items": [upload_item(b"x", name)]})
    item = answer.json()["items"][0] if answer.status_code == 200 else {"status": "rejected"}
    assert item["status"] == "rejected"
    assert answer.status_code in (200, 422)


def test_batches_have_bounds(app: App) -> None:
    for items in ([], [upload_item(b"x") for _ in range(51)]):
        assert assert_problem(app.call("POST", "/vault/uploads", {"items": items}))["code"] == "invalid_request"


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "cursor=x", "cursor=%00", "kind=x", "nope=1"])
def test_odd_queries(app: App, query: str) -> None:
    assert assert_problem(app.call("GET", f"/vault/nodes?{query}"))["code"] == "invalid_request"


def test_other_media_types_are_refused(app: App) -> None:
    headers = {"content-type": "text/plain", "authorization": f"Bearer {app.access_token}"}
    answer = app.http.post("/api/auth/otp", content=b"{}", headers=headers)
    assert assert_problem(answer)["code"] == "unsupported_media_type"


@pytest.mark.parametrize("path", ["/auth/nope", "/vault/nope", "/auth/otp/x/nope"])
def test_unknown_paths_are_problems_too(app: App, path: str) -> None:
    assert assert_problem(app.call("GET", path))["code"] == "not_found"
