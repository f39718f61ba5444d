"""What comes in and what goes out? One request and one answer, told in values; knows no server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True)
class Asked:
    """`host` and `path` as the provider would see them; `base` is where the sandbox itself is reached."""

    method: str
    host: str
    path: str
    query: Mapping[str, tuple[str, ...]]
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    twist: str = ""
    """A fault of the data, which the handler itself has to play: `thresholded`, `empty`..."""

    def first(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.query.get(name, (default,))[0]

    @cached_property
    def form(self) -> Mapping[str, str]:
        """An urlencoded body; of repeated fields the last."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @cached_property
    def form_lists(self) -> list[tuple[str, str]]:
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    @property
    def bearer(self) -> str:
        """The token that the caller presents (RFC 6750: header, or query parameter)."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme.lower() == "bearer" else self.first("access_token")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """Ends a handler with this answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def told(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """A JSON answer."""
    kind = {"content-type": "application/json; charset=UTF-8", "cache-control": "no-store"}
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), {**kind, **(headers or {})})


def shown(html: str, status: int = 200) -> Answer:
    """A page without scripts; forms may lead to wherever the redirect goes."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    return Answer(status, html.encode(), {**headers, "cache-control": "no-store", "referrer-policy": "no-referrer"})


def sent_to(url: str) -> Answer:
    """303, since what is answered so is a form."""
    return Answer(303, b"", {"location": url, "cache-control": "no-store"})


def with_query(url: str, parameters: Mapping[str, str], fragment: str = "") -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(parameters))))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))
