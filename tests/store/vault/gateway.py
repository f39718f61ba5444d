"""How does a client that speaks HTTP reach the handlers in this process? A small API Gateway on loopback."""

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from functions.vault.app import app as vault_app
from functions.vault.wiring import Vault

_ROUTES = [
    (endpoint, re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", endpoint.path))) for endpoint in vault_app.endpoints
]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    vault: Vault

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        event = _event(self.command, self.path.removeprefix("/api"), dict(self.headers.items()), body)
        vault_app._parts = self.vault
        answer = vault_app(event, None)
        content = answer["body"].encode() if isinstance(answer["body"], str) else json.dumps(answer["body"]).encode()
        self.send_response(answer["statusCode"])
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle  # noqa: N815 - what http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
        """Quiet."""


@contextmanager
def serving(vault: Vault) -> Iterator[str]:
    """The address of the API, up to and including `/api`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"vault": vault}))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _event(method: str, target: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    endpoint, found = next(
        (endpoint, match)
        for endpoint, pattern in _ROUTES
        if endpoint.method == method and (match := pattern.fullmatch(parts.path))
    )
    return {
        "requestContext": {"httpMethod": method, "resourcePath": endpoint.path, "requestId": "r", "path": parts.path},
        "headers": {**{name.lower(): value for name, value in headers.items()}, "x-origin-verify": "edge"},
        "multiValueHeaders": {},
        "pathParameters": found.groupdict() or None,
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": True,
        "stageVariables": None,
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
    }
