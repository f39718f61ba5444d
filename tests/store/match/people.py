"""How do tests use match? Somebody signed in who calls the API in process, over the real stores."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.auth.signing_keys import KeySet
from functions.match.app import app as match_app
from functions.match.wiring import Match
from functions.shared.database import Database
from functions.shared.identity import AccountRow
from functions.shared.ids import new_id
from tests.store.connections import NOW
from tests.store.signed_in import sign_in, token_of


def routed(method: str, path: str) -> tuple[str, dict[str, str]]:
    """The route that API Gateway would choose, fixed segments first, and the names in the path; none: the path."""
    parts = path.split("/")
    for route in sorted((one.path for one in match_app.endpoints if one.method == method), key=lambda one: "{" in one):
        pairs = list(zip(route.split("/"), parts, strict=False))
        if len(route.split("/")) == len(parts) and all(own == got or own.startswith("{") for own, got in pairs):
            return route, {own[1:-1]: got for own, got in pairs if own.startswith("{")}
    return path, {}


def _read(body: str) -> Any:
    return json.loads(body) if body[:1] in ("{", "[") else body


@dataclass
class Clock:
    """Time that a test moves by hand."""

    now: float = NOW

    def __call__(self) -> float:
        return self.now


@dataclass
class Place:
    """The match function over its stores."""

    match: Match
    database: Database = field(repr=False)
    clock: Clock
    keys: KeySet = field(repr=False)

    def somebody(self, role: str = "none") -> "Somebody":
        user_id, session_id = new_id(self.clock()), new_id(self.clock())
        sign_in(user_id, session_id, int(self.clock.now))
        if role != "none":
            AccountRow(f"U#{user_id}", "USER", role=role, status="active").save()
        return Somebody(self, user_id, session_id)


@dataclass
class Somebody:
    place: Place
    user_id: str
    session_id: str

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        token: str | None = None,
        body: Any = None,
    ) -> tuple[int, Any]:
        """(status, JSON) of one request, through Chalice and everything behind it."""
        return self.answer(method, path, query, token, body)[:2]

    def answer(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        token: str | None = None,
        body: Any = None,
    ) -> tuple[int, Any, Mapping[str, str]]:
        """As `call`, with the headers."""
        route, names = routed(method, path)
        event = {
            "requestContext": {"httpMethod": method, "resourcePath": route, "requestId": "r", "path": path},
            "headers": {
                "x-origin-verify": "edge",
                "content-type": "application/json",
                "authorization": self._bearer() if token is None else token,
            },
            "multiValueHeaders": {},
            "pathParameters": names or None,
            "body": base64.b64encode(b"" if body is None else json.dumps(body).encode()).decode(),
            "isBase64Encoded": True,
            "stageVariables": None,
            "queryStringParameters": dict(query) if query else None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        }
        match_app._parts = self.place.match
        answer = match_app(event, None)
        return answer["statusCode"], _read(answer["body"]), answer["headers"]

    def done(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        """The JSON of a request that must succeed."""
        status, answer = self.call(method, path, query or None, body=body)
        assert status < 300, answer
        return answer

    def refused(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, str]:
        """(status, code) of a request that must not."""
        status, problem = self.call(method, path, query or None, body=body)
        return status, problem["code"]

    def audience(self) -> list[dict[str, Any]]:
        status, answer = self.call("GET", "/match/audience")
        assert status == 200, answer
        return list(answer["items"])

    def trend(self, keyword: str, **more: str) -> dict[str, Any]:
        status, answer = self.call("GET", "/match/trends", {"keyword": keyword, **more})
        assert status == 200, answer
        return dict(answer)

    def _bearer(self) -> str:
        own = token_of(self.user_id, self.session_id, self.place.keys, int(self.place.clock.now))
        return f"Bearer {own}"
