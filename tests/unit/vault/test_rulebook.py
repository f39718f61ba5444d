"""Saving upload rules: over the port, with a store that lets others come first."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.vault.rules.ports_rules import SavedRules
from functions.vault.rules.rulebook import Rulebook, StaleError
from functions.vault.rules.rules import Rules
from tests.unit.vault.samples import NOW, USER

NIGHTLY, WEEKLY = Rules(interval_minutes=1440), Rules(interval_minutes=10_080)


@dataclass
class Drawer:
    """A store of one user's rules. `before_keep` is what somebody else does just before."""

    held: SavedRules = field(default_factory=lambda: SavedRules(Rules(), 0, None))
    before_keep: list[Callable[[], None]] = field(default_factory=list)

    def rules(self, user_id: str) -> SavedRules:
        assert user_id == USER
        return self.held

    def keep(self, user_id: str, before: SavedRules, after: SavedRules) -> None:
        assert user_id == USER
        if self.before_keep:
            self.before_keep.pop()()
        if self.held != before:
            raise OvertakenError
        self.held = after


def save(drawer: Drawer, rules: Rules, if_match: str | None) -> SavedRules:
    return Rulebook(drawer, sleep=lambda _: None).save(USER, rules, IfMatch(if_match).allows, NOW)


def test_the_first_rules_build_on_revision_zero() -> None:
    drawer = Drawer()
    assert save(drawer, NIGHTLY, '"0"') == drawer.held == SavedRules(NIGHTLY, 1, NOW)
    assert save(drawer, WEEKLY, '"1"').rev == 2


def test_rules_as_built_are_saved_when_somebody_wants_them() -> None:
    assert save(Drawer(), Rules(), '"0"') == SavedRules(Rules(), 1, NOW)


def test_another_revision_by_now_is_shown_and_kept() -> None:
    drawer = Drawer(SavedRules(NIGHTLY, 3, 1.0))
    with pytest.raises(StaleError) as stale:
        save(drawer, WEEKLY, '"2"')
    assert stale.value.current == drawer.held == SavedRules(NIGHTLY, 3, 1.0)


def test_a_repetition_after_a_lost_answer_is_a_success_and_changes_nothing() -> None:
    drawer = Drawer()
    first = save(drawer, NIGHTLY, '"0"')
    assert save(drawer, NIGHTLY, '"0"') == first == drawer.held


def test_who_is_overtaken_has_meant_another_revision() -> None:
    drawer = Drawer()
    drawer.before_keep.append(lambda: setattr(drawer, "held", SavedRules(WEEKLY, 1, 1.0)))
    with pytest.raises(StaleError):
        save(drawer, NIGHTLY, '"0"')
    assert drawer.held.rules == WEEKLY


def test_without_a_revision_nothing_is_saved() -> None:
    drawer = Drawer()
    with pytest.raises(Problem) as refused:
        save(drawer, NIGHTLY, None)
    assert (refused.value.code, drawer.held.rev) == (Code.PRECONDITION_REQUIRED, 0)
