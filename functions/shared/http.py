"""How does a request become a typed call, and its result an answer?

    edge secret -> size and media type -> caller -> path, query, body -> view -> JSON | problem+json

Errors are mapped here, inside the view, because Chalice turns exceptions into answers before any middleware sees them.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, cast
from urllib.parse import parse_qsl

from chalice.app import Chalice, Request, Response
from pydantic import BaseModel, ValidationError

from functions.shared import signature
from functions.shared.access import AccessCheck
from functions.shared.client import client_of, require_edge
from functions.shared.dynamo import Contended
from functions.shared.logs import logger
from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.shared.secrets import SecretReader
from functions.shared.signature import MAX_BODY, Download, Endpoint, Limits, Redirect, Reply, Routes, View

_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_MAX_FIELDS = 50


class Parts(Protocol):
    """What every function's wiring offers to this module."""

    @property
    def access(self) -> AccessCheck: ...
    @property
    def secrets(self) -> SecretReader: ...
    @property
    def origin_secret(self) -> str: ...


P = TypeVar("P", bound=Parts)


class Service(Chalice, Generic[P]):
    """A Chalice app whose routes are declared with `@app.endpoint`; `wire` builds its parts at the first request.

    A service with more routes than a page declares them in `signature.Routes` beside `app.py`, which includes them.
    """

    def __init__(self, name: str, wire: Callable[[], P]) -> None:
        super().__init__(app_name=name)
        self._wire = wire
        self._parts: P | None = None
        self.endpoints: list[Endpoint] = []
        self._requests = threading.local()

    @property
    def current_request(self) -> Request | None:
        """One for each thread: a Lambda answers one at a time, a server in front of the same app may not."""
        return getattr(self._requests, "current", None)

    @current_request.setter
    def current_request(self, request: Request | None) -> None:
        self._requests.current = request

    @property
    def parts(self) -> P:
        if self._parts is None:
            self._parts = self._wire()
        return self._parts

    def endpoint(
        self, method: str, path: str, status: int = 200, *, cache_seconds: int = 0, max_body: int = MAX_BODY
    ) -> Callable[[View], View]:
        """Declares a route; `status` is that of success (204 for None). Only public data may be cached."""
        limits = Limits(cache_seconds, max_body)

        def declare(view: View) -> View:
            self._serve(signature.read(view, method, path, status, limits))
            return view

        return declare

    def include(self, *parts: Routes) -> None:
        for endpoint in (endpoint for part in parts for endpoint in part.endpoints):
            self._serve(endpoint)

    def _serve(self, endpoint: Endpoint) -> None:
        self.endpoints.append(endpoint)

        def handle(**_path: str) -> Response:
            return answer(endpoint, cast("Request", self.current_request), lambda: self.parts)

        self.route(endpoint.path, methods=[endpoint.method], content_types=["*/*"], name=endpoint.view.__name__)(handle)


def answer(endpoint: Endpoint, request: Request, parts: Callable[[], Parts]) -> Response:
    """Runs one request to its end; never raises. One log line a request."""
    started = time.perf_counter()
    request_id = str(request.context.get("requestId", "unknown"))
    facts: dict[str, Any] = {"method": endpoint.method, "route": endpoint.path, "request_id": request_id}
    try:
        response = _render(endpoint, _call(endpoint, request, parts(), facts), request_id)
    except Problem as problem:
        response = _problem(problem, request_id, facts)
    except (Contended, OvertakenError):
        response = _problem(Problem(Code.UNAVAILABLE, retry_after=1), request_id, facts)
    except Exception:  # noqa: BLE001 - the last net: whatever it was, the client gets a problem
        logger.exception("unhandled", extra=facts)
        response = _problem(Problem(Code.INTERNAL), request_id, facts)
    facts |= {"status": response.status_code, "milliseconds": round((time.perf_counter() - started) * 1000, 1)}
    (logger.error if response.status_code >= 500 else logger.info)("request", extra=facts)
    return response


def _call(endpoint: Endpoint, request: Request, parts: Parts, facts: dict[str, Any]) -> Any:
    require_edge(request.headers, parts.secrets.read(parts.origin_secret))
    arguments: dict[str, Any] = {name: (request.uri_params or {})[name] for name in endpoint.path_names}
    if endpoint.wants_caller:
        caller = parts.access.caller(request.headers.get("authorization"))
        facts["user_id"] = caller.user_id
        arguments["caller"] = caller
    arguments |= _said_by_headers(endpoint, request)
    if endpoint.query:
        arguments["query"] = _parse(endpoint.query.model_validate_strings, _query(request))
    if endpoint.body:
        raw = _content(request, _JSON, endpoint.limits.max_body) or b"{}"
        arguments["body"] = _parse(endpoint.body.model_validate_json, raw)
    if endpoint.form:
        fields = _fields(_content(request, _FORM, endpoint.limits.max_body))
        arguments["form"] = _parse(endpoint.form.model_validate_strings, fields)
    if endpoint.parts_name:
        arguments[endpoint.parts_name] = parts
    return endpoint.view(**arguments)


