"""How is a rate-limit window counted? Conditional counters in a table, within a transaction or in one of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition, size

from functions.shared.dynamo import Draft, KeyedRow, Refused, Transactions
from functions.shared.rates import Window


class CounterRow(KeyedRow):
    """What a window's row holds; a table's own row type inherits from its base and from this."""

    n = NumberAttribute(null=True)
    members = UnicodeSetAttribute(null=True)


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of one table."""

    row: type[CounterRow]

    def charge(self, draft: Draft, window: Window, now: int) -> None:
        actions = [self.row.n.add(1), self.row.ttl.set(_ends(window, now))]
        draft.update(window, self._row(window, now), actions, self._room(window))

    def charge_member(self, draft: Draft, window: Window, member: str, now: int) -> None:
        """Counts different members; one that is counted already costs nothing."""
        short = member[:16]
        room = (
            self.row.members.does_not_exist()
            | self.row.members.contains(short)
            | (size(self.row.members) < window.limit)  # type: ignore[no-untyped-call] # untyped in pynamodb
        )
        actions = [self.row.members.add({short}), self.row.ttl.set(_ends(window, now))]
        draft.update(window, self._row(window, now), actions, room)

    def refund(self, draft: Draft, window: Window, now: int) -> None:
        """One charge, where one is there."""
        draft.update(window, self._row(window, now), [self.row.n.add(-1)], self.row.n > 0)

    def require_room(self, draft: Draft, window: Window, now: int) -> None:
        draft.require(window, self._row(window, now), self._room(window))

    def _row(self, window: Window, now: int) -> CounterRow:
        return self.row(f"RL#{window.name}#{window.key}", str(window.start(now)))

    def _room(self, window: Window) -> Condition:
        room: Condition = self.row.n.does_not_exist() | (self.row.n < window.limit)
        return room


@dataclass(frozen=True, slots=True)
class Rates:
    """Charges what needs no other write, and takes charges back."""

    windows: Windows
    transactions: Transactions

    def charge(self, charged: Sequence[Window], now: int) -> Window | None:
        """On all or on none; the full one that lasts longest, or None. Raises dynamo.Contended."""

        def build(draft: Draft) -> None:
            for window in charged:
                self.windows.charge(draft, window, now)

        try:
            self.transactions.run(build)
        except Refused as refused:
            full = [window for window in charged if window in refused.labels]
            return max(full, key=lambda window: window.retry_after(now))
        return None

    def refund(self, charged: Sequence[Window], now: int) -> None:
        """On all or on none; none when one of them has ended or was emptied meanwhile. Raises dynamo.Contended."""

        def build(draft: Draft) -> None:
            for window in charged:
                self.windows.refund(draft, window, now)

        self.transactions.holds(build)


def _ends(window: Window, now: int) -> int:
    return window.start(now) + 2 * window.seconds
