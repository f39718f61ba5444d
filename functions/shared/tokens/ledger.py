"""Who may write a user's secret now, and what waits to be written? One row per user in DynamoDB, and an outbox.

The row is the truth about order: a document is committed when `log` has put it there, sealed. Each step after
`acquire` is conditional on the lease still being ours, so whoever lost it changes nothing.
"""

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pynamodb.exceptions import DoesNotExist, PynamoDBException
from pynamodb.expressions.update import Action

from functions.shared.clock import Clock
from functions.shared.dynamo import Contended, Draft, Refused, Transactions, applied
from functions.shared.ids import new_id
from functions.shared.tokens.ports import BusyError
from functions.shared.tokens.rows import SETTLE, LedgerRow, SettleRow, user_key, user_of

PACE = 600
"""Seconds between two writes of one secret: Secrets Manager asks for no more than that, sustained (quotas page)."""
LEASE = 60
"""Seconds. A writer that crashed keeps that user's other writers waiting for so long."""
MARGIN = 25
"""Seconds that a lease must still have before Secrets Manager is written: one call at its longest, three attempts of
7 s. Writes and deletions are fenced besides; making a secret is not.
"""
_PATIENCE = 60
_WAIT_CAP = 0.25
"""Some seven seconds of waiting for the lease in all, then Busy: a queue or a person tries again."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The row as read. `revision` 0: nothing was written yet."""

    user_id: str
    revision: int = 0
    written_at: int | None = None
    waiting: bytes | None = None
    wrapped_key: bytes | None = None
    purge: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way into the ledger; `holds`: it has tokens, so the secret is to be written."""

    revision: int
    sealed: bytes
    wrapped_key: bytes
    holds: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """The row while the lease is ours; `claimed`: the secret's next write is ours too."""

    ledger: Ledger
    lease: str
    until: int
    claimed: bool = False


