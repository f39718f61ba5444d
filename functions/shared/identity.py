"""Which sessions live, which public keys sign, who is a company? What functions read of the identity table.

pk            sk       row
S#{user_id}   {sid}    SessionRow   one signed-in device
JWKS          JWKS     JwksRow      the public halves of the signing keys
U#{user_id}   USER     AccountRow   what others than auth may read of an account: not its phone number
"""

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from functions.shared.access import SessionState
from functions.shared.dynamo import KeyedRow


class IdentityRow(KeyedRow):
    """A row of the identity table."""

    class Meta:
        table_name = "unbound"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 3


class SessionRow(IdentityRow):
    status = UnicodeAttribute()
    generation = NumberAttribute()
    token_hash = UnicodeAttribute()
    previous_hash = UnicodeAttribute(null=True)
    created_at = NumberAttribute()
    rotated_at = NumberAttribute()
    idle_expires_at = NumberAttribute()
    absolute_expires_at = NumberAttribute()
    device_name = UnicodeAttribute(null=True)
    user_agent = UnicodeAttribute(null=True)
    ip_hash = UnicodeAttribute(null=True)


class JwksRow(IdentityRow):
    keys = JSONAttribute()


class AccountRow(IdentityRow):
    """A part of what auth writes; only ever read, and only these attributes."""

    role = UnicodeAttribute()
    status = UnicodeAttribute()


def bind(table_name: str) -> None:
    """Points the rows at this process's table; called once, where the function is wired."""
    IdentityRow.Meta.table_name = table_name


def session_key(user_id: str) -> str:
    return f"S#{user_id}"


class IdentityReader:
    """What `shared.access` and `shared.roles` ask for; needs GetItem on `S#*` and `JWKS`, for roles on `U#*` too."""

    def session(self, user_id: str, session_id: str) -> SessionState | None:
        try:
            row = SessionRow.get(session_key(user_id), session_id, consistent_read=True)
        except DoesNotExist:
            return None
        ends = min(row.idle_expires_at, row.absolute_expires_at)
        return SessionState(active=row.status == "active", expires_at=int(ends))

    def public_keys(self) -> list[Mapping[str, Any]]:
        try:
            keys: list[Mapping[str, Any]] = JwksRow.get("JWKS", "JWKS", consistent_read=True).keys
        except DoesNotExist:
            return []
        return keys

    def role(self, user_id: str) -> str:
        """company, influencer or none; `none` too for an account that is being erased. Needs GetItem on `U#*`."""
        try:
            row = AccountRow.get(f"U#{user_id}", "USER", consistent_read=True, attributes_to_get=["role", "status"])
        except DoesNotExist:
            return "none"
        return row.role if row.status == "active" else "none"
