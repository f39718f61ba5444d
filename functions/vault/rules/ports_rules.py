"""What do upload rules need from the world? The port; its adapter is `rules_store`."""

from dataclasses import dataclass
from typing import Protocol

from functions.vault.rules.rules import Rules


@dataclass(frozen=True, slots=True)
class SavedRules:
    """`rev` 0: nobody has saved any. `saved_at` epoch seconds."""

    rules: Rules
    rev: int
    saved_at: float | None


class RuleStore(Protocol):
    def rules(self, user_id: str) -> SavedRules: ...

    def keep(self, user_id: str, before: SavedRules, after: SavedRules) -> None:
        """Raises OvertakenError when the rules are no longer the ones before."""
