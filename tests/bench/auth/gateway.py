"""How does a request reach the auth app in this process? As API Gateway's event, with what the edge adds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.auth.app import app

ORIGIN = "origin-secret"
START = "/auth/otp"
VERIFY = "/auth/otp/{challenge_id}/verify"
RESEND = "/auth/otp/{challenge_id}/resend"


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]


def event(
    method: str,
    route: str,
    body: Mapping[str, Any] | None = None,
    *,
    path: Mapping[str, str] | None = None,
    token: str | None = None,
    address: str = "192.0.2.1",
) -> dict[str, Any]:
    headers = {"x-origin-verify": ORIGIN, "x-viewer-address": address, "x-client": "native", "user-agent": "bench"}
    headers |= {"content-type": "application/json"} if body is not None else {}
    headers |= {"authorization": f"Bearer {token}"} if token else {}
    return {
        "requestContext": {"httpMethod": method, "resourcePath": route, "requestId": "bench", "path": route},
        "headers": headers,
        "multiValueHeaders": {},
        "pathParameters": dict(path or {}),
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
        "stageVariables": None,
    }


def call(sent: dict[str, Any]) -> Answer:
    return read(app(sent, None))


def read(raw: Mapping[str, Any]) -> Answer:
    return Answer(int(raw["statusCode"]), json.loads(raw["body"]) if raw["body"] else {})
