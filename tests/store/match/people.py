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
from functions.shared.ids import new_id
from tests.store.connections import NOW
from tests.store.signed_in import sign_in, token_of


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

    def somebody(self) -> "Somebody":
        user_id, session_id = new_id(self.clock()), new_id(self.clock())
        sign_in(user_id, session_id, int(self.clock.now))
        return Somebody(self, user_id, session_id)


@dataclass
class Somebody:
    place: Place
    user_id: str
    session_id: str

    def call(
        self, method: str, route: str, query: Mapping[str, str] | None = None, token: str | None = None
    ) -> tuple[int, Any]:
        """(status, JSON) of one request, through Chalice and everything behind it."""
        return self.answer(method, route, query, token)[:2]

    def answer(
        self, method: str, route: str, query: Mapping[str, str] | None = None, token: str | None = None
    ) -> tuple[int, Any, Mapping[str, str]]:
        """As `call`, with the headers."""
        event = {
            "requestContext": {"httpMethod": method, "resourcePath": route, "requestId": "r", "path": route},
            "headers": {"x-origin-verify": "edge", "authorization": self._bearer() if token is None else token},
            "multiValueHeaders": {},
            "pathParameters": None,
            "body": base64.b64encode(b"").decode(),
            "isBase64Encoded": True,
            "stageVariables": None,
            "queryStringParameters": dict(query) if query else None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        }
        match_app._parts = self.place.match
        answer = match_app(event, None)
        return answer["statusCode"], json.loads(answer["body"]), answer["headers"]

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
