"""What does API Gateway itself say when a request never reaches our code? The same problem+json as our code would.

API Gateway's own wording otherwise shows for an unknown path (403 `Missing Authentication Token`), a body over 10 MB, a
throttled or a crashed call.
"""

import json
from typing import Any

from functions.shared.problems import CATALOGUE, Code

CODES: dict[str, Code] = {
    "MISSING_AUTHENTICATION_TOKEN": Code.NOT_FOUND,
    "RESOURCE_NOT_FOUND": Code.NOT_FOUND,
    "BAD_REQUEST_BODY": Code.MALFORMED_JSON,
    "BAD_REQUEST_PARAMETERS": Code.INVALID_REQUEST,
    "REQUEST_TOO_LARGE": Code.BODY_TOO_LARGE,
    "UNSUPPORTED_MEDIA_TYPE": Code.UNSUPPORTED_MEDIA_TYPE,
    "THROTTLED": Code.RATE_LIMITED,
    "QUOTA_EXCEEDED": Code.RATE_LIMITED,
    "INTEGRATION_FAILURE": Code.UNAVAILABLE,
    "INTEGRATION_TIMEOUT": Code.UNAVAILABLE,
    "DEFAULT_4XX": Code.FORBIDDEN,
    "DEFAULT_5XX": Code.UNAVAILABLE,
}


def extension() -> dict[str, Any]:
    """Value of `x-amazon-apigateway-gateway-responses` in an API's definition."""
    return {
        kind: {"statusCode": _status(kind), "responseParameters": _headers(kind), "responseTemplates": _templates(kind)}
        for kind in CODES
    }


def resources(api: str, condition: str) -> dict[str, Any]:
    """The same as AWS::ApiGateway::GatewayResponse, for an emulator that does not read the extension."""
    return {f"GatewayResponse{kind.title().replace('_', '')}": _resource(api, condition, kind) for kind in CODES}


def _resource(api: str, condition: str, kind: str) -> dict[str, Any]:
    properties = {
        "RestApiId": {"Ref": api},
        "ResponseType": kind,
        "StatusCode": _status(kind),
        "ResponseParameters": _headers(kind),
        "ResponseTemplates": _templates(kind),
    }
    return {"Type": "AWS::ApiGateway::GatewayResponse", "Condition": condition, "Properties": properties}


def _status(kind: str) -> str:
    return str(CATALOGUE[CODES[kind]][0])


def _headers(kind: str) -> dict[str, str]:
    headers = {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
    if CODES[kind] is Code.RATE_LIMITED:
        headers["Retry-After"] = "1"
    return {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers.items()}


def _templates(kind: str) -> dict[str, str]:
    code = CODES[kind]
    status, title = CATALOGUE[code]
    body = {
        "type": f"https://infofluencer.app/problems/{code.value}",
        "title": title,
        "status": status,
        "detail": title,
        "code": code.value,
        "instance": "urn:request:$context.requestId",
    }
    return {"application/json": json.dumps(body)}
