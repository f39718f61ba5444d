"""Do migrations run once, in order, each whole or not at all? On the embedded Postgres that `make run` uses."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from functions.shared.migrations import MigrationError
from infra import migrate
from infra.layout import MIGRATIONS
from infra.local.postgres import Postgres
from infra.local.stack import LocalStack

_names = itertools.count()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    postgres = Postgres(tmp_path_factory.mktemp("postgres") / "data")
    yield postgres.start()
    postgres.stop()


@pytest.fixture
def database(server: str) -> str:
    """A database of its own for each test."""
    name = f"test{next(_names)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server.replace("/postgres?", f"/{name}?")


def _write(folder: Path, **files: str) -> Path:
    for name, sql in files.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(sql)
    return folder


def _one(url: str, sql: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(sql.encode()).fetchone()
    return row[0] if row else None


def test_the_real_migrations_make_vectors_and_schemas(database: str) -> None:
    assert migrate.apply(database, MIGRATIONS) == [path.name for path in sorted(MIGRATIONS.glob("*.sql"))]
    assert _one(database, "select '[1,2,3]'::vector <-> '[1,2,4]'::vector") == 1.0
    found = "select count(*) from information_schema.schemata where schema_name in ('connect', 'match')"
    assert _one(database, found) == 2


def test_what_ran_does_not_run_again(database: str, tmp_path: Path) -> None:
    folder = _write(tmp_path, m0001_a="create table a (x int)")
    assert migrate.apply(database, folder) == ["0001_a.sql"]
    _write(tmp_path, m0002_b="alter table a add y int")
    assert migrate.apply(database, folder) == ["0002_b.sql"]
    assert migrate.apply(database, folder) == []


def test_a_migration_is_whole_or_not_there(database: str, tmp_path: Path) -> None:
    folder = _write(tmp_path, m0001_a="create table a (x int)", m0002_b="create table b (x int); select 1/0")
    with pytest.raises(MigrationError, match=r"0002_b\.sql: division by zero"):
        migrate.apply(database, folder)
    assert _one(database, "select to_regclass('a')::text") == "a"
    assert _one(database, "select to_regclass('b')") is None
    _write(tmp_path, m0002_b="create table b (x int)")
    assert migrate.apply(database, folder) == ["0002_b.sql"]


def test_a_migration_that_ran_may_not_change(database: str, tmp_path: Path) -> None:
    folder = _write(tmp_path, m0001_a="create table a (x int)")
    migrate.apply(database, folder)
    _write(tmp_path, m0001_a="create table a (x bigint)")
    with pytest.raises(MigrationError, match=r"0001_a\.sql was edited after it ran"):
        migrate.apply(database, folder)


def test_two_deployments_at_once_run_each_migration_once(database: str, tmp_path: Path) -> None:
    folder = _write(tmp_path, m0001_a="create table a (x int)", m0002_b="create table b (x int)")
    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(lambda _: migrate.apply(database, folder), range(4)))
    assert sorted(name for names in ran for name in names) == ["0001_a.sql", "0002_b.sql"]


@pytest.mark.parametrize("name", ["0001-a.sql", "1_a.sql", "0001_A.sql", "0002_a.sql"])
def test_a_misnamed_migration_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("select 1")
    with pytest.raises(MigrationError):
        migrate.read(tmp_path)


def test_a_database_that_is_not_there_is_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="the database cannot be reached"):
        migrate.apply("postgresql://postgres@127.0.0.1:1/none", _write(tmp_path, m0001_a="select 1"))


@pytest.mark.stack
def test_a_deployed_function_migrates_the_database_that_only_it_can_reach(stack: LocalStack) -> None:
    assert migrate.apply_remotely(stack.cloud, stack.outputs, MIGRATIONS) == []


@pytest.mark.stack
def test_what_that_function_refuses_is_told_here(stack: LocalStack, tmp_path: Path) -> None:
    folder = _write(tmp_path, m0001_schemas="create table something_else (x int)")
    with pytest.raises(MigrationError, match=r"0001_schemas\.sql was edited after it ran"):
        migrate.apply_remotely(stack.cloud, stack.outputs, folder)
