"""Is deleted what may not be kept, and nothing else?"""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from functions.refresh.retention import cutoffs, kept
from functions.shared import creators
from functions.shared.audience.metrics import Metric
from functions.shared.ids import new_id
from tests.store import connections
from tests.store.refresh.rig import Rig

DAY = 86_400


def stored(rig: Rig, provider: str, *, ages: list[float], **columns: Any) -> str:
    """A shared connection with a snapshot and a metric row of each age in days."""
    row: dict[str, Any] = {"share_with_brands": True, **columns}
    connection_id = connections.connection(rig.database, new_id(rig.clock()), provider, rig.clock(), **row)
    for age in sorted(ages, reverse=True):
        connections.body(rig.database, connection_id, "{}", rig.clock() - age * DAY)
    days = {day(rig, age): float(at) for at, age in enumerate(sorted(ages, reverse=True))}
    connections.metric(rig.database, connection_id, Metric.FOLLOWERS, days)
    with rig.database.transaction() as opened:
        creators.publish(opened, connection_id, youtube_derived=True)
    return connection_id


def day(rig: Rig, age: float) -> date:
    return datetime.fromtimestamp(rig.clock() - age * DAY, UTC).date()


def ago(rig: Rig, days: float) -> datetime:
    return connections.moment(rig.clock() - days * DAY)


def ages(rig: Rig, connection_id: str) -> list[int]:
    """Of the snapshots, newest first."""
    found = rig.rows("select fetched_at from connect.snapshots where connection_id = %s", connection_id)
    return sorted(round((rig.clock() - row[0].timestamp()) / DAY) for row in found)


def counts(rig: Rig, connection_id: str) -> tuple[int, int, int]:
    tables = ("connect.snapshots", "connect.metrics", "match.creators")
    return rig.count(tables[0], connection_id), rig.count(tables[1], connection_id), rig.count(tables[2], connection_id)


def test_youtube_data_that_nobody_refreshed_for_29_days_is_gone_whatever_the_reason(rig: Rig) -> None:
    stale = stored(rig, "youtube", ages=[40, 29.5], checked_at=ago(rig, 29.1))
    fresh = stored(rig, "youtube", ages=[28], checked_at=ago(rig, 28.9))
    other = stored(rig, "instagram", ages=[29.5], checked_at=ago(rig, 29.5))
    assert rig.retaining.run().unrefreshed == 1
    assert counts(rig, stale) == (0, 0, 0)
    row = rig.row(stale)
    assert (row["checked_at"], row["name"], row["handle"], row["account_id"]) == (None, "", "", "")
    assert counts(rig, fresh) == counts(rig, other) == (1, 1, 1)
    assert rig.metrics.counts["YoutubeDataExpired"] == 1


def test_what_youtube_told_at_the_consent_goes_too_when_no_pull_ever_came(rig: Rig) -> None:
    """`verified_at` is no refresh of the data: a token may be seen to hold while every report fails."""
    never = {"checked_at": None, "verified_at": ago(rig, 1), "name": "Deniz", "status": "needs_reauth", "due_at": None}
    stale = stored(rig, "youtube", ages=[], **never, authorised_at=ago(rig, 29.1))
    fresh = stored(rig, "youtube", ages=[], **never, authorised_at=ago(rig, 28.9))
    assert [rig.retaining.run().unrefreshed for _ in range(2)] == [1, 0]
    named = {
        each: [rig.row(each)[column] != "" for column in ("name", "handle", "account_id")] for each in (stale, fresh)
    }
    assert named == {stale: [False] * 3, fresh: [True] * 3}


def test_youtube_history_goes_29_days_after_it_was_replaced_and_the_newest_stays(rig: Rig) -> None:
    connection_id = stored(rig, "youtube", ages=[50, 40, 31, 20, 1], checked_at=ago(rig, 0))
    rig.retaining.run()
    assert ages(rig, connection_id) == [1, 20, 31]
    assert counts(rig, connection_id) == (3, 3, 1)


def test_an_unchanged_youtube_audience_is_as_fresh_as_the_last_look_at_it(rig: Rig) -> None:
    connection_id = stored(rig, "youtube", ages=[300], checked_at=ago(rig, 2))
    rig.retaining.run()
    assert counts(rig, connection_id) == (1, 1, 1)


@pytest.mark.parametrize("provider", ["ga4", "instagram"])
@pytest.mark.parametrize("status", ["needs_reauth", "missing_scope"])
def test_a_grant_that_is_dead_for_29_days_takes_its_audience_along_and_stays_listed(
    rig: Rig, provider: str, status: str
) -> None:
    times = {"checked_at": ago(rig, 29.5), "verified_at": ago(rig, 29.5), "status": status, "due_at": None}
    dead = stored(rig, provider, ages=[30], **times)
    younger = stored(rig, provider, ages=[30], **{**times, "verified_at": ago(rig, 28.5)})
    alive = stored(rig, provider, ages=[30], **{**times, "status": "active"})
    assert rig.retaining.run().dead == 1
    assert counts(rig, dead) == (0, 0, 0)
    assert (rig.row(dead)["status"], rig.row(dead)["checked_at"]) == ("needs_reauth", None)
    assert counts(rig, younger)[:2] == counts(rig, alive)[:2] == (1, 1)
    assert rig.retaining.run().dead == 0


