"""The request handler alone: a service with two routes, called with API Gateway events."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.shared.access import AccessCheck
from functions.shared.client import Client, Cookie
from functions.shared.clock import system_clock
from functions.shared.http import Service
from functions.shared.models import Input, Output
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.shared.secrets import SecretReader
from functions.shared.signature import MAX_BODY, Redirect, Reply


class Question(Input):
    text: str
    count: int = 1


class Filter(Input):
    limit: int = 10


class Form(Input):
    text: str


class Answer(Output):
    text: str


class Secrets:
    def get_secret_value(self, **_request: Any) -> dict[str, str]:
        return {"SecretString": '{"current": "s", "previous": ""}'}


class NoIdentity:
    def session(self, _user_id: str, _session_id: str) -> None:
        return None

    def public_keys(self) -> list[Any]:
        return []


@dataclass
class Parts:
    secrets: SecretReader = field(default_factory=lambda: SecretReader(Secrets(), system_clock))  # type: ignore[arg-type]
    access: AccessCheck = field(default_factory=lambda: AccessCheck(NoIdentity(), issuer="i", clock=system_clock))
    origin_secret: str = "arn"


service: Service[Parts] = Service("demo", Parts)


@service.endpoint("POST", "/demo/{name}", status=201)
def ask(name: str, body: Question, client: Client, parts: Parts) -> Reply[Answer]:
    if body.text == "boom":
        raise RuntimeError("secret inner text")
    if body.text == "slow":
        raise Problem(Code.RATE_LIMITED, retry_after=7)
    return Reply(
        Answer(text=f"{name}:{body.text}:{client.network}:{parts.origin_secret}"), (Cookie("__Host-a", "1", 5),)
    )


@service.endpoint("GET", "/demo")
def list_them(query: Filter) -> Answer:
    return Answer(text=str(query.limit))


@service.endpoint("DELETE", "/demo", status=204)
def forget() -> None:
    return None


@service.endpoint("PUT", "/demo")
def replace(if_match: IfMatch, body: Question) -> Reply[Answer]:
    if not if_match.allows(7):
        raise Problem(Code.PRECONDITION_FAILED, members={"current": {"text": "seven"}})
    return Reply(Answer(text=body.text), rev=8)


@service.endpoint("POST", "/demo/form", max_body=100)
def fill(form: Form, client: Client) -> Answer:
    return Answer(text=form.text)


@service.endpoint("GET", "/demo/away", status=302)
def away() -> Redirect:
    return Redirect("https://elsewhere.test/?a=b", (Cookie("__Host-b", "2", 9, same_site="Lax"),))


def call(method: str, path: str, body: str | None = None, **headers: str | None) -> tuple[int, Any, dict[str, Any]]:
    sent = {"x-origin-verify": "s", "content-type": "application/json"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    sent = {name: value for name, value in sent.items() if headers.get(name.replace("-", "_"), "") is not None}
    event = {
        "requestContext": {"httpMethod": method, "resourcePath": path, "requestId": "r-1"},
        "headers": sent,
        "multiValueHeaders": {},
        "multiValueQueryStringParameters": {"limit": ["x"]} if path == "/demo?bad" else None,
        "pathParameters": {"name": "n"},
        "body": body,
        "isBase64Encoded": False,
        "stageVariables": None,
    }
    answer = service(event, None)
    headers_out = {**answer["headers"], **answer["multiValueHeaders"]}
    return answer["statusCode"], json.loads(answer["body"]) if answer["body"] else None, headers_out


def test_a_good_request_is_typed_and_answered() -> None:
    status, body, headers = call("POST", "/demo/{name}", '{"text": "hi"}', x_viewer_address="203.0.113.9")
    assert (status, body) == (201, {"text": "n:hi:203.0.113.9:arn"})
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Request-Id"] == "r-1"
    assert headers["Set-Cookie"] == ["__Host-a=1; Max-Age=5; Path=/; Secure; HttpOnly; SameSite=Strict"]


def test_nothing_answers_without_the_edge_secret() -> None:
    status, body, _ = call("POST", "/demo/{name}", '{"text": "hi"}', x_origin_verify="wrong")
    assert (status, body["code"]) == (403, "edge_required")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ('{"a', 400, "malformed_json"),
        ("", 422, "invalid_request"),
        ("null", 422, "invalid_request"),
        ("[]", 422, "invalid_request"),
        ('{"text": 1}', 422, "invalid_request"),
        ('{"text": "a", "count": "1"}', 422, "invalid_request"),
        ('{"text": "a", "count": true}', 422, "invalid_request"),
        ('{"text": "a", "count": 1e400}', 422, "invalid_request"),
        ('{"text": "a", "extra": 1}', 422, "invalid_request"),
        ('{"text": "\\ud800"}', 400, "malformed_json"),
        ("[" * 100_000, 400, "malformed_json"),
        (json.dumps({"text": "a" * MAX_BODY}), 413, "body_too_large"),
        ('{"text": "slow"}', 429, "rate_limited"),
        ('{"text": "boom"}', 500, "internal"),
    ],
)
def test_every_refusal_is_a_problem(body: str, status: int, code: str) -> None:
    seen, problem, headers = call("POST", "/demo/{name}", body)
    assert (seen, problem["status"], problem["code"]) == (status, status, code)
    assert headers["Content-Type"] == "application/problem+json"
    assert problem["instance"] == "urn:request:r-1"
    assert "secret inner text" not in json.dumps(problem)
    assert headers.get("Retry-After") == ("7" if status == 429 else None)


def test_input_is_never_echoed() -> None:
    _, problem, _ = call("POST", "/demo/{name}", '{"text": 1, "<script>": "4111111111111111"}')
    assert "4111111111111111" not in json.dumps(problem)
    assert {error["field"] for error in problem["errors"]} == {"text", "<script>"}


def test_only_json_is_taken() -> None:
    status, problem, _ = call("POST", "/demo/{name}", "text=hi", content_type="application/x-www-form-urlencoded")
    assert (status, problem["code"]) == (415, "unsupported_media_type")


def test_queries_are_typed_and_answers_may_be_empty() -> None:
    assert call("GET", "/demo")[:2] == (200, {"text": "10"})
    assert call("DELETE", "/demo")[:2] == (204, None)


FORM = "application/x-www-form-urlencoded"


def test_a_form_is_typed_like_any_body() -> None:
    assert call("POST", "/demo/form", "text=a%20b%2Bc", content_type=f"{FORM}; charset=utf-8")[:2] == (
        200,
        {"text": "a b+c"},
    )


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        ("", FORM, "invalid_request"),
        ("text=a&more=b", FORM, "invalid_request"),
        ("text=\u00fc", FORM, "invalid_request"),
        ("&".join(f"f{n}=" for n in range(20)), FORM, "invalid_request"),
        ("&" * 60, FORM, "invalid_request"),
        ('{"text": "a"}', "application/json", "unsupported_media_type"),
        ("text=" + "a" * 100, FORM, "body_too_large"),
    ],
)
def test_what_is_no_such_form_is_refused(body: str, content_type: str, code: str) -> None:
    assert call("POST", "/demo/form", body, content_type=content_type)[1]["code"] == code


def test_a_redirect_leaves_no_referrer_and_may_set_a_cookie_that_comes_along_from_elsewhere() -> None:
    status, body, headers = call("GET", "/demo/away")
    assert (status, body, headers["Location"]) == (302, None, "https://elsewhere.test/?a=b")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Content-Type" not in headers
    assert headers["Set-Cookie"] == ["__Host-b=2; Max-Age=9; Path=/; Secure; HttpOnly; SameSite=Lax"]


@pytest.mark.parametrize("told", ['"7"', ' "7" ', '"6", "7"', "*"])
def test_a_conditional_write_names_the_revision_it_builds_on(told: str) -> None:
    status, body, headers = call("PUT", "/demo", '{"text": "a"}', if_match=told)
    assert (status, body, headers["ETag"]) == (200, {"text": "a"}, '"8"')


@pytest.mark.parametrize("told", ['"6"', '"77"', '"7', '"x"', '""', '"\u0667"', '"' + "9" * 5000 + '"'])
def test_another_revision_is_412_and_shows_what_is_there(told: str) -> None:
    status, problem, headers = call("PUT", "/demo", '{"text": "a"}', if_match=told)
    assert (status, problem["code"], problem["current"]) == (412, "precondition_failed", {"text": "seven"})
    assert "ETag" not in headers


@pytest.mark.parametrize("told", [None, "", " "])
def test_a_conditional_write_without_a_revision_is_428(told: str | None) -> None:
    status, problem, _ = call("PUT", "/demo", '{"text": "a"}', if_match=told)
    assert (status, problem["code"]) == (428, "precondition_required")
