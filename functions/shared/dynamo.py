"""How is a DynamoDB transaction run, and what does its refusal say?

A condition that does not hold is an answer and goes to the caller; two transactions touching one item at the same
moment is weather and is tried again. botocore keeps one ClientRequestToken over its own retries, so that a lost
response does not apply a transaction twice.
"""

import random
import time
from collections.abc import Callable, Hashable, Sequence

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DeleteError, PutError, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

ATTEMPTS = 8
_BASE_SECONDS = 0.01
_CAP_SECONDS = 0.16
_WEATHER = ("TransactionConflict", "TransactionInProgress", "Throttling", "ProvisionedThroughputExceeded")


class KeyedRow(Model):
    """Base of every row: two keys and the garbage-collection time. No decision is ever made on `ttl`."""

    class Meta:
        table_name = "unbound"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    ttl = NumberAttribute(null=True)


class Refused(Exception):
    """Conditions of a transaction did not hold; `labels` name the actions they belong to."""

    def __init__(self, labels: frozenset[Hashable]) -> None:
        super().__init__(f"conditions of {set(labels)} did not hold")
        self.labels = labels


class Contended(Exception):
    """Others kept touching the same items through all attempts."""


class Draft:
    """One transaction in the making; every action carries a label that a refusal can name.

    DynamoDB reports refusals by place, and PynamoDB sends the actions grouped by kind, not in the order they were
    added: checks, deletes, puts, updates.
    """

    def __init__(self, transaction: TransactWrite) -> None:
        self._transaction = transaction
        self._checks: list[Hashable] = []
        self._deletes: list[Hashable] = []
        self._puts: list[Hashable] = []
        self._updates: list[Hashable] = []

    @property
    def labels(self) -> list[Hashable]:
        return [*self._checks, *self._deletes, *self._puts, *self._updates]

    def require(self, label: Hashable, row: KeyedRow, condition: Condition) -> None:
        """A condition on a row that is not written; `row` carries its two keys."""
        self._checks.append(label)
        self._transaction.condition_check(type(row), row.pk, row.sk, condition=condition)

    def delete(self, label: Hashable, row: KeyedRow, condition: Condition | None = None) -> None:
        self._deletes.append(label)
        self._transaction.delete(row, condition=condition)

    def put(self, label: Hashable, row: KeyedRow, condition: Condition | None = None) -> None:
        self._puts.append(label)
        self._transaction.save(row, condition=condition)

    def update(
        self, label: Hashable, row: KeyedRow, actions: Sequence[Action], condition: Condition | None = None
    ) -> None:
        self._updates.append(label)
        self._transaction.update(row, list(actions), condition=condition)


class Transactions:
    """Runs transactions on one connection; `sleep` waits between attempts."""

    def __init__(self, connection: Connection, sleep: Callable[[float], None] = time.sleep) -> None:
        self._connection = connection
        self._sleep = sleep

    def run(self, build: Callable[[Draft], None]) -> None:
        """`build` adds the actions, anew at each attempt. Raises Refused or Contended."""
        for attempt in range(ATTEMPTS):
            draft: Draft | None = None
            try:
                with TransactWrite(connection=self._connection) as transaction:
                    draft = Draft(transaction)
                    build(draft)
            except TransactWriteError as error:
                _judge(error, draft.labels if draft else [])
                self._sleep(_wait(attempt))
            else:
                return
        raise Contended

    def holds(self, build: Callable[[Draft], None]) -> bool:
        """Runs a transaction; False when a condition did not hold."""
        try:
            self.run(build)
        except Refused:
            return False
        return True


def _judge(error: TransactWriteError, labels: Sequence[Hashable]) -> None:
    """Returns when another attempt may help."""
    reasons = [reason.code if reason else "None" for reason in error.cancellation_reasons]
    failed = [label for label, code in zip(labels, reasons, strict=False) if code == "ConditionalCheckFailed"]
    if failed:
        raise Refused(frozenset(failed)) from error
    seen = [*reasons, error.cause_response_code or ""]
    if not any(code.startswith(_WEATHER) for code in seen):
        raise error


def connect() -> Connection:
    """The connection of transactions, with the short timeouts of a request."""
    return Connection(connect_timeout_seconds=2, read_timeout_seconds=5, max_retry_attempts=3)


def applied(write: Callable[[], object], sleep: Callable[[float], None] = time.sleep) -> bool:
    """Runs one conditional write; False when its condition did not hold. Raises Contended."""
    for attempt in range(ATTEMPTS):
        try:
            write()
        except (UpdateError, PutError, DeleteError) as error:
            code = error.cause_response_code or ""
            if code == "ConditionalCheckFailedException":
                return False
            if not code.startswith(_WEATHER):
                raise
            sleep(_wait(attempt))
        else:
            return True
    raise Contended


def _wait(attempt: int) -> float:
    """Seconds before the next attempt: full jitter."""
    return random.uniform(0, min(_CAP_SECONDS, _BASE_SECONDS * 2**attempt))  # noqa: S311 - no secret
