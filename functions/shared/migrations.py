"""Which schema changes has this database not seen yet? Runs them in order, each in a transaction of its own.

Expand/contract: a migration only adds what the code of the release before can live with; what nobody reads any more
goes in a later one. An applied migration is never edited: its checksum is kept and compared.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psycopg

from functions.shared import aws
from functions.shared.clock import system_clock
from functions.shared.database import Credentials, credentials_in, in_address
from functions.shared.secrets import SecretReader

LOCK = 0x1F0F
"""Advisory lock of the runner: two deployments at once take turns."""
CONNECT_TIMEOUT = 10
_LEDGER = """
create table if not exists public.schema_migrations (
    number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now()
)"""


class MigrationError(Exception):
    """A migration that failed, changed after it ran, or is misnamed."""


@dataclass(frozen=True)
class Migration:
    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def payload(migrations: Sequence[Migration]) -> dict[str, Any]:
    """What `handle` takes: a function that is deployed already can run what only the next release knows."""
    return {"migrations": [asdict(migration) for migration in migrations]}


def handle(event: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Runs the event's migrations on the function's own database; raises MigrationError."""
    secrets = SecretReader(aws.client("secretsmanager"), system_clock)
    credentials = credentials_in(secrets, environment.get("DATABASE_SECRET", ""))
    migrations = [Migration(**each) for each in event["migrations"]]
    return {"applied": apply(environment["DATABASE_URL"], migrations, credentials)}


def apply(url: str, migrations: Sequence[Migration], credentials: Credentials = in_address) -> list[str]:
    """Names of the migrations that ran now. Raises MigrationError; what ran before a failure stays."""
    found = credentials(fresh=True)
    who = {"user": found["username"], "password": found["password"]} if found else {}
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_TIMEOUT, **who) as connection:
            connection.execute("select pg_advisory_lock(%s)", (LOCK,))
            connection.execute(_LEDGER)
            new = _pending(connection, migrations)
            for migration in new:
                _run(connection, migration)
    except psycopg.OperationalError as error:
        raise MigrationError(f"the database cannot be reached: {error}") from error
    return [migration.name for migration in new]


def _pending(connection: psycopg.Connection, migrations: Sequence[Migration]) -> list[Migration]:
    rows = connection.execute("select number, sha256 from public.schema_migrations").fetchall()
    applied: dict[int, str] = dict(rows)
    for migration in migrations:
        if applied.get(migration.number, migration.sha256) != migration.sha256:
            raise MigrationError(f"{migration.name} was edited after it ran: write a new migration instead")
    return [migration for migration in migrations if migration.number not in applied]


def _run(connection: psycopg.Connection, migration: Migration) -> None:
    try:
        with connection.transaction():
            connection.execute(migration.sql.encode())
            connection.execute(
                "insert into public.schema_migrations (number, name, sha256) values (%s, %s, %s)",
                (migration.number, migration.name, migration.sha256),
            )
    except psycopg.Error as error:
        raise MigrationError(f"{migration.name}: {error}".strip()) from error
