"""Plays CloudFront on this machine: one address for the site and the APIs, after the rules in template.yaml.

    request -> behaviour -> viewer-request function -> origin (site bucket | API) -> response headers policy

Nothing is decided here that template.yaml does not say; what it says and this does not know is an error at start.
"""

import gzip
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from infra.aws import Cloud
from infra.local.distribution import Behaviour, Distribution, Header
from infra.local.edge_functions import EdgeFunctions, FunctionError

ORIGIN_TIMEOUT = 60
COMPRESSIBLE = ("text/", "application/json", "application/javascript", "application/manifest+json", "image/svg+xml")
COMPRESS_FROM = 1000
"""Bytes; CloudFront's lower bound."""
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "proxy-authenticate", "proxy-authorization"}) | frozenset(
    {"te", "trailer", "transfer-encoding", "upgrade", "host"}
)
_EMULATOR_ONLY = ("x-amzn-", "x-amz-", "access-control-", "server", "date")
"""Headers that only the emulator's answers carry, or that this server sets itself."""
_BUCKET_HEADERS = ("if-none-match", "if-modified-since", "range")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class _Ask:
    """A viewer's request after the function."""

    method: str
    uri: str
    query: str
    headers: Pairs


class Edge:
    """An ASGI endpoint for every path that is not /__local."""

    def __init__(
        self, distribution: Distribution, cloud: Cloud, client: httpx.AsyncClient, functions: EdgeFunctions
    ) -> None:
        self._distribution = distribution
        self._cloud = cloud
        self._client = client
        self._functions = functions

    async def __call__(self, request: Request) -> Response:
        if {".", ".."} & set(request.url.path.split("/")):
            return Response("bad path", status_code=400)
        behaviour = self._distribution.behaviour_for(request.url.path)
        if request.method not in behaviour.methods:
            return _finish(Response("", status_code=403), behaviour)
        try:
            ask = await self._viewer_request(request, behaviour)
            if isinstance(ask, Response):
                return _finish(ask, behaviour)
            if behaviour.origin.bucket:
                answer = await self._from_bucket(ask, behaviour)
            else:
                answer = await self._from_api(ask, behaviour, request)
        except FunctionError:
            answer = Response("the function failed", status_code=503)
        except httpx.TimeoutException:
            answer = Response("the origin did not answer in time", status_code=504)
        except httpx.HTTPError:
            answer = Response("the origin does not answer", status_code=502)
        return _finish(answer, behaviour)

    async def _viewer_request(self, request: Request, behaviour: Behaviour) -> _Ask | Response:
        """Runs the behaviour's function. It sees and may change the path and the headers, and may answer itself."""
        raw = request.scope["raw_path"].decode("latin-1")
        headers: Pairs = [(name, value) for name, value in request.headers.items()]
        if behaviour.function is None:
            return _Ask(request.method, raw, request.url.query, headers)
        event = _event(request, raw, headers)
        result = await self._functions.run(behaviour.function, event)
        if "statusCode" in result:
            given = {name: value["value"] for name, value in result.get("headers", {}).items()}
            body = result.get("body", "")
            return Response(body if isinstance(body, str) else body["data"], result["statusCode"], given)
        changed = [(name, value["value"]) for name, value in result["headers"].items()]
        cookies = [(name, value) for name, value in headers if name == "cookie"]
        return _Ask(request.method, result["uri"], request.url.query, [*changed, *cookies])

    async def _from_api(self, ask: _Ask, behaviour: Behaviour, request: Request) -> Response:
        """The whole request, streamed, but for Host (AllViewerExceptHostHeader), with the origin's secret header."""
        sent = [(name, value) for name, value in ask.headers if name not in _HOP_BY_HOP]
        own = {name.lower() for name in behaviour.origin.headers}
        sent = [(name, value) for name, value in sent if name not in own]
        query = f"?{ask.query}" if ask.query else ""
        url = f"{self._cloud.endpoint}/_aws/execute-api/{behaviour.origin.api}{ask.uri}{query}"
        has_body = any(name in {"content-length", "transfer-encoding"} for name, _ in ask.headers)
        upstream = self._client.build_request(
            ask.method,
            url,
            headers=[*sent, *behaviour.origin.headers.items()],
            content=request.stream() if has_body else None,
        )
        reply = await self._client.send(upstream, stream=True)
        answer = StreamingResponse(_raw(reply), reply.status_code, background=BackgroundTask(reply.aclose))
        answer.raw_headers = _pairs(reply)
        return answer

    async def _from_bucket(self, ask: _Ask, behaviour: Behaviour) -> Response:
        """One object, by a signed request as origin access control makes it. No cookie and no query go there."""
        key = unquote(ask.uri.lstrip("/"))
        operation = "head_object" if ask.method == "HEAD" else "get_object"
        place = {"Bucket": behaviour.origin.bucket, "Key": key}
        url = self._cloud.client("s3").generate_presigned_url(operation, Params=place, ExpiresIn=60)
        asked = {name: value.replace("W/", "") for name, value in ask.headers if name in _BUCKET_HEADERS}
        reply = await self._client.request(ask.method, url, headers=asked)
        answer = Response(reply.content, reply.status_code)
        answer.raw_headers = _pairs(reply)
        return _compressed(answer, ask) if behaviour.compress and ask.method == "GET" else answer


def _event(request: Request, raw_path: str, headers: Pairs) -> dict[str, Any]:
    """The viewer-request event of CloudFront Functions, as far as headers, uri and viewer go."""
    address = request.client.host if request.client else ""
    plain = {name: {"value": value} for name, value in headers if name != "cookie"}
    told = {"method": request.method, "uri": raw_path, "querystring": {}, "cookies": {}, "headers": plain}
    return {"version": "1.0", "context": {"eventType": "viewer-request"}, "viewer": {"ip": address}, "request": told}


async def _raw(reply: httpx.Response) -> AsyncIterator[bytes]:
    async for chunk in reply.aiter_raw():
        yield chunk


def _pairs(reply: httpx.Response) -> list[tuple[bytes, bytes]]:
    """The origin's headers as they came, each Set-Cookie its own line."""
    return [
        (name.lower(), value)
        for name, value in reply.headers.raw
        if name.decode().lower() not in _HOP_BY_HOP and not name.decode().lower().startswith(_EMULATOR_ONLY)
    ]


def _compressed(answer: Response, ask: _Ask) -> Response:
    accepted = next((value for name, value in ask.headers if name == "accept-encoding"), "")
    kind = answer.headers.get("content-type", "")
    fits = answer.status_code == 200 and len(answer.body) >= COMPRESS_FROM and kind.startswith(COMPRESSIBLE)
    if "gzip" not in accepted or not fits:
        return answer
    answer.body = gzip.compress(bytes(answer.body), 6, mtime=0)
    answer.headers["content-encoding"] = "gzip"
    answer.headers["content-length"] = str(len(answer.body))
    answer.headers["vary"] = "accept-encoding"
    if "etag" in answer.headers:
        answer.headers["etag"] = f"W/{answer.headers['etag']}"
    return answer


def _finish(answer: Response, behaviour: Behaviour) -> Response:
    """The response headers policy has the last word."""
    for header in _applicable(behaviour.headers, answer):
        answer.headers[header.name] = header.value
    return answer


def _applicable(headers: Iterable[Header], answer: Response) -> list[Header]:
    return [header for header in headers if header.override or header.name not in answer.headers]
