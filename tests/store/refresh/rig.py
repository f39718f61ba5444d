"""What do tests of refresh work with? The real plan and pull: Postgres, the providers' own clients, the sandbox.

Time is the rig's: sandbox, tokens and refresh are told the same. The queue is a list, delivered as Lambda gets it.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event, current_thread, main_thread
from typing import Any

from functions.refresh import triggers
from functions.refresh.budgets import Limits
from functions.refresh.due_store import DueStore
from functions.refresh.plan import Plan
from functions.refresh.ports import Budgets
from functions.refresh.pull_wiring import providers
from functions.refresh.pulling import Pulling
from functions.refresh.retain_store import RetainStore
from functions.refresh.retaining import Retaining
from functions.refresh.store import Store
from functions.shared.database import Database
from functions.shared.ids import new_id
from functions.shared.provider_clients import ProviderClients
from functions.shared.pulls import Pull, PullQueue, encode
from functions.shared.tokens.grants import KEPT, ConnectionKey, Grant, Provider
from functions.shared.tokens.ports import TokenVault
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.world import Granted, Seen
from tests.fakes.metrics import CountedMetrics
from tests.store import connections

START = 1_780_000_000.0
"""A morning of spring 2026."""


@dataclass
class Clock:
    now: float = START

    def __call__(self) -> float:
        return self.now


class Sqs:
    """The queue: takes batches as SQS does; `down`: it answers nothing."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.down = False
        self.refuses: Callable[[str], bool] = lambda _body: False

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803
        assert QueueUrl == "queue"
        if self.down:
            raise ConnectionError("SQS is away")
        refused = [entry for entry in Entries if self.refuses(entry["MessageBody"])]
        self.bodies += [entry["MessageBody"] for entry in Entries if entry not in refused]
        return {"Failed": [{"Id": entry["Id"], "Code": "InternalError"} for entry in refused]}


@dataclass
class Rig:
    sandbox: Sandbox
    database: Database
    vault: TokenVault
    budgets: Budgets
    clock: Clock
    limits: Limits = field(default_factory=Limits)
    metrics: CountedMetrics = field(default_factory=CountedMetrics)
    sqs: Sqs = field(default_factory=Sqs)
    slept: float = 0.0

    def __post_init__(self) -> None:
        registrations = self.sandbox.registrations()
        self.pulling = Pulling(
            claims=Store(self.database, youtube_derived=True),
            budgets=self.budgets,
            providers=providers(self.vault, self.metrics),
            clients=ProviderClients(lambda: registrations),
            limits=self.limits,
            metrics=self.metrics,
            clock=self.clock,
            chance=random.Random(1).random,
            stopwatch=self._stopwatch,
            sleep=self._sleep,
        )
        queue = PullQueue(self.sqs, "queue")  # type: ignore[arg-type] # what PullQueue uses of the client
        self.plan = Plan(DueStore(self.database), self.budgets, queue, self.limits, self.metrics, self.clock)
        self.retaining = Retaining(RetainStore(self.database), self.metrics, self.clock, lambda: 0.0)

    def _stopwatch(self) -> float:
        return time.monotonic() + self.slept

    def _sleep(self, seconds: float) -> None:
        """Time that the pull waits by itself passes at once."""
        self.slept += seconds

    def limited(self, limits: Limits) -> "Rig":
        """The same world under other budgets."""
        return replace(self, limits=limits)

    def connect(self, provider: str, login: str, *, age: float = 0.0, **columns: Any) -> str:
        """What connect does: a grant in the vault, then the row, due now; its id."""
        user_id = columns.pop("user_id", new_id(self.clock()))
        account = self.sandbox.world.accounts[login]
        granted = self.sandbox.world.grant(provider, login, age=age)
        property_id = account.properties[0].id if provider == "ga4" and account.properties else None
        row = {
            "account_id": "" if provider == "ga4" else granted.account_id,
            "property_id": property_id,
            "due_at": connections.moment(self.clock()),
            "checked_at": None,
            "verified_at": None,
            **columns,
        }
        connection_id = connections.connection(self.database, user_id, provider, self.clock(), **row)
        self.keep(user_id, connection_id, granted)
        return connection_id

    def keep(self, user_id: str, connection_id: str, granted: Granted) -> None:
        provider = Provider(granted.provider)
        expires_at = None if granted.expires_at is None else int(granted.expires_at)
        grant = Grant(
            KEPT[provider](granted.token),
            granted.account_id,
            frozenset(granted.scopes),
            int(granted.issued_at),
            expires_at,
        )
        self.vault.put(ConnectionKey(user_id, provider, connection_id), grant, seen=None)

    def row(self, connection_id: str) -> dict[str, Any]:
        with self.database.transaction() as opened:
            cursor = opened.execute("select * from connect.connections where id = %s", (connection_id,))
            names = [column.name for column in cursor.description or ()]
            found = cursor.fetchone()
        return dict(zip(names, found, strict=True)) if found else {}

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with self.database.transaction() as opened:
            return opened.execute(statement.encode(), parameters).fetchall()

    def count(self, table: str, connection_id: str) -> int:
        return int(self.rows(f"select count(*) from {table} where connection_id = %s", connection_id)[0][0])

    def message(self, connection_id: str) -> str:
        """As connect sends it: asking for the next pull."""
        return encode(Pull(connection_id, self.row(connection_id)["pull_no"]))

    def deliver(self, bodies: Iterable[str]) -> list[int]:
        """One batch to the worker; places of the messages that failed."""
        answer = triggers.pull(event(list(bodies)), self.pulling)
        return [int(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]

    def pull(self, *connection_ids: str) -> list[int]:
        return self.deliver(map(self.message, connection_ids))

    def due(self, connection_id: str) -> None:
        """As a refresh by hand."""
        with self.database.transaction() as opened:
            opened.execute(
                "update connect.connections set due_at = %s where id = %s",
                (connections.moment(self.clock()), connection_id),
            )

    def at_first_call(self, statement: str) -> None:
        """Runs a statement while the provider is being asked, as somebody else would."""
        note, done = self.sandbox.world.note, Event()

        def noted(seen: Seen) -> None:
            if not done.is_set():
                done.set()
                self.rows_changed(statement)
            note(seen)

        self.sandbox.world.note = noted  # type: ignore[method-assign] # a hook

    def rows_changed(self, statement: str) -> int:
        """On a connection of its own: it may run in another thread."""
        with self.database.transaction() as opened:
            changed = opened.execute(statement.encode()).rowcount
        if current_thread() is not main_thread():
            self.database.close()
        return changed

    def deliver_all(self, size: int = 5) -> list[str]:
        """Everything in the queue, in batches; bodies that failed."""
        failed = []
        while batch := self.sqs.bodies[:size]:
            del self.sqs.bodies[:size]
            failed += [batch[place] for place in self.deliver(batch)]
        return failed


def event(bodies: Sequence[str]) -> dict[str, Any]:
    records = [
        {
            "messageId": str(place),
            "receiptHandle": f"receipt-{place}",
            "body": body,
            "attributes": {"ApproximateReceiveCount": "1"},
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-central-1:000000000000:RefreshQueue",
            "awsRegion": "eu-central-1",
        }
        for place, body in enumerate(bodies)
    ]
    found: dict[str, Any] = json.loads(json.dumps({"Records": records}))
    return found
