"""What do token tests store? Valid grants around one fixed moment, and clocks that are moved by hand."""

import itertools
from typing import Any

from functions.shared.ids import new_id
from functions.shared.tokens.grants import KEPT, ConnectionKey, Grant, Provider

NOW = 1_800_000_000
STAGE = "test"
TABLE = "tokens-test"
_serial = itertools.count()


class Clock:
    """Starts at NOW; `move` lets time pass."""

    def __init__(self) -> None:
        self.now: float = NOW

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds


def user() -> str:
    return new_id(NOW)


def key(user_id: str, provider: Provider = Provider.YOUTUBE, connection: str = "c1") -> ConnectionKey:
    return ConnectionKey(user_id, provider, connection)


def grant(provider: Provider = Provider.YOUTUBE, **changes: Any) -> Grant:
    """Every token is another, and looks like one."""
    fields: dict[str, Any] = {
        "token": KEPT[provider](f"1//verysecret-{provider.value}-{next(_serial)}"),
        "account_id": f"account-{next(_serial)}",
        "scopes": frozenset({"read", "insights"}),
        "obtained_at": NOW,
        "expires_at": NOW + 60 * 86_400,
    }
    return Grant(**{**fields, **changes})
