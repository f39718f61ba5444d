"""Is the index as today's rules want it after an hour? On real Postgres, with indexes that are really built."""

import itertools
import threading
import time

import psycopg
import pytest

from functions.match.tending import LARGE, SMALL, Tending, changes
from functions.match.tending_store import CountryIndexes, IndexRows
from functions.shared.audience.buckets import Name
from functions.shared.database import Database
from functions.shared.matching import indexing
from tests.store import connections
from tests.store.match.crowd import crowd
from tests.unit.audience.samples import dimension

GENDER = [dimension(Name.GENDER, [("female", 70.0), ("male", 30.0)])]


def _tending(database: Database, *, youtube_derived: bool = True) -> Tending:
    return Tending(
        IndexRows(database, youtube_derived=youtube_derived), CountryIndexes(database), itertools.count().__next__
    )


def _shared(database: Database, user_id: str, platform: str = "instagram") -> None:
    connection_id = connections.connection(database, user_id, platform, share_with_brands=True)
    connections.snapshot(database, connection_id, platform, GENDER)
    with database.transaction() as opened:
        opened.execute(
            "insert into match.creators (connection_id, user_id, platform, name, handle, audience, metrics, checked_at,"
            " updated_at) select one.id, user_id, provider, name, handle, body, '{}', checked_at, now()"
            " from connect.connections one join connect.snapshots on connection_id = one.id where one.id = %s",
            (connection_id,),
        )


def _platforms(database: Database) -> list[str]:
    with database.statement() as opened:
        return [row[0] for row in opened.execute("select platform from match.creator_index order by 1").fetchall()]


def test_rows_that_are_missing_or_made_by_other_rules_are_made_anew(database: Database) -> None:
    for user_id in ("a", "b"):
        _shared(database, user_id)
    tending = _tending(database)
    assert (tending.reindex(), tending.reindex()) == (2, 0)
    with database.statement() as opened:
        opened.execute("update match.creator_index set features_version = 0")
    assert tending.reindex() == 2
    with database.statement() as opened:
        versions = opened.execute("select distinct features_version from match.creator_index").fetchall()
    assert versions == [(indexing.VERSION,)]


def test_a_row_that_cannot_be_written_stops_no_other_and_is_heard(database: Database) -> None:
    for user_id in ("a", "b"):
        _shared(database, user_id)
    with database.statement() as opened:
        first = opened.execute("select id from match.creators order by connection_id").fetchall()[0][0]
        opened.execute(f"alter table match.creator_index add constraint refused check (id <> {first})".encode())
    with pytest.raises(RuntimeError, match="1 row"):
        _tending(database).reindex()
    assert len(_platforms(database)) == 1


def test_youtube_comes_and_goes_with_the_setting(database: Database) -> None:
    _shared(database, "a", "youtube")
    _shared(database, "b", "tiktok")
    assert _tending(database, youtube_derived=False).reindex() == 1
    assert _platforms(database) == ["tiktok"]
    assert _tending(database).reindex() == 1
    assert _platforms(database) == ["tiktok", "youtube"]
    assert _tending(database, youtube_derived=False).reindex() == 1
    assert _platforms(database) == ["tiktok"]


def test_country_indexes_are_made_found_and_dropped(database: Database) -> None:
    crowd(database, 20)
    countries = CountryIndexes(database)
    assert sum(countries.counted().values()) <= 20
    countries.make("US")
    countries.make("US")
    assert countries.indexed() == {"TR", "US"}
    assert _tending(database).index_countries() == 1
    assert countries.indexed() == {"TR"}


def test_what_a_cut_off_build_left_is_taken_away(database: Database) -> None:
    countries = CountryIndexes(database)
    countries.make("US")
    with database.statement() as opened:
        opened.execute(
            "update pg_index set indisvalid = false where indexrelid = 'match.creator_index_hnsw_us'::regclass"
        )
    assert countries.indexed() == {"TR"}
    with database.statement() as opened:
        assert opened.execute("select to_regclass('match.creator_index_hnsw_us')").fetchall() == [(None,)]


def _under_construction(database: Database) -> bool:
    with database.statement() as opened:
        found = opened.execute("select from pg_stat_progress_create_index where index_relid <> 0").fetchall()
    return bool(found)


def test_an_index_that_is_being_built_is_left_alone(database: Database, database_url: str) -> None:
    """It waits for whoever wrote before it began, and says so of itself."""
    countries = CountryIndexes(database)
    build = "create index concurrently creator_index_hnsw_us on match.creator_index (id) where country = 'US'"
    with psycopg.connect(database_url) as writing, psycopg.connect(database_url, autocommit=True) as building:
        writing.execute("delete from match.creator_index")
        builder = threading.Thread(target=building.execute, args=(build,))
        builder.start()
        while not _under_construction(database):
            time.sleep(0.01)
        assert "US" not in countries.indexed()
        writing.rollback()
        builder.join()
    assert "US" in countries.indexed()


def test_countries_come_when_they_are_large_and_go_when_they_are_small() -> None:
    counted = {"TR": 1, "US": LARGE, "IN": LARGE + 1, "DE": LARGE - 1, "BR": SMALL, "GB": SMALL - 1}
    assert changes(counted, frozenset({"TR", "BR", "GB", "FR"})) == (["IN", "US"], ["FR", "GB"])
