"""How are tokens kept while a request waits? The vault with patience: others may be writing the same user's tokens.

Raises Problem(unavailable) where the vault has none left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from functions.connect import connections, providers
from functions.connect.ports import Rows
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.shared.tokens import ports
from functions.shared.tokens.grants import ConnectionKey, Grant, Held, Provider, RefreshToken
from functions.shared.tokens.ports import (
    BusyError,
    NotHeldError,
    SealBrokenError,
    StaleError,
    TokenVault,
    UnavailableError,
)

TRIES = 2
"""A busy vault has waited some seconds already; a request has 29."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tokens:
    """[Note: What cannot be opened]
    Damaged or swapped ciphertext is never repaired, and must keep nobody from leaving or coming back. A user's tokens
    may lie in one document, so all of them go, and the other connections wait for their owner to consent again.
    """

    vault: TokenVault
    metrics: Metrics

    def keep(self, rows: Rows, key: ConnectionKey, grant: Grant) -> None:
        """Whatever was held of that provider is replaced."""
        try:
            self._patiently(lambda: ports.replace(self.vault, key, grant))
        except SealBrokenError:
            self._give_up(rows, key)
            self._patiently(lambda: ports.replace(self.vault, key, grant))

    def find(self, key: ConnectionKey) -> Held | None:
        """None also for what cannot be opened: there is nothing to be used."""
        try:
            return self._patiently(lambda: self.vault.read(key))
        except (NotHeldError, SealBrokenError):
            return None

    def all(self, user_id: str) -> Mapping[Provider, Held]:
        return self._patiently(lambda: self.vault.held(user_id))

    def rotated(self, held: Held, token: RefreshToken, now: float) -> None:
        """Google gave another one; if somebody wrote in between, theirs is newer."""
        fresh = replace(held.grant, token=token, obtained_at=int(now))
        try:
            self._patiently(lambda: self.vault.put(held.key, fresh, seen=held.version))
        except StaleError:
            return

    def forget(self, rows: Rows, key: ConnectionKey) -> None:
        try:
            self._patiently(lambda: self.vault.delete(key))
        except SealBrokenError:
            self._give_up(rows, key)

    def forget_all(self, user_id: str) -> None:
        self._patiently(lambda: self.vault.delete_all(user_id))

    def _give_up(self, rows: Rows, key: ConnectionKey) -> None:
        """[Note: What cannot be opened]"""
        self.metrics.count("TokensLost")
        for other in rows.all():
            if other.id != key.connection_id and other.provider in providers.WITH_TOKEN:
                rows.save(connections.token_lost(other))
                rows.withdraw(other.id)
        self.forget_all(key.user_id)

    def _patiently(self, call: Callable[[], T]) -> T:
        for _ in range(TRIES):
            try:
                return call()
            except BusyError:
                continue
            except UnavailableError as error:
                raise Problem(Code.UNAVAILABLE, private=f"token vault: {error}", retry_after=5) from None
        raise Problem(Code.UNAVAILABLE, private="token vault: busy", retry_after=5)
