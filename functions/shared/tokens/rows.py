"""What does the token table hold? Ciphertext, wrapped keys and leases; never a token in clear.

pk            sk            row
T#{user_id}   LEDGER        LedgerRow   Secrets Manager: lease, revision, and what waits to be written there
SETTLE        {user_id}     SettleRow   Secrets Manager: users with something waiting (an outbox)
T#{user_id}   KEY           KeyRow      KMS: the user's wrapped data key; without it the rows below are noise
T#{user_id}   G#{provider}  GrantRow    KMS: one sealed grant
"""

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, NumberAttribute, UnicodeAttribute

from functions.shared.dynamo import KeyedRow

SETTLE = "SETTLE"


class TokenRow(KeyedRow):
    """A row of the token table."""

    class Meta:
        table_name = "unbound"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 3


class LedgerRow(TokenRow):
    lease = UnicodeAttribute(null=True)
    lease_until = NumberAttribute(null=True)
    revision = NumberAttribute(null=True)
    """Of the newest document; none: nothing was ever written."""
    written_at = NumberAttribute(null=True)
    """When the secret's value was last written (or that write was begun)."""
    waiting = BinaryAttribute(null=True, legacy_encoding=False)
    """The newest document, sealed, while the secret does not hold it yet."""
    wrapped_key = BinaryAttribute(null=True, legacy_encoding=False)
    purge = BooleanAttribute(null=True)
    """The secret's history holds a token that was deleted."""


class SettleRow(TokenRow):
    due_at = NumberAttribute()


class KeyRow(TokenRow):
    wrapped_key = BinaryAttribute(legacy_encoding=False)
    created_at = NumberAttribute()


class GrantRow(TokenRow):
    connection_id = UnicodeAttribute()
    version = UnicodeAttribute()
    sealed = BinaryAttribute(legacy_encoding=False)


def bind(table_name: str) -> None:
    """Points the rows at this process's table; called once, where the function is wired."""
    TokenRow.Meta.table_name = table_name


def user_key(user_id: str) -> str:
    return f"T#{user_id}"


def user_of(key: str) -> str:
    return key.removeprefix("T#")
