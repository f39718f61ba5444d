"""Whatever is sent, the answer is a problem and never a 500."""

from typing import Any

import pytest

from tests.store.connect.people import Person, result

PATCH, START, TIKTOK = "/connect/connections/{connection_id}", "/connect/{provider}/start", "/connect/tiktok/audience"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"{", (400, "malformed_json")),
        (b"\xff\xfe{}", (400, "malformed_json")),
        (b"[" * 100_000, (400, "malformed_json")),
        (b"[]", (422, "invalid_request")),
        (b"null", (422, "invalid_request")),
        (b'{"next": 7}', (422, "invalid_request")),
        (b'{"next": "//evil.example"}', (422, "invalid_request")),
        (b'{"next": "/a\\r\\nb"}', (422, "invalid_request")),
        (b'{"next": "\\ud800"}', (400, "malformed_json")),
        (b'{"next": "/", "more": 1}', (422, "invalid_request")),
        (b" " * 300_000, (413, "body_too_large")),
    ],
)
def test_a_start_of_the_wrong_shape(person: Person, raw: bytes, expected: tuple[int, str]) -> None:
    status, problem = person.call("POST", START, raw=raw, provider="ga4")
    assert (status, problem["code"]) == expected
    assert person.cookies == {}


@pytest.mark.parametrize("provider", ["tiktok", "x", "", "GA4", "ga4 ", "\ud800", "connections"])
def test_a_provider_without_consent_is_not_found(person: Person, provider: str) -> None:
    for method, route, body in (("POST", START, {}), ("GET", "/connect/{provider}/callback", None)):
        status, problem = person.call(method, route, body, provider=provider)
        assert (status, problem["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "body",
    [
        {"property_id": 7},
        {"property_id": "1"},
        {"property_id": "properties/"},
        {"property_id": "properties/1/../2"},
        {"property_id": "properties/" + "1" * 21},
        {"property_id": "properties/1\n"},
        {"share_with_brands": "true"},
        {"share_with_brands": 1},
        {"status": "active"},
        {"user_id": "x"},
    ],
)
def test_a_change_of_the_wrong_shape(person: Person, body: dict[str, Any]) -> None:
    status, problem = person.call("PATCH", PATCH, body, connection_id="x")
    assert (status, problem["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"state": ""},
        {"state": "\ud800", "code": "\x00"},
        {"state": "x" * 100_000, "code": "y" * 100_000},
        {"state": "a" * 43, "code": "b"},
        {"state": "a" * 43, "error": "<script>alert(1)</script>"},
        {"unknown": "x"},
    ],
)
def test_a_browser_that_comes_back_with_anything_sees_a_page(person: Person, query: dict[str, str]) -> None:
    for cookies in ({}, {"__Host-connect": "c" * 43}, {"__Host-connect": "\ud800"}):
        person.cookies = dict(cookies)
        status, _, headers = person.ask(
            "GET", "/connect/{provider}/callback", None, query, None, "", "", {"provider": "ga4"}
        )
        assert (status, result(headers["Location"])) == (302, "expired")
        assert "script" not in headers["Location"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"csv": None},
        {"csv": "x", "form": {"handle": "a", "as_of": "2026-01-01", "followers": 1, "dimensions": {"age": {}}}},
        {"form": {}},
        {"form": {"handle": "a", "as_of": "yesterday", "followers": 1, "dimensions": {"age": {}}}},
        {"form": {"handle": "a", "as_of": "2026-01-01", "followers": "1", "dimensions": {"age": {}}}},
        {"form": {"handle": "a", "as_of": "2026-01-01", "followers": 1, "dimensions": {}}},
        {"form": {"handle": "a", "as_of": "2026-01-01", "followers": 1, "dimensions": {"age": {"18-24": "x"}}}},
        {"form": {"handle": "a", "as_of": "2026-01-01", "followers": 1, "dimensions": {"age": {"18-24": None}}}},
    ],
)
def test_an_audience_of_the_wrong_shape(person: Person, body: dict[str, Any]) -> None:
    status, problem = person.upload(body)
    assert (status, problem["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 5000])
def test_numbers_that_are_none(person: Person, number: str) -> None:
    raw = '{"form": {"handle": "ab", "as_of": "2026-01-01", "followers": 1, "dimensions": {"age": {"18-24": %s}}}}'
    status, problem = person.call("POST", TIKTOK, raw=(raw % number).encode())
    assert (status, problem["code"]) in [
        (400, "malformed_json"),
        (422, "invalid_request"),
        (422, "audience_invalid"),
    ]
    raw = '{"form": {"handle": "ab", "as_of": "2026-01-01", "followers": %s, "dimensions": {"age": {"18-24": 1}}}}'
    status, problem = person.call("POST", TIKTOK, raw=(raw % number).encode())
    assert (status, problem["code"]) in [
        (400, "malformed_json"),
        (422, "invalid_request"),
        (422, "audience_invalid"),
    ]


def test_a_file_may_be_larger_than_other_bodies_but_not_endless(person: Person) -> None:
    status, problem = person.upload({"csv": "x" * 300_000})
    assert (status, problem["code"]) == (422, "audience_invalid")
    status, problem = person.upload({"csv": "x" * 3 * 1024 * 1024})
    assert (status, problem["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("route", ["/connect/instagram/deauthorize", "/connect/instagram/data-deletion"])
@pytest.mark.parametrize(
    ("raw", "content_type", "expected"),
    [
        (b"", FORM, (422, "invalid_request")),
        (b"signed_request=", FORM, (403, "forbidden")),
        (b"signed_request=a.b", FORM, (403, "forbidden")),
        (b"signed_request=%00.%ff", FORM, (403, "forbidden")),
        (b"signed_request=" + b"a" * 20_000, FORM, (422, "invalid_request")),
        (b"\xff\xfe", FORM, (422, "invalid_request")),
        (b'{"signed_request": "a.b"}', "application/json", (415, "unsupported_media_type")),
    ],
)
def test_a_notice_that_is_none(
    person: Person, route: str, raw: bytes, content_type: str, expected: tuple[int, str]
) -> None:
    status, problem = person.call("POST", route, raw=raw, token="", content_type=content_type)
    assert (status, problem["code"]) == expected


@pytest.mark.parametrize("code", ["x", "", "\x00", "\ud800", "é", "a" * 10_000])
def test_an_unknown_deletion_is_not_found(person: Person, code: str) -> None:
    status, problem = person.call("GET", "/connect/deletions/{code}", token="", code=code)
    assert (status, problem["code"]) == (404, "not_found")
