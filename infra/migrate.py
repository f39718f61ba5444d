"""Which schema changes has this database not seen yet? Runs them in order, each in a transaction of its own.

Expand/contract: a migration only adds what the code of the release before can live with; what nobody reads any more
goes in a later one. An applied file is never edited: its checksum is kept and compared.

Usage: DATABASE_URL=... python -m infra.migrate
"""

import hashlib
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from infra.layout import MIGRATIONS

LOCK = 0x1F0F
"""Advisory lock of the runner: two deployments at once take turns."""
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
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


def read(folder: Path) -> list[Migration]:
    """Raises MigrationError for a name or number that does not fit."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        name = _NAME.fullmatch(path.name)
        if not name:
            raise MigrationError(f"{path.name}: a migration is named like 0002_add_profiles.sql")
        found.append(Migration(int(name[1]), path.name, path.read_text()))
    if [m.number for m in found] != list(range(1, len(found) + 1)):
        raise MigrationError(f"migrations must be numbered 1, 2, 3...: {', '.join(m.name for m in found)}")
    return found


def apply(url: str, folder: Path, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Names of the migrations that ran now. Raises MigrationError; what ran before a failure stays."""
    migrations = read(folder)
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            connection.execute("select pg_advisory_lock(%s)", (LOCK,))
            connection.execute(_LEDGER)
            new = _pending(connection, migrations)
            for migration in new:
                _run(connection, migration)
    except psycopg.OperationalError as error:
        raise MigrationError(f"the database cannot be reached: {error}") from error
    progress(f"database: {', '.join(m.name for m in new) if new else 'schema is current'}")
    return [m.name for m in new]


def _pending(connection: psycopg.Connection, migrations: list[Migration]) -> list[Migration]:
    rows = connection.execute("select number, sha256 from public.schema_migrations").fetchall()
    applied: dict[int, str] = dict(rows)
    for migration in migrations:
        if applied.get(migration.number, migration.sha256) != migration.sha256:
            raise MigrationError(f"{migration.name} was edited after it ran: write a new migration instead")
    return [m for m in migrations if m.number not in applied]


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


def main() -> int:
    url = os.environ.get("DATABASE_URL")
    if not url:
        print("migrate: set DATABASE_URL", file=sys.stderr)
        return 2
    try:
        apply(url, MIGRATIONS, print)
    except MigrationError as error:
        print(f"migrate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
