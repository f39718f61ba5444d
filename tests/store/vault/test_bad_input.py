"""Whatever is sent, the answer is a problem and never a 500."""

import json
from typing import Any

import pytest

from tests.store.vault.large import URLS
from tests.store.vault.people import Owner, item

INIT, COMPLETE = "/vault/uploads", "/vault/uploads/complete"
SHA = "0" * 42 + "A="


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", (422, "invalid_request")),
        (b"{", (400, "malformed_json")),
        (b"\xff\xfe{}", (400, "malformed_json")),
        (b'{"items": [' + b"[" * 100_000, (400, "malformed_json")),
        (b'{"items": "\\ud800"}', (400, "malformed_json")),
        (b"[]", (422, "invalid_request")),
        (b"null", (422, "invalid_request")),
        (b'{"items": []}', (422, "invalid_request")),
        (b'{"items": {}}', (422, "invalid_request")),
        (b'{"items": [null]}', (422, "invalid_request")),
        (b'{"items": [], "items": [7]}', (422, "invalid_request")),
        (b" " * 1_100_000, (413, "body_too_large")),
    ],
)
@pytest.mark.parametrize("route", [INIT, COMPLETE])
def test_a_body_of_the_wrong_shape(owner: Owner, route: str, raw: bytes, expected: tuple[int, str]) -> None:
    status, problem = owner.call("POST", route, raw=raw)
    assert (status, problem["code"]) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "short"},
        {"client_id": "x" * 65},
        {"client_id": "not allowed!"},
        {"client_id": "ünïcödé-id"},
        {"client_id": None},
        {"kind": "note"},
        {"kind": "folder"},
        {"kind": 1},
        {"name": 7},
        {"name": None},
        {"name": "x" * 5000},
        {"size": -1},
        {"size": True},
        {"size": 1.0},
        {"size": "1"},
        {"size": None},
        {"sha256": "x"},
        {"sha256": SHA.replace("A=", "B=")},
        {"sha256": SHA + "\n"},
        {"sha256": "0" * 64},
        {"sha256": f"{SHA}-0"},
        {"sha256": f"{SHA}-"},
        {"sha256": f"{SHA}-02"},
        {"sha256": f"{SHA}-٣"},
        {"mime": 7},
        {"mime": "x" * 256},
        {"taken_at": "yesterday"},
        {"taken_at": 1_700_000_000},
        {"taken_at": "2026-11-21T10:00:00"},
        {"taken_at": "0001-01-01T00:00:00+14:00"},
        {"taken_at": "9999-12-31T23:59:59-14:00"},
        {"parent_id": ""},
        {"parent_id": 7},
        {"parent_id": "x" * 65},
        {"more": 1},
    ],
)
def test_a_field_of_the_wrong_type_refuses_the_request(owner: Owner, change: dict[str, Any]) -> None:
    status, problem = owner.call("POST", INIT, {"items": [item(b"good"), {**item(b"x"), **change}]})
    assert (status, problem["code"]) == (422, "invalid_request")
    assert problem["errors"][0]["field"].startswith("items.1.")


@pytest.mark.parametrize("missing", ["client_id", "kind", "name", "size", "mime", "sha256"])
def test_a_missing_field_refuses_the_request(owner: Owner, missing: str) -> None:
    body = {name: value for name, value in item(b"x").items() if name != missing}
    status, problem = owner.call("POST", INIT, {"items": [body]})
    assert (status, problem["errors"]) == (422, [{"field": f"items.0.{missing}", "reason": "missing"}])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "name_invalid"),
        ({"name": ".."}, "name_invalid"),
        ({"name": "a/b"}, "name_invalid"),
        ({"name": "a\x00b"}, "name_invalid"),
        ({"name": "\u202egpj.exe"}, "name_invalid"),
        ({"name": "ü" * 200}, "name_invalid"),
        ({"size": 8 * 1024 * 1024 + 1}, "invalid_request"),
        ({"size": 8 * 1024 * 1024 + 1, "sha256": f"{SHA}-1"}, "invalid_request"),
        ({"size": 8 * 1024 * 1024 + 1, "sha256": f"{SHA}-2"}, "quota_exceeded"),
        ({"sha256": f"{SHA}-1"}, "invalid_request"),
        ({"size": 50 * 1024**3 + 1}, "file_too_large"),
        ({"size": 10**40}, "file_too_large"),
        ({"mime": "görsel/jpeg"}, "invalid_request"),
        ({"mime": ""}, "invalid_request"),
        ({"mime": "image/jpeg\r\nx-amz-acl: public-read"}, "invalid_request"),
        ({"parent_id": "01m803g0816pzdwynarjrw3nzt"}, "not_found"),
    ],
)
def test_a_bad_file_is_that_files_problem(owner: Owner, change: dict[str, Any], code: str) -> None:
    good, bad = owner.init(item(b"good"), {**item(b"x"), **change})
    assert (good["status"], bad["status"], bad["problem"]["code"]) == ("upload", "rejected", code)
    assert {*bad["problem"]} == {"type", "title", "status", "detail", "code"}
    assert owner.quota()["reserved"] == 4