def _said_by_headers(endpoint: Endpoint, request: Request) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if endpoint.wants_client:
        said["client"] = client_of(request.headers)
    if endpoint.wants_if_match:
        said["if_match"] = IfMatch(request.headers.get("if-match"))
    return said | {name: kind(request.headers.get(kind.NAME)) for name, kind in endpoint.headers.items()}


def _content(request: Request, media_type: str, max_body: int) -> bytes:
    """The raw bytes. An absent JSON body counts as `{}` so that a model without required fields accepts it."""
    raw = cast("bytes", request.raw_body) or b""
    if len(raw) > max_body:
        raise Problem(Code.BODY_TOO_LARGE, f"At most {max_body} bytes")
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if raw and sent != media_type:
        raise Problem(Code.UNSUPPORTED_MEDIA_TYPE, f"Send {media_type}")
    return raw


def _fields(raw: bytes) -> dict[str, str]:
    """Of a form; of a name that comes twice the last. What is no form has no fields."""
    try:
        return dict(parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError:
        return {}


def _query(request: Request) -> dict[str, str]:
    return dict(request.query_params or {})


def _parse(validate: Callable[[Any], Any], value: Any) -> Any:
    try:
        return validate(value)
    except ValidationError as invalid:
        raise refusal(invalid) from None


def refusal(invalid: ValidationError) -> Problem:
    """A 400 for text that is no JSON, a 422 that names fields and reasons but never echoes the input."""
    errors = invalid.errors(include_url=False, include_context=False, include_input=False)
    if any(error["type"] == "json_invalid" for error in errors):
        return Problem(Code.MALFORMED_JSON)
    listed = [
        {"field": ".".join(str(part) for part in error["loc"])[:200], "reason": error["type"]} for error in errors[:20]
    ]
    return Problem(Code.INVALID_REQUEST, errors=listed)


def _render(endpoint: Endpoint, result: Any, request_id: str) -> Response:
    if isinstance(result, Redirect):
        return _redirect(endpoint, result, request_id)
    if isinstance(result, Download):
        return _download(endpoint, result, request_id)
    reply = result if isinstance(result, Reply) else Reply(result)
    headers = _headers("application/json", request_id)
    if endpoint.limits.cache_seconds:
        headers["Cache-Control"] = f"public, max-age={endpoint.limits.cache_seconds}"
    if reply.cookies:
        headers["Set-Cookie"] = [cookie.header() for cookie in reply.cookies]
    if reply.rev is not None:
        headers["ETag"] = f'"{reply.rev}"'
    if reply.body is None:
        del headers["Content-Type"]
        return Response(body="", status_code=204, headers=headers)
    model: BaseModel = reply.body
    return Response(body=model.model_dump_json(), status_code=endpoint.status, headers=headers)


def _redirect(endpoint: Endpoint, redirect: Redirect, request_id: str) -> Response:
    """Without a referrer: the address that is left may carry what only we should read."""
    headers = _headers("", request_id) | {"Location": redirect.location, "Referrer-Policy": "no-referrer"}
    del headers["Content-Type"]
    if redirect.cookies:
        headers["Set-Cookie"] = [cookie.header() for cookie in redirect.cookies]
    return Response(body="", status_code=endpoint.status, headers=headers)


def _download(endpoint: Endpoint, download: Download, request_id: str) -> Response:
    """Saved, never shown: a browser that guesses at its type has nothing to run."""
    headers = _headers(f"{download.media_type}; charset=utf-8", request_id)
    headers["Content-Disposition"] = f'attachment; filename="{download.name}"'
    headers["X-Content-Type-Options"] = "nosniff"
    return Response(body=download.text, status_code=endpoint.status, headers=headers)


def _problem(problem: Problem, request_id: str, facts: dict[str, Any]) -> Response:
    facts |= {"code": problem.code.value, "reason": str(problem)}
    headers = _headers("application/problem+json", request_id)
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(body=problem.public(f"urn:request:{request_id}"), status_code=problem.status, headers=headers)


def _headers(content_type: str, request_id: str) -> dict[str, Any]:
    """RFC 6749 §5.1 asks for no-store on token answers; a route must say so to be cached at all."""
    return {"Content-Type": content_type, "Cache-Control": "no-store", "X-Request-Id": request_id}
