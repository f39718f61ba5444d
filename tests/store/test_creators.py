"""Is a creator in the index exactly while shared, with the newest of what is known?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from functions.shared import creators
from functions.shared.audience.metrics import Metric
from functions.shared.database import Connection, Database
from tests.store import connections

USER = "01hf7yat00000000000000000a"


def _index(database: Database) -> list[dict[str, Any]]:
    with database.transaction() as opened:
        rows = opened.execute("select followers, audience, metrics, name, checked_at from match.creators").fetchall()
    names = ("followers", "audience", "metrics", "name", "checked_at")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _publish(database: Database, connection_id: str) -> bool:
    with database.transaction() as opened:
        return creators.publish(opened, connection_id, youtube_derived=True)


def _seeded(database: Database, *, provider: str = "instagram", shared: bool = True) -> str:
    connection_id = connections.connection(database, USER, provider, share_with_brands=shared)
    connections.body(database, connection_id, '{"old": true}', connections.NOW)
    connections.body(database, connection_id, '{"new": true}', connections.NOW + 1)
    connections.metric(database, connection_id, Metric.FOLLOWERS, {date(2026, 11, 1): 10, date(2026, 11, 2): 12})
    connections.metric(database, connection_id, Metric.REACH, {date(2026, 10, 1): 7})
    return connection_id


def test_the_newest_snapshot_and_metrics_are_published_and_published_again(database: Database) -> None:
    connection_id = _seeded(database)
    assert _publish(database, connection_id)
    connections.metric(database, connection_id, Metric.FOLLOWERS, {date(2026, 11, 3): 15})
    assert _publish(database, connection_id)
    assert _index(database) == [
        {
            "followers": 15,
            "audience": {"new": True},
            "metrics": {"followers": 15, "reach": 7},
            "name": f"instagram of {USER}",
            "checked_at": connections.moment(connections.NOW),
        }
    ]


@pytest.mark.parametrize("status", ["needs_reauth", "missing_scope"])
def test_a_creator_whose_grant_is_dead_is_not_published(database: Database, status: str) -> None:
    connection_id = _seeded(database)
    with database.transaction() as opened:
        opened.execute("update connect.connections set status = %s where id = %s", (status, connection_id))
    assert not _publish(database, connection_id)
    assert _index(database) == []


def test_only_numbers_of_the_last_pull_are_published(database: Database) -> None:
    connection_id = _seeded(database)
    with database.transaction() as opened:
        opened.execute("update connect.connections set told_metrics = '{reach}' where id = %s", (connection_id,))
    _publish(database, connection_id)
    assert [(row["followers"], row["metrics"]) for row in _index(database)] == [(None, {"reach": 7})]


@pytest.mark.parametrize(("provider", "shared"), [("ga4", True), ("instagram", False)])
def test_what_is_not_shared_and_what_is_a_companys_is_not_published(
    database: Database, *, provider: str, shared: bool
) -> None:
    assert not _publish(database, _seeded(database, provider=provider, shared=shared))
    assert _index(database) == []


def test_without_a_snapshot_there_is_nothing_to_publish(database: Database) -> None:
    assert not _publish(database, connections.connection(database, USER, share_with_brands=True))


def test_without_metrics_there_are_no_followers_and_not_zero(database: Database) -> None:
    connection_id = connections.connection(database, USER, share_with_brands=True)
    connections.body(database, connection_id, "{}")
    assert _publish(database, connection_id)
    assert [(row["followers"], row["metrics"]) for row in _index(database)] == [(None, {})]


def test_who_withdraws_while_the_profile_is_saved_is_in_no_index(database: Database) -> None:
    """The one waits for the connection's row, in a statement that began when it was still shared."""
    connection_id = _seeded(database)
    _publish(database, connection_id)
    with ThreadPoolExecutor(1) as saving:
        with database.transaction() as opened:
            opened.execute("update connect.connections set share_with_brands = false where id = %s", (connection_id,))
            creators.withdraw(opened, connection_id)
            saved = saving.submit(_reindex, database)
            while not _somebody_waits(opened):
                assert not saved.done()
        saved.result(timeout=10)
    assert _index(database) == []


def _reindex(database: Database) -> None:
    """In a thread of its own, so on a connection of its own."""
    try:
        with database.transaction() as opened:
            creators.reindex(opened, USER, youtube_derived=True)
    finally:
        database.close()


def _somebody_waits(opened: Connection) -> bool:
    return opened.execute("select 1 from pg_locks where not granted").fetchone() is not None


def test_withdrawing_is_repeatable(database: Database) -> None:
    connection_id = _seeded(database)
    _publish(database, connection_id)
    for _ in range(2):
        with database.transaction() as opened:
            creators.withdraw(opened, connection_id)
        assert _index(database) == []
