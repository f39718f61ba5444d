"""Where do users' OAuth tokens live? The port; `secrets_vault` and `kms_vault` are two answers to it, held to one
contract by tests/store/tokens.

TokenVaultError
├── NotHeldError       nothing is kept under that key (any more)
├── StaleError         another write came first: read again, then decide
├── BusyError          others kept writing that user's tokens: try later, nothing was written
├── SealBrokenError    what is stored was not sealed for this place (swapped, rolled back, forged)
└── UnavailableError   AWS refused or did not answer

No error carries a token, nor a cause that does: adapters raise outside of the handler that caught botocore's error,
whose text may quote parameters. Failures of DynamoDB itself pass through as PynamoDB raises them: nothing in clear gets
that far.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from functions.shared.tokens.grants import KEPT, ConnectionKey, Grant, Held, Provider, Version

REPLACE_TRIES = 8


class TokenVaultError(Exception):
    """Anything that went wrong with a stored token."""


class NotHeldError(TokenVaultError):
    """Never connected, disconnected, or erased."""


class StaleError(TokenVaultError):
    """The version seen is not the version stored."""


class BusyError(TokenVaultError):
    """Contention outlived patience."""


class SealBrokenError(TokenVaultError):
    """Never retried and never repaired: somebody or something moved ciphertext."""


class UnavailableError(TokenVaultError):
    """`str()` is the AWS error code or exception name."""


class TokenVault(Protocol):
    """Every write is one atomic step; an acknowledged one is seen by every later read."""

    def held(self, user_id: str) -> Mapping[Provider, Held]:
        """Everything of a user; empty for strangers."""

    def read(self, key: ConnectionKey) -> Held:
        """Raises NotHeldError, also when the provider is connected under another connection id."""

    def put(self, key: ConnectionKey, grant: Grant, *, seen: Version | None) -> Version:
        """Stores, or replaces the version `seen` (None: there is nothing of that provider). Raises StaleError."""

    def delete(self, key: ConnectionKey, *, seen: Version | None = None) -> bool:
        """Forgets one connection, out of reach and out of history; False when it was not held (in that version)."""

    def delete_all(self, user_id: str) -> None:
        """Forgets a user. Repeatable."""


class CountableVault(TokenVault, Protocol):
    """What a migration needs besides."""

    def owners(self) -> Iterator[str]:
        """Ids of users that may hold tokens, in no order; reads the whole table."""


def replace(vault: TokenVault, key: ConnectionKey, grant: Grant) -> Held | None:
    """A fresh consent wins over whatever is stored; answers what it replaced, to be revoked. Raises BusyError."""
    for _ in range(REPLACE_TRIES):
        before = vault.held(key.user_id).get(key.provider)
        try:
            vault.put(key, grant, seen=before.version if before else None)
        except StaleError:
            continue
        return before
    raise BusyError


def check(key: ConnectionKey, grant: Grant) -> None:
    """Raises TypeError for a kind of token that this provider does not hand out for keeping."""
    if not isinstance(grant.token, KEPT[key.provider]):
        raise TypeError(f"{key.provider} has no {type(grant.token).__name__}")


def of_connection(held: Mapping[Provider, Held], key: ConnectionKey) -> Held:
    """Raises NotHeldError."""
    found = held.get(key.provider)
    if found is None or found.key != key:
        raise NotHeldError(key.provider.value)
    return found
