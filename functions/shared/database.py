"""How does a function reach Postgres? One connection per thread, one transaction per piece of work.

Where the address carries no password (AWS), name and password come from a secret that the database itself rotates: a
refused sign-in reads it afresh, once.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol

import psycopg
from psycopg.rows import TupleRow

from functions.shared.problems import Code, Problem
from functions.shared.secrets import SecretReader

Connection = psycopg.Connection[TupleRow]
CONNECT_TIMEOUT = 5
STATEMENT_TIMEOUT = 20_000
"""Milliseconds: below a request's 28 s, so that a slow query ends as an answer."""
_OPTIONS = f"-c statement_timeout={STATEMENT_TIMEOUT} -c TimeZone=UTC -c idle_in_transaction_session_timeout=60000"


class Credentials(Protocol):
    """{"username", "password"}, asked for afresh or as remembered; {} where the address says all."""

    def __call__(self, *, fresh: bool) -> Mapping[str, Any]: ...


def in_address(*, fresh: bool) -> Mapping[str, Any]:  # noqa: ARG001 - the shape of Credentials
    return {}


def credentials_in(secrets: SecretReader, arn: str) -> Credentials:
    """Of the secret DATABASE_SECRET; an empty ARN: the address says all."""
    return partial(secrets.read, arn) if arn else in_address


class Database:
    """`with database.transaction() as connection:` commits at its end, rolls back on any exception."""

    def __init__(self, url: str, credentials: Credentials = in_address) -> None:
        self._url = url
        self._credentials = credentials
        self._local = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Raises Problem(unavailable) when Postgres is not there or goes away midway.

        Then nothing was committed, unless it went away during the commit: every piece of work bears being done again.
        """
        with self._connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def statement(self) -> Iterator[Connection]:
        """For a single statement, which is a transaction by itself: one round trip, not three. Raises as above."""
        with self._connection() as connection:
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            connection: Connection | None = getattr(self._local, "connection", None)
            if connection is None or connection.closed:
                connection = self._local.connection = self._open()
            try:
                yield connection
            finally:
                if connection.broken:
                    self.close()
        except psycopg.OperationalError as error:
            raise Problem(Code.UNAVAILABLE, private=f"postgres: {type(error).__name__}", retry_after=1) from error

    def close(self) -> None:
        """Of this thread."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            self._local.connection = None
            connection.close()

    def _open(self) -> Connection:
        try:
            return self._sign_in(fresh=False)
        except psycopg.OperationalError:
            if not self._credentials(fresh=False):
                raise
            return self._sign_in(fresh=True)

    def _sign_in(self, *, fresh: bool) -> Connection:
        found = self._credentials(fresh=fresh)
        who = {"user": found["username"], "password": found["password"]} if found else {}
        return psycopg.connect(
            self._url, autocommit=True, connect_timeout=CONNECT_TIMEOUT, options=_OPTIONS, prepare_threshold=None, **who
        )
