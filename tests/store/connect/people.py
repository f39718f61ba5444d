"""How do tests connect accounts? People with a browser, who call the API in process and click through the sandbox."""

import base64
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from chalice.app import SQSEvent

from functions.connect.app import app as connect_app
from functions.shared import identity
from functions.shared.identity import SessionRow
from functions.shared.ids import new_id
from functions.shared.tokens.grants import Held, Provider
from infra.local.sandbox import special_accounts
from tests.store.connect.place import Place
from tests.store.signed_in import sign_in, token_of

SITE = "https://infofluencer.test"
COOKIE = "__Host-connect"
COMPANY, CHANNEL, PROFILE = (
    special_accounts.COMPANY,
    special_accounts.CREATOR,
    special_accounts.CREATOR_INSTAGRAM,
)
ACCOUNTS = {"ga4": COMPANY, "youtube": CHANNEL, "instagram": PROFILE}


@dataclass
class Person:
    place: Place
    user_id: str
    session_id: str
    cookies: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    """Everything that the API has answered, head and body, but for the cookie."""

    def sign_in(self) -> None:
        sign_in(self.user_id, self.session_id, int(self.place.clock.now))

    def sign_out(self) -> None:
        row = SessionRow.get(identity.session_key(self.user_id), self.session_id)
        row.update([SessionRow.status.set("ended")])

    def call(
        self,
        method: str,
        route: str,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        raw: bytes | None = None,
        token: str | None = None,
        content_type: str = "application/json",
        **path: str,
    ) -> tuple[int, Any]:
        """(status, JSON) of one request, through Chalice and everything behind it."""
        status, answer, _ = self.ask(method, route, body, query, raw, token, content_type, path)
        return status, answer

    def ask(
        self,
        method: str,
        route: str,
        body: Any,
        query: Mapping[str, str] | None,
        raw: bytes | None,
        token: str | None,
        content_type: str,
        path: Mapping[str, str],
    ) -> tuple[int, Any, dict[str, Any]]:
        content = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
        event = {
            "requestContext": {"httpMethod": method, "resourcePath": route, "requestId": "r", "path": route},
            "headers": {
                "x-origin-verify": "edge",
                "content-type": content_type,
                "authorization": f"Bearer {self.token()}" if token is None else token,
                "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            },
            "multiValueHeaders": {},
            "pathParameters": dict(path) or None,
            "body": base64.b64encode(content).decode() if content is not None else None,
            "isBase64Encoded": True,
            "stageVariables": None,
            "queryStringParameters": dict(query) if query else None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        }
        connect_app._parts = self.place.connect
        answer = connect_app(event, None)
        headers = {**answer["headers"], **answer["multiValueHeaders"]}
        self._keep(headers.get("Set-Cookie", []))
        self.answers.append(str({**headers, "Set-Cookie": ""}) + answer["body"])
        return answer["statusCode"], json.loads(answer["body"]) if answer["body"] else None, headers

    def token(self) -> str:
        return token_of(self.user_id, self.session_id, self.place.keys, int(self.place.clock.now))

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def start(self, provider: str, **body: Any) -> str:
        """The address of the provider's consent page."""
        status, answer = self.call("POST", "/connect/{provider}/start", body, provider=provider)
        assert status == 200, answer
        return str(answer["authorization_url"])

    def consent(self, address: str, account: str, scopes: Collection[str] | None = None, *, deny: bool = False) -> str:
        """The address that the provider sends the browser back to."""
        return self.place.sandbox.consent(address, account, scopes=scopes, deny=deny)

    def come_back(self, address: str, provider: str | None = None, **changes: str) -> str:
        """Where the callback sends the browser; `changes` are made to the query."""
        parts = urlsplit(address)
        query = {**dict(parse_qsl(parts.query)), **changes}
        named = provider or parts.path.split("/")[3]
        status, _, headers = self.ask(
            "GET", "/connect/{provider}/callback", None, query, None, "", "", {"provider": named}
        )
        assert status == 302
        return str(headers["Location"])

    def connect(self, provider: str, account: str | None = None, **how: Any) -> str:
        """The whole way; the result."""
        address = self.start(provider)
        return result(self.come_back(self.consent(address, account or ACCOUNTS[provider], **how)))

    def connected(self, provider: str, account: str | None = None) -> dict[str, Any]:
        """The whole way, and for GA4 its first property; the connection."""
        outcome = self.connect(provider, account)
        assert outcome in ("connected", "needs_property"), outcome
        found = self.connection(provider)
        if outcome == "needs_property":
            first = self.properties(found["id"])[0]["id"]
            status, found = self.patch(found["id"], {"property_id": first})
            assert status == 200, found
        return dict(found)

    def listed(self) -> list[dict[str, Any]]:
        status, answer = self.call("GET", "/connect/connections")
        assert status == 200, answer
        return list(answer["items"])

    def connection(self, provider: str) -> dict[str, Any]:
        (found,) = [each for each in self.listed() if each["provider"] == provider]
        return found

    def patch(self, connection_id: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        return self.call("PATCH", "/connect/connections/{connection_id}", body, connection_id=connection_id)

    def delete(self, connection_id: str) -> int:
        return self.call("DELETE", "/connect/connections/{connection_id}", connection_id=connection_id)[0]

    def refresh(self, connection_id: str) -> tuple[int, Any]:
        return self.call("POST", "/connect/connections/{connection_id}/refresh", connection_id=connection_id)

    def properties(self, connection_id: str) -> list[dict[str, str]]:
        status, answer = self.call(
            "GET", "/connect/connections/{connection_id}/properties", connection_id=connection_id
        )
        assert status == 200, answer
        return list(answer["items"])

    def upload(self, body: Any) -> tuple[int, Any]:
        return self.call("POST", "/connect/tiktok/audience", body)

    def held(self) -> Mapping[Provider, Held]:
        return self.place.connect.vault.held(self.user_id)

    def has_nothing(self) -> bool:
        return not self.held() and self.place.rows(self.user_id) == 0


def somebody(place: Place) -> Person:
    """New, and signed in."""
    person = Person(place, new_id(place.clock()), new_id(place.clock()))
    person.sign_in()
    return person


def result(location: str) -> str:
    return parse_qs(urlsplit(location).query)["result"][0]


def state_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]


def with_query(address: str, **changes: str) -> str:
    parts = urlsplit(address)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **changes})).geturl()


def sqs_event(*bodies: str) -> SQSEvent:
    records = [{"messageId": f"m{n}", "body": body, "receiptHandle": "r"} for n, body in enumerate(bodies)]
    return SQSEvent({"Records": records}, None)
