"""What does connecting keep in the connect table? Rows that end by themselves, beside those of `shared.connect_table`.

pk                       sk             row
CS#{hash of state}       STATE          AttemptRow    a consent under way, ten minutes
LINKING                  {user}#...     LinkingRow    a token is being stored (an outbox)
DELETING                 {code}         DeletingRow   what Meta asked for, not finished yet (an outbox)
ERASED#{hash of user}    ERASED         BarredRow     an account that is gone: nothing new is connected
"""

import hashlib

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.shared.connect_table import ConnectRow

LINKING, DELETING = "LINKING", "DELETING"


class AttemptRow(ConnectRow):
    browser_hash = UnicodeAttribute()
    user_id = UnicodeAttribute()
    session_id = UnicodeAttribute()
    provider = UnicodeAttribute()
    path = UnicodeAttribute()
    expires_at = NumberAttribute()


class LinkingRow(ConnectRow):
    at = NumberAttribute()


class DeletingRow(ConnectRow):
    app_user_id = UnicodeAttribute()
    issued_at = NumberAttribute()
    kind = UnicodeAttribute(default="deletion")


class BarredRow(ConnectRow):
    at = NumberAttribute()


def attempt_key(state_hash: str) -> str:
    return f"CS#{state_hash}"


def barred_key(user_id: str) -> str:
    return f"ERASED#{hashlib.sha256(user_id.encode()).hexdigest()}"
