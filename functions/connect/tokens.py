"""How are tokens kept while a request waits? The vault with patience: others may be writing the same user's tokens.

Raises Problem(unavailable) where the vault has none left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from functions.shared.problems import Code, Problem
from functions.shared.tokens import ports
from functions.shared.tokens.grants import ConnectionKey, Grant, Held, Provider, RefreshToken
from functions.shared.tokens.ports import BusyError, NotHeldError, StaleError, TokenVault, UnavailableError

TRIES = 2
"""A busy vault has waited some seconds already; a request has 29."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tokens:
    vault: TokenVault

    def keep(self, key: ConnectionKey, grant: Grant) -> None:
        """Whatever was held of that provider is replaced."""
        self._patiently(lambda: ports.replace(self.vault, key, grant))

    def find(self, key: ConnectionKey) -> Held | None:
        try:
            return self._patiently(lambda: self.vault.read(key))
        except NotHeldError:
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

    def forget(self, key: ConnectionKey) -> None:
        self._patiently(lambda: self.vault.delete(key))

    def forget_all(self, user_id: str) -> None:
        self._patiently(lambda: self.vault.delete_all(user_id))

    def _patiently(self, call: Callable[[], T]) -> T:
        for _ in range(TRIES):
            try:
                return call()
            except BusyError:
                continue
            except UnavailableError as error:
                raise Problem(Code.UNAVAILABLE, private=f"token vault: {error}", retry_after=5) from None
        raise Problem(Code.UNAVAILABLE, private="token vault: busy", retry_after=5)
