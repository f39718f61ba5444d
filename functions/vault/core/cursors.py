"""Where does the next page begin? An opaque text that holds only in the list it was given for; pure.

It carries a digest of owner and filter, and the last place seen. It opens nothing: the query's partition always comes
from the caller, so a cursor made by hand is at most another place in one's own list.
"""

import base64
import hashlib
from binascii import Error
from collections.abc import Callable

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem

_DIGEST = 9
LONGEST = 1_200
"""Characters; a name key of 255 bytes grows by folding, and by a third in base64."""


def encode(user_id: str, listing: str, place: str) -> str:
    return base64.urlsafe_b64encode(_digest(user_id, listing) + place.encode()).rstrip(b"=").decode()


def decode(cursor: str, user_id: str, listing: str, is_place: Callable[[str], bool] = is_id) -> str:
    """The last place seen. Raises Problem(invalid_request) unless the cursor belongs to this list of this user."""
    try:
        raw = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place = raw[_DIGEST:].decode()
    except (Error, ValueError):
        raise _refusal() from None
    if raw[:_DIGEST] != _digest(user_id, listing) or not is_place(place):
        raise _refusal()
    return place


def _digest(user_id: str, listing: str) -> bytes:
    return hashlib.sha256(f"cursor/v1|{user_id}|{listing}".encode()).digest()[:_DIGEST]


def _refusal() -> Problem:
    return Problem(Code.INVALID_REQUEST, errors=[{"field": "cursor", "reason": "not_of_this_list"}])
