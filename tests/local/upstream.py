"""A tiny stand-in for the emulator's data plane: an API that tells what reached it, a bucket, an SMS log.

/_aws/execute-api/{api}/...   echoes the request as JSON, with two cookies
/{bucket}/{key}               answers `objects[key]`
/_ministack/sns/sms-messages  answers `sms` (or only LocalStack's path, with `localstack=True`)
"""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

API_PREFIX = "/_aws/execute-api/"


@dataclass
class Upstream:
    """What the server holds and what it saw."""

    objects: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    sms: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    localstack: bool = False
    seen: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class _Handler(BaseHTTPRequestHandler):
    upstream: Upstream
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        path = urlsplit(self.path).path
        body = self._body()
        told = {
            "method": self.command,
            "path": path,
            "query": urlsplit(self.path).query,
            "headers": [[name.lower(), value] for name, value in self.headers.items()],
            "body": body.decode("latin-1"),
        }
        self.upstream.seen.append(told)
        if path.startswith(API_PREFIX):
            headers = [
                ("content-type", "application/json"),
                ("set-cookie", "a=1; Path=/"),
                ("set-cookie", "b=2; Path=/"),
            ]
            self._send(201, json.dumps(told).encode(), headers)
        elif path.endswith("/sns/sms-messages"):
            served = path.startswith("/_aws/") if self.upstream.localstack else path.startswith("/_ministack/")
            self._send(200 if served else 404, json.dumps({"sms_messages": self.upstream.sms}).encode(), [])
        else:
            self._object(unquote(path).split("/", 2)[2])

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _object(self, key: str) -> None:
        if key not in self.upstream.objects:
            return self._send(404, b"<Error/>", [("content-type", "application/xml")])
        content, headers = self.upstream.objects[key]
        return self._send(200, content, list(headers.items()))

    def _send(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 - the names that http.server calls

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Server:
    """Runs an Upstream on a free loopback port."""

    def __init__(self, upstream: Upstream) -> None:
        handler = type("Handler", (_Handler,), {"upstream": upstream})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        upstream.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