def test_what_a_property_told_that_no_consent_reaches_any_more_goes_and_the_user_is_still_asked(rig: Rig) -> None:
    columns = {"status": "needs_property", "due_at": None, "checked_at": ago(rig, 40)}
    left = stored(rig, "ga4", ages=[40], **columns, verified_at=ago(rig, 29.5))
    younger = stored(rig, "ga4", ages=[40], **columns, verified_at=ago(rig, 28.5))
    assert [rig.retaining.run().dead for _ in range(2)] == [1, 0]
    assert (counts(rig, left), counts(rig, younger)) == ((0, 0, 0), (1, 1, 0))
    assert rig.row(left)["status"] == "needs_property"


@pytest.mark.parametrize("provider", ["ga4", "instagram", "tiktok"])
def test_thinning_in_sql_is_thinning_in_python(rig: Rig, provider: str) -> None:
    rng = random.Random(provider)
    limits = cutoffs(rig.clock())
    for _ in range(12):
        series = [rng.uniform(0, 1_300) for _ in range(rng.randrange(1, 60))]
        connection_id = stored(rig, provider, ages=series)
        times = [connections.moment(rig.clock() - age * DAY) for age in series]
        rig.retaining.run()
        left = rig.rows("select fetched_at from connect.snapshots where connection_id = %s", connection_id)
        assert {row[0] for row in left} == kept(times, limits)
        days = rig.rows("select day from connect.metrics where connection_id = %s", connection_id)
        midnights = {datetime(time.year, time.month, time.day, tzinfo=UTC) for time in times}
        assert {datetime(row[0].year, row[0].month, row[0].day, tzinfo=UTC) for row in days} == kept(midnights, limits)
        rig.rows_changed(f"delete from connect.connections where id = '{connection_id}'")


def test_thinning_never_touches_youtube_and_the_other_rule_nobody_else(rig: Rig) -> None:
    youtube = stored(rig, "youtube", ages=[28, 27.9, 27.8], checked_at=ago(rig, 0))
    company = stored(rig, "ga4", ages=[35, 10], checked_at=ago(rig, 0))
    rig.retaining.run()
    assert (rig.count("connect.snapshots", youtube), ages(rig, company)) == (3, [10, 35])


def test_a_second_run_finds_nothing_to_do(rig: Rig) -> None:
    stored(rig, "youtube", ages=[90, 60, 3], checked_at=ago(rig, 0))
    stored(rig, "instagram", ages=[day / 2 for day in range(200)], checked_at=ago(rig, 0))
    first, second = rig.retaining.run(), rig.retaining.run()
    assert first.rows > 100
    assert (second.unrefreshed, second.dead, second.rows, second.finished) == (0, 0, 0, True)


def test_more_connections_than_a_batch_are_all_dealt_with(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.refresh.retain_store.BATCH", 3)
    monkeypatch.setattr("functions.refresh.retaining.BATCH", 3)
    stale = [stored(rig, "youtube", ages=[30], checked_at=ago(rig, 30)) for _ in range(7)]
    thick = [stored(rig, "instagram", ages=[100, 100.1, 1], checked_at=ago(rig, 0)) for _ in range(7)]
    assert rig.retaining.run().unrefreshed == 7
    assert {counts(rig, each)[0] for each in stale} == {0}
    assert {counts(rig, each)[0] for each in thick} == {2}


def test_what_is_not_done_in_time_is_counted_and_goes_on_tomorrow(rig: Rig) -> None:
    stored(rig, "youtube", ages=[30], checked_at=ago(rig, 30))
    ticks = iter([0.0, *[1e6] * 20])
    late = type(rig.retaining)(rig.retaining.store, rig.metrics, rig.clock, lambda: next(ticks))
    assert not late.run().finished
    assert rig.metrics.counts["RetentionUnfinished"] == 1
    assert rig.retaining.run().unrefreshed == 1


def test_with_too_little_time_each_day_every_connection_has_its_turn(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day is good for one batch of each rule; ids are met in their order, the newest too."""
    monkeypatch.setattr("functions.refresh.retain_store.BATCH", 2)
    monkeypatch.setattr("functions.refresh.retaining.BATCH", 2)
    providers = {"youtube": [90.0, 60.0, 1.0], "instagram": [1_200.0, 1_100.0, 1.0]}
    kept = {
        stored(rig, provider, ages=found, checked_at=ago(rig, 0)): 2 if provider == "youtube" else 1
        for provider, found in providers.items()
        for _ in range(5)
    }
    for _ in range(4):
        ticks = iter([0.0, 0.0, 0.0, 0.0, 700.0, 700.0, *[1e6] * 9])
        assert not type(rig.retaining)(rig.retaining.store, rig.metrics, rig.clock, ticks.__next__).run().finished
    assert {each: rig.count("connect.snapshots", each) for each in kept} == kept
    assert rig.retaining.run().finished


def test_the_weeks_are_weeks_of_the_calendar(rig: Rig) -> None:
    monday = datetime(2026, 2, 23, 12, tzinfo=UTC)
    times = [monday + timedelta(days=at) for at in range(14)]
    at = [(rig.clock() - time.timestamp()) / DAY for time in times]
    connection_id = stored(rig, "ga4", ages=[0, *at])
    rig.clock.now = datetime(2026, 4, 20, tzinfo=UTC).timestamp()
    rig.retaining.run()
    left = rig.rows("select fetched_at from connect.snapshots where connection_id = %s", connection_id)
    assert {row[0] for row in left} >= {times[6], times[13]}
    assert len(left) == 3