class Ledgers:
    def __init__(self, transactions: Transactions, clock: Clock, sleep: Callable[[float], None] = time.sleep) -> None:
        self._transactions = transactions
        self._clock = clock
        self._sleep = sleep

    def look(self, user_id: str) -> Ledger:
        try:
            return _ledger(LedgerRow.get(user_key(user_id), "LEDGER", consistent_read=True))
        except DoesNotExist:
            return Ledger(user_id)

    def acquire(self, user_id: str) -> Hold:
        """Raises BusyError when others keep the lease."""
        lease = new_id(self._clock())
        for attempt in range(_PATIENCE):
            if hold := self._take(user_id, lease):
                return hold
            self._sleep(random.uniform(0, min(_WAIT_CAP, 0.02 * 2**attempt)))  # noqa: S311 - jitter
        raise BusyError("lease")

    def _take(self, user_id: str, lease: str) -> Hold | None:
        """A lease that is ours already counts as free: a retry after a lost response finds its own."""
        row, now = LedgerRow(user_key(user_id), "LEDGER"), int(self._clock())
        free = LedgerRow.lease.does_not_exist() | (LedgerRow.lease_until <= now) | (LedgerRow.lease == lease)
        actions: list[Action] = [LedgerRow.lease.set(lease), LedgerRow.lease_until.set(now + LEASE)]
        with contextlib.suppress(Contended):
            if applied(lambda: row.update(actions, condition=free)):
                return Hold(_ledger(row), lease, now + LEASE)
        return None

    def log(self, hold: Hold, after: Entry, *, purge: bool) -> Hold:
        """Commits `after`, and claims the secret's next write when the pace allows. Raises BusyError."""
        now, before = int(self._clock()), hold.ledger
        claimed = after.holds and _due(before, now)
        written_at = now if claimed else before.written_at
        due_at = now if purge or written_at is None else written_at + PACE
        actions: list[Action] = [
            LedgerRow.revision.set(after.revision),
            LedgerRow.waiting.set(after.sealed),
            LedgerRow.wrapped_key.set(after.wrapped_key),
            LedgerRow.purge.set(purge),
        ]
        if claimed:
            actions.append(LedgerRow.written_at.set(now))

        def build(draft: Draft) -> None:
            draft.update("ledger", _row(hold), actions, LedgerRow.lease == hold.lease)
            draft.put("settle", SettleRow(SETTLE, before.user_id, due_at=due_at))

        self._under_lease(build)
        logged = Ledger(before.user_id, after.revision, written_at, after.sealed, after.wrapped_key, purge)
        return replace(hold, ledger=logged, claimed=claimed)

    def claim(self, hold: Hold) -> Hold:
        """Claims the secret's next write when the pace allows."""
        now = int(self._clock())
        if not _due(hold.ledger, now):
            return hold
        if not applied(
            lambda: _row(hold).update([LedgerRow.written_at.set(now)], condition=LedgerRow.lease == hold.lease)
        ):
            raise BusyError("lease")
        return replace(hold, ledger=replace(hold.ledger, written_at=now), claimed=True)

    def settled(self, hold: Hold) -> None:
        """The secret holds what waited; gives the lease back. Raises BusyError when it was lost: nothing changed."""
        gone = (LedgerRow.waiting, LedgerRow.wrapped_key, LedgerRow.purge, LedgerRow.lease, LedgerRow.lease_until)

        def build(draft: Draft) -> None:
            draft.update("ledger", _row(hold), [each.remove() for each in gone], LedgerRow.lease == hold.lease)
            draft.delete("settle", SettleRow(SETTLE, hold.ledger.user_id))

        self._under_lease(build)

    def close(self, hold: Hold) -> None:
        """The user holds nothing: no row is left, nor a lease. Raises BusyError when it was lost."""

        def build(draft: Draft) -> None:
            draft.delete("ledger", _row(hold), LedgerRow.lease == hold.lease)
            draft.delete("settle", SettleRow(SETTLE, hold.ledger.user_id))

        self._under_lease(build)

    def release(self, hold: Hold) -> None:
        """Gives the lease back if it is still ours; one that cannot be given back ends by itself."""
        row, mine = _row(hold), LedgerRow.lease == hold.lease
        with contextlib.suppress(PynamoDBException, Contended):
            if hold.ledger.revision == 0:
                applied(lambda: row.delete(condition=mine & LedgerRow.revision.does_not_exist()))
            else:
                actions: list[Action] = [LedgerRow.lease.remove(), LedgerRow.lease_until.remove()]
                applied(lambda: row.update(actions, condition=mine))

    def lasts(self, hold: Hold) -> bool:
        """Whether there is time left to write Secrets Manager under this lease."""
        return hold.until - self._clock() >= MARGIN

    def due(self) -> list[str]:
        """Users with something to settle now."""
        now = int(self._clock())
        rows = SettleRow.query(SETTLE, consistent_read=True, filter_condition=SettleRow.due_at <= now)
        return [row.sk for row in rows]

    def owners(self) -> Iterator[str]:
        for row in LedgerRow.scan(LedgerRow.sk == "LEDGER", consistent_read=True):
            yield user_of(row.pk)

    def _under_lease(self, build: Callable[[Draft], None]) -> None:
        try:
            self._transactions.run(build)
        except (Refused, Contended):
            raise BusyError("lease") from None


def _due(ledger: Ledger, now: int) -> bool:
    return ledger.written_at is None or now - ledger.written_at >= PACE


def _row(hold: Hold) -> LedgerRow:
    return LedgerRow(user_key(hold.ledger.user_id), "LEDGER")


def _ledger(row: LedgerRow) -> Ledger:
    return Ledger(
        user_id=user_of(row.pk),
        revision=int(row.revision or 0),
        written_at=None if row.written_at is None else int(row.written_at),
        waiting=row.waiting,
        wrapped_key=row.wrapped_key,
        purge=bool(row.purge),
    )
