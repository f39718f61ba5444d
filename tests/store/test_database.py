"""Does a transaction commit or leave nothing, and does a lost connection cost one answer, not the process?"""

import psycopg
import pytest

from functions.shared.database import Database
from functions.shared.problems import Code, Problem


def _trends(database: Database) -> list[str]:
    with database.transaction() as connection:
        return [row[0] for row in connection.execute("select keyword from match.trends order by keyword")]


def _add(database: Database, keyword: str, *, then_fail: bool = False) -> None:
    with database.transaction() as connection:
        connection.execute("insert into match.trends (keyword, geo, requested_at) values (%s, 'TR', now())", (keyword,))
        if then_fail:
            raise LookupError(keyword)


def test_a_transaction_is_committed_at_its_end_and_leaves_nothing_on_an_exception(database: Database) -> None:
    _add(database, "kept")
    with pytest.raises(LookupError):
        _add(database, "lost", then_fail=True)
    assert _trends(database) == ["kept"]


def test_a_connection_that_was_cut_is_one_unavailable_and_the_next_piece_of_work_goes_on(database: Database) -> None:
    _add(database, "before")
    with pytest.raises(Problem) as problem, database.transaction() as connection:
        connection.execute("select pg_terminate_backend(pg_backend_pid())")
    assert problem.value.code is Code.UNAVAILABLE
    assert _trends(database) == ["before"]


def test_a_database_that_is_not_there_is_unavailable_and_says_nothing_of_its_address() -> None:
    nowhere = Database("postgresql://someone:a-password@127.0.0.1:1/nothing")
    with pytest.raises(Problem) as problem, nowhere.transaction():
        pass
    assert problem.value.code is Code.UNAVAILABLE
    assert "a-password" not in str(problem.value)


def test_a_refused_sign_in_asks_for_the_password_afresh(database_url: str) -> None:
    """As after a rotation: the password in memory is the old one."""
    asked: list[bool] = []

    def credentials(*, fresh: bool) -> dict[str, str]:
        asked.append(fresh)
        return {"username": "postgres" if fresh else "someone_gone", "password": "any"}

    database = Database(database_url, credentials)
    assert _trends(database) == []
    assert asked == [False, False, True]
    database.close()


def test_a_wrong_statement_is_our_mistake_and_not_the_weather(database: Database) -> None:
    with pytest.raises(psycopg.errors.UndefinedTable), database.transaction() as connection:
        connection.execute("select 1 from match.nowhere")
