"""Where do connect's tests happen? The function on the emulator, a database, a sandbox, and a look behind them."""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from functions.auth.signing_keys import KeySet
from functions.connect.wiring import Connect
from functions.shared.database import Database
from infra.local.sandbox.server import Sandbox
from tests.store.signed_in import Clock

T = TypeVar("T")
DAY = 86_400


@dataclass
class Place:
    """The connect function on the emulator, with what a test needs to look behind it."""

    connect: Connect
    database: Database
    clock: Clock
    keys: KeySet
    sandbox: Sandbox
    sqs: Any = field(repr=False)
    dynamodb: Any = field(repr=False)
    secrets: Any = field(repr=False)
    queue_url: str
    tables: Mapping[str, str]

    @contextmanager
    def registered(self, arn: str, clients: Mapping[str, Any]) -> Iterator[None]:
        """Other registrations at the providers for a while."""
        before = self.secrets.get_secret_value(SecretId=arn)["SecretString"]
        try:
            self._register(arn, json.dumps(clients))
            yield
        finally:
            self._register(arn, before)

    def _register(self, arn: str, text: str) -> None:
        self.secrets.put_secret_value(SecretId=arn, SecretString=text)
        self.connect.secrets.read(arn, fresh=True)

    def queued(self) -> list[dict[str, Any]]:
        """Messages on the refresh queue since the last call."""
        bodies = []
        while got := self.sqs.receive_message(QueueUrl=self.queue_url, MaxNumberOfMessages=10).get("Messages"):
            for message in got:
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
                bodies.append(json.loads(message["Body"]))
        return bodies

    def query(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with self.database.transaction() as opened:
            return opened.execute(statement.encode(), parameters).fetchall()

    def execute(self, statement: str, *parameters: Any) -> None:
        with self.database.transaction() as opened:
            opened.execute(statement.encode(), parameters)

    def rows(self, user_id: str) -> int:
        """How many connections a user has."""
        return int(self.query("select count(*) from connect.connections where user_id = %s", user_id)[0][0])

    def items(self, table: str, about: str = "") -> list[dict[str, Any]]:
        """Rows of a DynamoDB table (`connect`, `tokens`) that hold a text."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.tables[table], ConsistentRead=True)
        return [item for page in pages for item in page["Items"] if about in str(item)]

    def at_once(self, *calls: Callable[[], T]) -> list[T]:
        """All in threads of their own, each with its connection to the database; in order."""

        def run(call: Callable[[], T]) -> T:
            try:
                return call()
            finally:
                self.database.close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(run, calls))

    def calls(self, operation: str) -> int:
        return self.sandbox.world.counts[operation]
