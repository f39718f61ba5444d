"""What may be written down? Powertools' JSON log, scrubbed as the last step before it is serialised.

Never in a log: a phone number, code, token, cookie or OAuth code. Names are scrubbed by key and values by shape, so
that an exception text or a stranger's dict cannot carry them out either.
"""

import json
import logging
import re
from typing import Any

from aws_lambda_powertools import Logger

_SECRET_KEYS = re.compile(
    r"phone|code$|otp|token|secret|cookie|authorization|binding|password|pepper|pem|nonce|message_body", re.IGNORECASE
)
_PUBLIC_KEYS = frozenset({"code", "status_code"})
"""`code` in our own lines is a problem code (`shared.problems`), never an OTP."""
_SECRET_SHAPES = re.compile(
    r"(?<![\w-])\+?\d{10,15}\b"  # a phone number
    r"|\bey[\w-]{10,}\.[\w-]+\.[\w-]*"  # a JWT
    r"|\bv1\.\d+\.[\w-]+\.[\w.-]+"  # a refresh token
    r"|\b1//[\w-]{16,}|\bya29\.[\w.-]{8,}"  # Google's refresh and access tokens
    r"|\bIG[A-Z]{2}[\w-]{20,}"  # Instagram's
    r"|\b(?:rft|act)\.[\w!.-]{16,}"  # TikTok's
)
_MASK = "[redacted]"


def scrub(value: Any, key: str = "") -> Any:
    """The same structure with secret names and shapes replaced; keys of our own public vocabulary stay."""
    if key and key not in _PUBLIC_KEYS and _SECRET_KEYS.search(key):
        return _MASK
    if isinstance(value, dict):
        return {name: scrub(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(inner) for inner in value]
    return _SECRET_SHAPES.sub(_MASK, value) if isinstance(value, str) else value


def _serialise(line: dict[str, Any]) -> str:
    return json.dumps(scrub(line), ensure_ascii=False, default=str)


def _quiet() -> None:
    """What libraries say for debugging holds whole requests, tokens and secrets among them; nobody may turn that on."""
    for name in ("botocore", "google", "oauthlib", "pynamodb", "requests_oauthlib", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)


_quiet()
logger = Logger(json_serializer=_serialise, utc=True, use_rfc3339=True)
"""Service name and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""
