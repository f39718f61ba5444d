"""Did Meta send this, and about whom? `signed_request` of the deauthorize and data-deletion callbacks; pure.

    b64url(signature) . b64url(json)      HMAC-SHA256 over the second part as sent, under the app secret

Meta, "Data Deletion Request Callback" (read November 2026). Nothing in it is looked at before the signature holds.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from dataclasses import dataclass

MAX_AGE = 86_400
"""Seconds; what is older is a replay. A newer consent is left alone besides (see `meta`)."""
MAX_SKEW = 300
_PART = re.compile(r"[A-Za-z0-9_-]+={0,2}", re.ASCII)
_CODE = re.compile(r"[a-z2-7]{32}", re.ASCII)
_USER = re.compile(r"[0-9]{1,40}", re.ASCII)


class ForgedError(Exception):
    """Not from Meta, or not from now; `str()` says why and holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """About an app-scoped user, at an epoch second."""

    user_id: str
    issued_at: int


def read(text: str, secret: str, now: float) -> Notice:
    """Raises ForgedError."""
    signature, _, payload = text.partition(".")
    expected = hmac.new(secret.encode(), payload.encode("utf-8", "replace"), hashlib.sha256).digest()
    if not secret or not hmac.compare_digest(_decoded(signature), expected):
        raise ForgedError("signature")
    try:
        members = json.loads(_decoded(payload))
    except (ValueError, RecursionError):
        members = None
    if not isinstance(members, dict) or members.get("algorithm") != "HMAC-SHA256":
        raise ForgedError("algorithm")
    issued_at, user_id = members.get("issued_at"), members.get("user_id")
    if type(issued_at) is not int or not now - MAX_AGE <= issued_at <= now + MAX_SKEW:
        raise ForgedError("issued_at")
    if type(user_id) not in {str, int} or not _USER.fullmatch(str(user_id)):
        raise ForgedError("user_id")
    return Notice(str(user_id), issued_at)


def confirmation(notice: Notice, secret: str) -> str:
    """The code of a deletion: the same for the same request, and to be guessed by nobody."""
    told = f"deletion {notice.user_id} {notice.issued_at}".encode()
    return base64.b32encode(hmac.new(secret.encode(), told, hashlib.sha256).digest()[:20]).decode().lower()


def is_confirmation(code: str) -> bool:
    """Whether it has the form of one; all else is not worth a look into any store."""
    return _CODE.fullmatch(code) is not None


def _decoded(part: str) -> bytes:
    """Padding is left out by Meta. Raises ForgedError."""
    if not _PART.fullmatch(part):
        raise ForgedError("encoding")
    bare = part.rstrip("=")
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        raise ForgedError("encoding") from None
