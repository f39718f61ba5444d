"""How is a provider asked? One HTTP request: a JSON object, or the refusal put into our words.

No error carries the request: addresses and bodies hold codes and tokens. So what requests raises is dropped outside of
the handler that caught it.
"""

import contextlib
import json
from collections.abc import Callable, Mapping
from typing import Any

import requests

from functions.connect.ports import RefusedError
from functions.shared.audience.errors import MAX_BODY, Outcome, Refusal

TIMEOUT = (3.05, 7.0)
"""Seconds to connect and between two bytes; a callback asks three times at most, within 29 seconds."""
Classify = Callable[[Refusal, float], Outcome]


def ask(send: Callable[[], requests.Response], classify: Classify, now: float) -> Mapping[str, Any]:
    """Raises RefusedError."""
    response: requests.Response | None = None
    with contextlib.suppress(requests.RequestException):
        response = send()
    if response is None:
        raise RefusedError(classify(Refusal(0), now))
    return read(response, classify, now)


def read(response: requests.Response, classify: Classify, now: float) -> Mapping[str, Any]:
    """Raises RefusedError for any other answer than 200 with a JSON object."""
    text = response.content[:MAX_BODY].decode("utf-8", "replace")
    body = _object(text) if response.status_code == 200 else None
    if body is None:
        raise RefusedError(classify(Refusal(response.status_code, text, dict(response.headers)), now))
    return body


def text(value: Any) -> str:
    """A name as we keep it: plain text without control characters, at most 200 letters."""
    return "".join(letter for letter in value if letter.isprintable())[:200] if isinstance(value, str) else ""


def _object(written: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
