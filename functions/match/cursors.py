"""Where does the next page of a search begin? An opaque text that holds only for the search it was given for; pure.

It carries the key and id of the last row shown, and what the first page said of the whole: how many match, and whether
that is exact. It opens nothing: what may be shown is decided anew for each page.
"""

import base64
import hashlib
import json
import math
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.shared.problems import Code, Problem

_DIGEST = 9


@dataclass(frozen=True, slots=True)
class Position:
    """After the row with this sort key and id, the `shown`th. `matched` and `exact` as the first page told."""

    key: float
    id: int
    shown: int
    matched: int
    exact: bool


def encode(search: Mapping[str, Any], position: Position) -> str:
    """`search`: all that decides about the order and the rows (audience, weights, filters, sort), as JSON members."""
    last = [position.key, position.id, position.shown, position.matched, position.exact]
    return base64.urlsafe_b64encode(_digest(search) + json.dumps(last).encode()).rstrip(b"=").decode()


def decode(cursor: str, search: Mapping[str, Any]) -> Position:
    """Raises Problem(invalid_request) unless the cursor belongs to this search."""
    try:
        raw = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        key, row_id, shown, matched, exact = json.loads(raw[_DIGEST:])
        position = Position(float(key), int(row_id), int(shown), int(matched), bool(exact))
    except (Error, ValueError, TypeError, OverflowError, RecursionError):
        raise _refusal() from None
    if raw[:_DIGEST] != _digest(search) or not _sensible(position):
        raise _refusal()
    return position


def _sensible(position: Position) -> bool:
    counts = (position.id, position.shown, position.matched)
    return math.isfinite(position.key) and all(0 <= count < 1 << 62 for count in counts)


def _digest(search: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(b"search/v1|" + json.dumps(search, sort_keys=True).encode()).digest()[:_DIGEST]


def _refusal() -> Problem:
    return Problem(Code.INVALID_REQUEST, errors=[{"field": "cursor", "reason": "not_of_this_search"}])
