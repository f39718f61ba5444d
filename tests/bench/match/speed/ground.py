"""What does all that is compared stand on? A Postgres with stated settings, a migrated database for each size."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from infra import migrate
from infra.layout import MIGRATIONS
from infra.local.postgres import Postgres

SETTINGS = {
    "shared_buffers": "2GB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "6GB",
    "random_page_cost": "1.1",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}
"""For a machine of 8 GB with a solid-state disk; all else as PostgreSQL comes."""
_TOLD = (*SETTINGS, "work_mem", "max_parallel_workers_per_gather", "max_parallel_maintenance_workers", "jit",
    "synchronous_commit", "fsync")  # fmt: skip
_CREATORS = """
create schema bench;
create table bench.creators (
    id bigint, platform text, country text, category text, followers bigint, engagement_rate real, growth real,
    views real, posted_on date, price_from integer, price_to integer, confidence real, checked_at timestamptz,
    facets integer[], embedding vector(73)
);
"""


@contextmanager
def standing() -> Iterator[str]:
    """The server's URL."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _configure(Path(folder) / "postgres")
        postgres = Postgres(Path(folder) / "postgres")
        url = postgres.start()
        try:
            yield url
        finally:
            postgres.stop()


def _configure(data: Path) -> None:
    """Some of the settings hold from a start on only."""
    postgres = Postgres(data)
    with psycopg.connect(postgres.start(), autocommit=True) as connection:
        for name, value in SETTINGS.items():
            connection.execute(sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value)))
    postgres.stop()


@contextmanager
def database(server: str, size: int) -> Iterator[str]:
    """The URL of a database with our tables and an empty bench.creators; it is dropped afterwards."""
    name = f"bench_{size}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    url = make_conninfo(server, dbname=name)
    try:
        migrate.apply(url, MIGRATIONS)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_CREATORS)
        yield url
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def versions(server: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create extension if not exists vector")
        found = connection.execute("select extversion from pg_extension where extname = 'vector'").fetchone()
        version = connection.info.parameter_status("server_version")
        told = [f"{name} {_show(connection, name)}" for name in _TOLD]
    return f"PostgreSQL {version}, pgvector {found[0] if found else '?'}: {', '.join(told)}"


def _show(connection: psycopg.Connection, name: str) -> str:
    found = connection.execute("select current_setting(%s)", (name,)).fetchone()
    return str(found[0]) if found else ""
