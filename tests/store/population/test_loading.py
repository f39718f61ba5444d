"""Are made-up people in the database as real ones are, every time, without touching anybody else?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from functions.refresh.retain_store import RetainStore
from functions.refresh.retention import cutoffs, dead_grant_cutoff, youtube_cutoff
from functions.shared.database import Database
from infra.local.population import demo, loading
from infra.local.population.loading import RESTING
from tests.store import connections
from tests.store.connections import NOW

DAY = 86_400
FEW = 60
TABLES = (
    "connect.connections",
    "connect.consents",
    "connect.snapshots",
    "connect.metrics",
    "match.creators",
    "match.creator_index",
    "match.profiles",
    "match.audiences",
    "match.company_index",
)


def counts(database: Database) -> dict[str, int]:
    with database.transaction() as opened:
        return {table: opened.execute(f"select count(*) from {table}".encode()).fetchone()[0] for table in TABLES}  # type: ignore[index]


def ask(database: Database, statement: str, *values: Any) -> list[Any]:
    with database.transaction() as opened:
        return opened.execute(statement.encode(), values).fetchall()


@pytest.fixture
def loaded(database: Database, database_url: str) -> Database:
    demo.seed(database_url, count=FEW, now=NOW)
    return database


def test_every_account_is_shared_and_in_the_index_and_nobody_pulls_it(loaded: Database) -> None:
    found = counts(loaded)
    assert found["match.creators"] == found["connect.connections"] == found["connect.consents"] > FEW
    assert found["match.creator_index"] == found["match.creators"]
    assert found["match.company_index"] == found["match.audiences"] == 20
    assert ask(loaded, "select distinct status, share_with_brands, due_at from connect.connections") == [
        ("active", True, None)
    ]


@pytest.mark.parametrize("later", [600, DAY, (RESTING - 1) * DAY])
def test_a_start_soon_after_another_writes_no_creator(loaded: Database, database_url: str, later: int) -> None:
    before, written = counts(loaded), ask(loaded, "select max(updated_at) from match.creators")
    assert demo.seed(database_url, count=FEW, now=NOW + later).accounts == 0
    assert (counts(loaded), ask(loaded, "select max(updated_at) from match.creators")) == (before, written)


def test_a_later_start_adds_what_was_told_since(loaded: Database, database_url: str) -> None:
    before = counts(loaded)
    assert demo.seed(database_url, count=FEW, now=NOW + RESTING * DAY).accounts > FEW / 2
    after = counts(loaded)
    assert after["connect.metrics"] > before["connect.metrics"]
    unmoved = ("connect.connections", "connect.consents", "match.creators", "match.profiles", "match.company_index")
    assert [after[table] for table in unmoved] == [before[table] for table in unmoved]
    newest = ask(loaded, "select max(day) from connect.metrics")[0][0]
    assert newest == datetime.fromtimestamp(NOW + RESTING * DAY, UTC).date()
    lagging = (
        "select count(*) from match.creators m join connect.connections c on c.id = m.connection_id"
        " where m.checked_at <> c.checked_at"
    )
    assert ask(loaded, lagging) == [(0,)]


def test_steps_are_changes_over_starts_too(loaded: Database, database_url: str) -> None:
    for days in (3, 6, 15):
        demo.seed(database_url, count=FEW, now=NOW + days * DAY)
    repeated = ask(
        loaded,
        "select count(*) from (select value, lag(value) over (partition by connection_id, metric order by day)"
        " as before from connect.metrics) s where value = before",
    )
    assert repeated == [(0,)]


def retain(database: Database, now: float) -> tuple[int, int]:
    """The daily run; how many accounts were emptied, by either rule."""
    store = RetainStore(database)
    emptied = store.empty_unrefreshed(youtube_cutoff(now)), store.empty_dead(dead_grant_cutoff(now))
    store.drop_replaced(store.next_connections("", youtube=True), youtube_cutoff(now))
    store.thin(store.next_connections("", youtube=False), cutoffs(now))
    return emptied


def test_the_daily_retention_erases_nobody_who_was_brought_up_to_date(loaded: Database, database_url: str) -> None:
    for days in range(0, 61, 20):
        demo.seed(database_url, count=FEW, now=NOW + days * DAY)
        assert retain(loaded, NOW + days * DAY + 3_600) == (0, 0)
    found = counts(loaded)
    assert found["match.creators"] == found["connect.connections"]


def test_youtube_goes_after_29_days_without_a_start_and_comes_back_with_one(
    loaded: Database, database_url: str
) -> None:
    """As it must for a channel that nobody could refresh; Instagram and TikTok stay."""
    before = counts(loaded)
    channels = ask(loaded, "select count(*) from connect.connections where provider = 'youtube'")[0][0]
    assert retain(loaded, NOW + 55 * DAY) == (channels, 0)
    assert counts(loaded)["match.creators"] == before["match.creators"] - channels
    demo.seed(database_url, count=FEW, now=NOW + 56 * DAY)
    assert counts(loaded)["match.creators"] == before["match.creators"]
    assert ask(loaded, "select count(*) from connect.connections where handle = ''") == [(0,)]


def test_a_larger_population_holds_the_smaller_one(loaded: Database, database_url: str) -> None:
    old = set(ask(loaded, "select connection_id, handle from match.creators"))
    demo.seed(database_url, count=FEW * 2, now=NOW)
    assert old < set(ask(loaded, "select connection_id, handle from match.creators"))


def test_real_people_are_left_alone_by_starts_and_by_the_removal(loaded: Database, database_url: str) -> None:
    mine = connections.connection(loaded, "01hf7yat00000000000000000a", share_with_brands=True)
    before = ask(loaded, "select * from connect.connections where id = %s", mine)
    demo.seed(database_url, count=FEW, now=NOW + RESTING * DAY)
    loading.remove(loaded)
    assert ask(loaded, "select * from connect.connections") == before
    assert {table: found for table, found in counts(loaded).items() if found} == {"connect.connections": 1}
