"""Where does the next page begin? An opaque text that holds only in the list it was given for; pure.

It carries a digest of owner and filter, and the last id seen. It opens nothing: the query's partition always comes from
the caller, so a cursor made by hand is at most another place in one's own list.
"""

import base64
import hashlib
from binascii import Error

from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem

_DIGEST = 9


def encode(user_id: str, listing: str, node_id: str) -> str:
    return base64.urlsafe_b64encode(_digest(user_id, listing) + node_id.encode()).rstrip(b"=").decode()


def decode(cursor: str, user_id: str, listing: str) -> str:
    """The last id seen. Raises Problem(invalid_request) unless the cursor belongs to this list of this user."""
    try:
        raw = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        node_id = raw[_DIGEST:].decode("ascii")
    except (Error, ValueError):
        raise _refusal() from None
    if raw[:_DIGEST] != _digest(user_id, listing) or not is_id(node_id):
        raise _refusal()
    return node_id


def _digest(user_id: str, listing: str) -> bytes:
    return hashlib.sha256(f"cursor/v1|{user_id}|{listing}".encode()).digest()[:_DIGEST]


def _refusal() -> Problem:
    return Problem(Code.INVALID_REQUEST, errors=[{"field": "cursor", "reason": "not_of_this_list"}])
