"""Where does the next page begin? An opaque text that holds only in the list it was given for; pure.

It carries a digest of owner and filter, and the last place seen. It opens nothing: the query's partition always comes
from the caller, so a cursor made by hand is at most another place in one's own list. Those of visitors are sealed
(`link_cursors`).
"""

import base64
import hashlib
from collections.abc import Callable

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem

_DIGEST = 9
LONGEST = 1_200
"""Characters; a name key of 255 bytes grows by folding, and by a third in base64."""


def encode(user_id: str, listing: str, place: str) -> str:
    return packed(_digest(user_id, listing) + place.encode())


def decode(cursor: str, user_id: str, listing: str, is_place: Callable[[str], bool] = is_id) -> str:
    """The last place seen. Raises Problem(invalid_request) unless the cursor belongs to this list of this user."""
    raw = unpacked(cursor)
    try:
        place = raw[_DIGEST:].decode()
    except ValueError:
        raise refusal() from None
    if raw[:_DIGEST] != _digest(user_id, listing) or not is_place(place):
        raise refusal()
    return place


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(cursor: str) -> bytes:
    """Raises Problem(invalid_request)."""
    try:
        return base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise refusal() from None


def refusal() -> Problem:
    return Problem(Code.INVALID_REQUEST, errors=[{"field": "cursor", "reason": "not_of_this_list"}])


def _digest(user_id: str, listing: str) -> bytes:
    return hashlib.sha256(f"cursor/v1|{user_id}|{listing}".encode()).digest()[:_DIGEST]
