"""Do `make run` and the command put made-up people where they belong?"""

from pathlib import Path
from typing import Any

import pytest

from functions.shared.database import Database
from infra.local.failure import LocalError
from infra.local.node import Node
from infra.local.population import __main__ as command
from infra.local.stack import LocalStack


def started(tmp_path: Path, database_url: str, creators: int) -> tuple[LocalStack, list[str]]:
    """A stack before its parts are: only its database is there."""
    said: list[str] = []
    stack = LocalStack(tmp_path, 1, Node(tmp_path), None, {"DATABASE_URL": database_url}, said.append, creators)
    return stack, said


def users(database: Database) -> int:
    with database.transaction() as opened:
        found: Any = opened.execute("select count(distinct user_id) from match.creators").fetchone()
    return int(found[0])


def test_a_stack_has_as_many_as_it_was_asked_for(tmp_path: Path, database: Database, database_url: str) -> None:
    stack, said = started(tmp_path, database_url, 15)
    stack._seed()
    assert users(database) == 15
    assert said[0].startswith("made-up people: 15 creators")


def test_a_stack_is_empty_unless_it_was_asked(tmp_path: Path, database: Database, database_url: str) -> None:
    stack, said = started(tmp_path, database_url, 0)
    stack._seed()
    assert (users(database), said) == (0, [])


def test_without_a_database_the_start_ends_in_a_line(tmp_path: Path) -> None:
    stack, _ = started(tmp_path, "postgresql://127.0.0.1:1/none", 1)
    with pytest.raises(LocalError, match="made-up people"):
        stack._seed()


def test_the_command_loads_and_removes(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    for arguments, there in ((["--count", "12"], 12), (["--count", "12"], 12), (["--remove"], 0)):
        monkeypatch.setattr("sys.argv", ["population", *arguments])
        assert command.main() == 0
        assert users(database) == there
    assert "12 creators" in capsys.readouterr().out


def test_where_nothing_runs_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(command, "STATE", tmp_path)
    monkeypatch.setattr("sys.argv", ["population"])
    assert command.main() == 1
    assert "make run" in capsys.readouterr().err
