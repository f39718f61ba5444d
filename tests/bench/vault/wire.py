"""How do requests leave the client? One small port, so that tests can count them, lose answers or stop in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import httpx

STALLED = 30
"""Seconds without a byte until a request counts as lost; a whole part may take longer."""
_CONNECT = 10
_CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class LostError(Exception):
    """No answer: the request may have arrived or not."""


class Wire(Protocol):
    def send(self, method: str, url: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        """Raises LostError. Callable from many threads."""


class HttpWire:
    """HTTP/1.1 with connections that are kept."""

    def __init__(self, stalled: float = STALLED) -> None:
        limits = httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
        self._client = httpx.Client(timeout=httpx.Timeout(stalled, connect=_CONNECT, pool=None), limits=limits)

    def send(self, method: str, url: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        sent = dict(headers)
        if method == "PUT":  # an empty file has a length too, and it is signed
            sent["content-length"] = str(len(content))
        try:
            reply = self._client.request(method, url, headers=sent, content=content)
        except httpx.TransportError as error:
            raise LostError(f"{type(error).__name__}: {error}") from error
        return Answer(reply.status_code, reply.headers, reply.content)

    def close(self) -> None:
        self._client.close()
