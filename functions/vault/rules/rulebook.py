"""Which upload rules has a user saved? One document with a revision, replaced as a whole; over the port."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from functions.vault.core.contention import persist
from functions.vault.rules.ports_rules import RuleStore, SavedRules
from functions.vault.rules.rules import Rules


class StaleError(Exception):
    """Another revision is there by now."""

    def __init__(self, current: SavedRules) -> None:
        super().__init__(f"revision {current.rev} is there by now")
        self.current = current


@dataclass(frozen=True, slots=True)
class Rulebook:
    store: RuleStore
    sleep: Callable[[float], None] = time.sleep

    def read(self, user_id: str) -> SavedRules:
        return self.store.rules(user_id)

    def save(self, user_id: str, rules: Rules, is_meant: Callable[[int], bool], now: float) -> SavedRules:
        """Raises StaleError, Problem(unavailable); and what `is_meant` raises.

        The very rules that are there already are a success whatever revision was meant: an answer got lost, and this is
        its repetition (RFC 9110 §13.1.1).
        """

        def attempt() -> SavedRules:
            present = self.store.rules(user_id)
            meant = is_meant(present.rev)
            if present.rev and present.rules == rules:
                return present
            if not meant:
                raise StaleError(present)
            anew = SavedRules(rules, present.rev + 1, now)
            self.store.keep(user_id, present, anew)
            return anew

        return persist(attempt, self.sleep)