PART = {"part_number": 1, "sha256": SHA}


@pytest.mark.parametrize(
    "parts",
    [
        None,
        {},
        [],
        [PART] * 51,
        ["1"],
        [{"part_number": 1}],
        [{"sha256": SHA}],
        [{**PART, "part_number": 0}],
        [{**PART, "part_number": -1}],
        [{**PART, "part_number": 6_401}],
        [{**PART, "part_number": True}],
        [{**PART, "part_number": "1"}],
        [{**PART, "part_number": 1.0}],
        [{**PART, "sha256": f"{SHA}-1"}],
        [{**PART, "size": -1}],
        [{**PART, "size": 8 * 1024 * 1024 + 1}],
        [{**PART, "url": "x"}],
    ],
)
def test_parts_to_sign_of_the_wrong_shape(owner: Owner, parts: Any) -> None:
    (announced,) = owner.init(item(b"x"))
    status, problem = owner.call("POST", URLS, {"parts": parts}, upload_id=announced["upload_id"])
    assert (status, problem["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "parts",
    [{}, "x", [None], [{}], [{"part_number": 0}], [{"part_number": 1, "sha256": "x"}], [{"part_number": 1, "etag": 7}]],
)
def test_claimed_parts_of_the_wrong_shape(owner: Owner, parts: Any) -> None:
    status, problem = owner.call("POST", COMPLETE, {"items": [{"upload_id": "x", "parts": parts}]})
    assert (status, problem["code"]) == (422, "invalid_request")


def test_the_parts_of_the_largest_file_fit_into_a_body(owner: Owner) -> None:
    parts = [{"part_number": number, "sha256": SHA, "etag": f'"{"0" * 32}"'} for number in range(1, 6_401)]
    status, answer = owner.call("POST", COMPLETE, {"items": [{"upload_id": "x", "parts": parts}]})
    assert (status, answer["items"][0]["problem"]["code"]) == (200, "not_found")


def test_numbers_beyond_any_size_are_refused(owner: Owner) -> None:
    text = json.dumps({"items": [item(b"x")]}).replace('"size": 1', f'"size": {"9" * 5000}')
    status, problem = owner.call("POST", INIT, raw=text.encode())
    assert (status, problem["code"]) in [(400, "malformed_json"), (422, "invalid_request")]


def test_a_batch_has_its_bounds(owner: Owner) -> None:
    assert owner.call("POST", INIT, {"items": [item(b"") for _ in range(51)]})[0] == 422
    assert owner.call("POST", COMPLETE, {"items": [{"upload_id": str(n)} for n in range(21)]})[0] == 422


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "-1"},
        {"limit": "ten"},
        {"limit": "1.5"},
        {"limit": "9" * 5000},
        {"limit": "٣"},
        {"kind": "album"},
        {"kind": ""},
        {"cursor": ""},
        {"cursor": "x"},
        {"cursor": "é"},
        {"cursor": "\ud800"},
        {"cursor": "A" * 1201},
        {"cursor": "A" * 48},
        {"sort": "name"},
        {"sort": "size", "parent_id": "root"},
        {"q": ""},
        {"q": "x" * 256},
        {"favourite": "maybe"},
    ],
)
def test_a_bad_query_is_422(owner: Owner, query: dict[str, str]) -> None:
    status, problem = owner.call("GET", "/vault/nodes", query=query)
    assert (status, problem["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("parent_id", ["01m803g0816pzdwynarjrw3nzt", "x", "\ud800"])
def test_an_unknown_folder_is_404(owner: Owner, parent_id: str) -> None:
    status, _ = owner.call("GET", "/vault/nodes", query={"parent_id": parent_id})
    assert status in (404, 422)
