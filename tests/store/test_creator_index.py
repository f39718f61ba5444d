"""What can be found of a creator, from when until when? The searchable row through changes of what it is made of."""

from datetime import timedelta
from typing import Any

import pytest

from functions.shared import creators
from functions.shared.audience.buckets import Name
from functions.shared.audience.metrics import Metric
from functions.shared.database import Database
from functions.shared.matching import facets
from functions.shared.matching.facets import Fact, Ranged
from functions.shared.matching.layout import SIZE
from tests.store import connections
from tests.unit.audience.samples import TODAY, dimension

USER = "01hf7yat00000000000000000a"
WOMEN = [("female", 700.0), ("male", 300.0)]


def _connected(database: Database, platform: str = "instagram", people: float = 1.0) -> str:
    connection_id = connections.connection(database, USER, platform, share_with_brands=True)
    _told(database, connection_id, platform, people)
    steps = {TODAY - timedelta(days=30): 1_000.0, TODAY: 1_100.0}
    connections.metric(database, connection_id, Metric.FOLLOWERS, steps)
    return connection_id


def _told(database: Database, connection_id: str, platform: str, people: float, at: float = 0.0) -> None:
    women = [(bucket, count * people) for bucket, count in WOMEN]
    found = [dimension(Name.GENDER, women), dimension(Name.COUNTRY, [("TR", 90.0), ("DE", 10.0)])]
    connections.snapshot(database, connection_id, platform, found, connections.NOW + at)


def _publish(database: Database, connection_id: str, *, youtube_derived: bool = True) -> None:
    with database.transaction() as opened:
        assert creators.publish(opened, connection_id, youtube_derived=youtube_derived)


def _row(database: Database) -> dict[str, Any] | None:
    names = (
        "country, followers, growth::float8, facets, vector_dims(embedding), words::text, own.xmin::text,"
        " words.xmin::text"
    )
    with database.transaction() as opened:
        rows = opened.execute(
            f"select {names} from match.creator_index own join match.creator_words words using (id)".encode()
        ).fetchall()
    keys = ("country", "followers", "growth", "facets", "size", "words", "written", "words_written")
    return dict(zip(keys, rows[0], strict=True)) if rows else None


def _there(database: Database) -> dict[str, Any]:
    row = _row(database)
    assert row is not None
    return row


def _profile(database: Database, **columns: Any) -> None:
    values = {"user_id": USER, "kind": "influencer", **columns}
    names, places = ", ".join(values), ", ".join(["%s"] * len(values))
    with database.transaction() as opened:
        opened.execute(b"delete from match.profiles")
        opened.execute(
            f"insert into match.profiles ({names}, created_at, updated_at) values ({places}, now(), now())".encode(),
            list(values.values()),
        )
        creators.reindex(opened, USER, youtube_derived=True)


def test_what_is_shared_can_be_found_by_its_numbers_and_facts(database: Database) -> None:
    _publish(database, _connected(database))
    row = _there(database)
    assert (row["country"], row["followers"], row["size"]) == ("TR", 1_100, SIZE)
    assert row["growth"] == pytest.approx(0.1)
    expected = {
        facets.fact(Fact.PLATFORM, "instagram"),
        facets.fact(Fact.COUNTRY, "TR"),
        facets.fact(Fact.VERIFIED),
        facets.ranged(Ranged.FOLLOWERS, 1_100),
        *facets.shares("gender", {"female": 0.7, "male": 0.3}),
        *facets.shares("country", {"TR": 0.9, "DE": 0.1}),
    }
    assert expected <= set(row["facets"])
    assert facets.fact(Fact.CONTACT) not in row["facets"]


def test_what_did_not_change_is_not_written(database: Database) -> None:
    connection_id = _connected(database)
    _publish(database, connection_id)
    before = _there(database)
    _publish(database, connection_id)
    with database.transaction() as opened:
        creators.reindex(opened, USER, youtube_derived=True)
    assert _there(database) == before


@pytest.mark.parametrize(("people", "moved"), [(1.0, False), (1.002, False), (0.01, True)])
def test_an_embedding_that_hardly_moved_stays(database: Database, *, people: float, moved: bool) -> None:
    connection_id = _connected(database)
    _publish(database, connection_id)
    query = b"select embedding::text from match.creator_index"
    with database.statement() as opened:
        before = opened.execute(query).fetchall()
        _told(database, connection_id, "instagram", people, at=1)
        _publish(database, connection_id)
        assert (opened.execute(query).fetchall() != before) is moved


def test_a_profile_changes_by_what_a_creator_is_found(database: Database) -> None:
    _publish(database, _connected(database))
    _profile(database, display_name="Çağla", categories=["food"], countries=["NL"], contact_email="a@example.org")
    row = _there(database)
    assert row["country"] == "NL"
    assert {facets.fact(Fact.CATEGORY, "food"), facets.fact(Fact.CONTACT)} <= set(row["facets"])
    assert facets.fact(Fact.COUNTRY, "TR") not in row["facets"]
    assert "'cagla'" in row["words"]


def test_new_words_touch_no_vector(database: Database) -> None:
    _publish(database, _connected(database))
    before = _there(database)
    _profile(database, bio="Ceramics")
    after = _there(database)
    assert (after["written"], after["words_written"] != before["words_written"]) == (before["written"], True)


def test_a_profile_publishes_nobody(database: Database) -> None:
    _connected(database)
    _profile(database, display_name="Somebody")
    assert _row(database) is None


def test_without_consent_nothing_can_be_found(database: Database) -> None:
    connection_id = _connected(database)
    _publish(database, connection_id)
    with database.transaction() as opened:
        creators.withdraw(opened, connection_id)
        counts = [
            opened.execute(f"select count(*) from match.{table}".encode()).fetchall()[0][0]
            for table in ("creators", "creator_index", "creator_words")
        ]
    assert counts == [0, 0, 0]


def test_a_connection_that_is_gone_takes_everything_along(database: Database) -> None:
    connection_id = _connected(database)
    _publish(database, connection_id)
    with database.transaction() as opened:
        opened.execute("delete from connect.connections where id = %s", (connection_id,))
    assert _row(database) is None


def test_youtube_is_in_no_search_while_its_numbers_may_not_be_scored(database: Database) -> None:
    connection_id = _connected(database, "youtube")
    _publish(database, connection_id)
    assert _row(database) is not None
    _publish(database, connection_id, youtube_derived=False)
    assert _row(database) is None
    with database.transaction() as opened:
        assert opened.execute("select count(*) from match.creators").fetchall() == [(1,)]


def test_what_cannot_be_read_is_in_no_search(database: Database) -> None:
    connection_id = _connected(database)
    _publish(database, connection_id)
    connections.body(database, connection_id, "{}", connections.NOW + 1)
    _publish(database, connection_id)
    assert _row(database) is None
