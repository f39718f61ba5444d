"""How many units are spent, and who is pulling? Counters and leases in DynamoDB; implements `ports.Budgets`.

A counter is one conditional update, so no number of workers passes its limit. A slot is a row of its own: taking one is
a put on the condition that it is free or its lease is over, so a worker that dies holds it for the lease and no longer.
"""

import random
from collections.abc import Callable

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.update import Action

from functions.refresh.budgets import Counter, Slots
from functions.refresh.rows import BudgetRow, SlotRow
from functions.shared.dynamo import applied

_KEPT = 86_400
"""Seconds that a spent counter stays for somebody who wants to look; it decides nothing any more."""


class BudgetStore:
    """`start` chooses where the search for a free slot begins, so that workers do not all knock at the first."""

    def __init__(self, start: Callable[[int], int] = random.randrange) -> None:
        self._start = start

    def spend(self, counter: Counter, units: int) -> bool:
        if counter.limit < units:
            return False
        row = _row(counter)
        room = BudgetRow.n.does_not_exist() | (BudgetRow.n <= counter.limit - units)
        actions: list[Action] = [BudgetRow.n.add(units), BudgetRow.ttl.set(counter.ends + _KEPT)]
        return applied(lambda: row.update(actions=actions, condition=room))

    def spent(self, counter: Counter) -> int:
        row = _row(counter)
        try:
            return int(BudgetRow.get(row.pk, row.sk, consistent_read=True).n)
        except DoesNotExist:
            return 0

    def exhaust(self, counter: Counter) -> None:
        row = _row(counter)
        left = BudgetRow.n.does_not_exist() | (BudgetRow.n < counter.limit)
        actions: list[Action] = [BudgetRow.n.set(counter.limit), BudgetRow.ttl.set(counter.ends + _KEPT)]
        applied(lambda: row.update(actions=actions, condition=left))

    def take(self, slots: Slots, holder: str, now: float, until: float) -> int | None:
        if slots.limit <= 0:
            return None
        first = self._start(slots.limit)
        for step in range(slots.limit):
            place = (first + step) % slots.limit
            if _take(slots, place, holder, now, until):
                return place
        return None

    def give_back(self, slots: Slots, place: int, holder: str) -> None:
        row = SlotRow(f"SLOT#{slots.name}", str(place))
        applied(lambda: row.delete(condition=SlotRow.holder == holder))


def _take(slots: Slots, place: int, holder: str, now: float, until: float) -> bool:
    row = SlotRow(f"SLOT#{slots.name}", str(place), holder=holder, until=until, ttl=int(until) + _KEPT)
    free = SlotRow.pk.does_not_exist() | (SlotRow.until <= now)
    return applied(lambda: row.save(condition=free))


def _row(counter: Counter) -> BudgetRow:
    return BudgetRow(f"BUDGET#{counter.name}#{counter.key}", str(counter.ends))
