"""Does a pull bring what the provider has, once, and write only what is new?"""

import json

import pytest

from functions.refresh.budgets import PULL_UNITS, Counter, shared_counters
from functions.shared.audience import ga4
from functions.shared.audience.distribution import State
from functions.shared.audience.metrics import Metric
from functions.shared.audience.snapshot import decode
from functions.shared.tokens.grants import Provider
from tests.store import connections
from tests.store.refresh.rig import Rig

DAY = 86_400
ACCOUNTS = {"ga4": "atolye@sandbox.test", "youtube": "deniz@sandbox.test", "instagram": "deniz.sandbox"}


def states(rig: Rig, connection_id: str) -> dict[str, str]:
    body = rig.rows(
        "select body from connect.snapshots where connection_id = %s order by id desc limit 1", connection_id
    )
    snapshot = decode(json.dumps(body[0][0]))
    users = [dimension for dimension in snapshot.dimensions if dimension.source.metric != ga4.CUSTOMERS]
    return {dimension.name.value: dimension.state.value for dimension in users}


def metrics(rig: Rig, connection_id: str) -> dict[str, float]:
    return dict(rig.rows("select metric, value from connect.metrics where connection_id = %s", connection_id))


@pytest.mark.parametrize(
    ("provider", "dimensions"),
    [
        ("ga4", {"age", "gender", "country", "city", "language", "device"}),
        ("youtube", {"age", "gender", "country", "city", "device"}),
        ("instagram", {"age", "gender", "country", "city"}),
    ],
)
def test_everything_a_provider_has_is_there_after_the_first_pull(rig: Rig, provider: str, dimensions: set[str]) -> None:
    connection_id = rig.connect(provider, ACCOUNTS[provider])
    assert rig.pull(connection_id) == []
    assert states(rig, connection_id) == dict.fromkeys(dimensions, State.VALUE.value)
    row = rig.row(connection_id)
    assert (row["status"], row["reason"], row["failures"], row["pull_no"], row["claim"]) == ("active", None, 0, 1, None)
    assert row["checked_at"].timestamp() == row["verified_at"].timestamp() == rig.clock()
    assert row["due_at"].timestamp() > rig.clock() + DAY / 2
    assert len(metrics(rig, connection_id)) >= 5


def test_names_and_followers_come_from_the_provider(rig: Rig) -> None:
    youtube = rig.connect("youtube", ACCOUNTS["youtube"], name="old", handle="old")
    instagram = rig.connect("instagram", ACCOUNTS["instagram"], name="old", handle="old")
    rig.pull(youtube, instagram)
    assert rig.row(youtube)["name"] == "Deniz Sandbox"
    assert rig.row(instagram)["handle"] == "deniz.sandbox"
    assert metrics(rig, youtube)["followers"] > 100_000
    assert metrics(rig, instagram)["followers"] > 80_000


def test_a_shared_creator_is_in_the_index_with_the_first_pull_and_a_company_never_is(rig: Rig) -> None:
    shared = rig.connect("instagram", ACCOUNTS["instagram"], share_with_brands=True)
    rig.connect("youtube", ACCOUNTS["youtube"])
    company = rig.connect("ga4", ACCOUNTS["ga4"], share_with_brands=True)
    rig.pull(shared, company)
    assert [row[0] for row in rig.rows("select connection_id from match.creators")] == [shared]


@pytest.mark.parametrize(("fault", "status"), [("token_458", "needs_reauth"), ("permission", "missing_scope")])
def test_a_creator_whose_grant_has_ended_is_out_of_the_index_until_the_next_good_pull(
    rig: Rig, fault: str, status: str
) -> None:
    connection_id = rig.connect("instagram", ACCOUNTS["instagram"], share_with_brands=True)
    rig.pull(connection_id)
    rig.sandbox.world.faults.add("instagram.me", fault)
    rig.pull(connection_id)
    assert (rig.row(connection_id)["status"], rig.count("match.creators", connection_id)) == (status, 0)
    rig.sandbox.world.faults.clear()
    rig.rows_changed("update connect.connections set status = 'active', due_at = now()")
    rig.pull(connection_id)
    assert rig.count("match.creators", connection_id) == 1


def test_data_that_did_not_change_writes_nothing_but_that_it_was_looked_at(rig: Rig) -> None:
    """`quiet` moves once a week."""
    connection_id = rig.connect("instagram", "quiet")
    rig.pull(connection_id)
    before = (rig.count("connect.snapshots", connection_id), metrics(rig, connection_id))
    rig.clock.now += 600
    rig.due(connection_id)
    rig.pull(connection_id)
    assert (rig.count("connect.snapshots", connection_id), metrics(rig, connection_id)) == before
    assert rig.row(connection_id)["checked_at"].timestamp() == rig.clock()
    assert rig.row(connection_id)["pull_no"] == 2


def test_data_that_changed_is_a_row_more(rig: Rig) -> None:
    connection_id = rig.connect("instagram", ACCOUNTS["instagram"])
    rig.pull(connection_id)
    rig.clock.now += 30 * DAY
    rig.pull(connection_id)
    assert rig.count("connect.snapshots", connection_id) == 2
    steps = rig.rows("select count(*) from connect.metrics where metric = 'followers'")
    assert steps == [(2,)]


@pytest.mark.parametrize(
    ("provider", "login", "hidden", "left"),
    [
        ("youtube", "youtube-hidden@sandbox.test", Metric.FOLLOWERS, []),
        ("instagram", "deniz.sandbox", Metric.WATCH_MINUTES, [(7.0,)]),
    ],
)
def test_a_number_that_the_provider_no_longer_tells_is_not_published_and_not_kept_of_youtube(
    rig: Rig, provider: str, login: str, hidden: Metric, left: list[tuple[float]]
) -> None:
    connection_id = rig.connect(provider, login, share_with_brands=True)
    yesterday = connections.moment(rig.clock() - DAY).date()
    connections.metric(rig.database, connection_id, hidden, {yesterday: 7})
    rig.pull(connection_id)
    assert rig.rows("select value from connect.metrics where metric = %s", hidden.value) == left
    published = rig.rows("select metrics from match.creators")[0][0]
    assert set(published) == set(metrics(rig, connection_id)) - {hidden.value}


@pytest.mark.parametrize(
    ("provider", "login", "state"),
    [
        ("ga4", "ga4-withheld@sandbox.test", {"age": "suppressed", "gender": "suppressed"}),
        ("ga4", "ga4-empty@sandbox.test", {"age": "suppressed", "country": "suppressed", "device": "suppressed"}),
        ("ga4", "ga4-all-unknown@sandbox.test", {"age": "suppressed", "country": "value"}),
        ("ga4", "ga4-sampled@sandbox.test", {"age": "value"}),
        ("ga4", "ga4-thresholded@sandbox.test", {"country": "value"}),
        ("youtube", "youtube-tiny@sandbox.test", {"age": "suppressed", "gender": "suppressed"}),
        ("youtube", "youtube-hidden@sandbox.test", {"age": "value"}),
        ("instagram", "under.100", {"age": "suppressed", "country": "suppressed"}),
        ("instagram", "empty.demographics", {"age": "suppressed"}),
        ("instagram", "no.breakdowns", {"age": "suppressed"}),
        ("instagram", "top.45", {"country": "value", "city": "value"}),
    ],
)
def test_what_a_provider_withholds_is_a_state_of_the_dimension_and_no_failure(
    rig: Rig, provider: str, login: str, state: dict[str, str]
) -> None:
    connection_id = rig.connect(provider, login)
    rig.pull(connection_id)
    assert rig.row(connection_id)["checked_at"] is not None
    assert {name: found for name, found in states(rig, connection_id).items() if name in state} == state


def test_under_a_hundred_followers_nothing_is_asked_that_is_not_told(rig: Rig) -> None:
    rig.pull(rig.connect("instagram", "under.100"))
    assert rig.sandbox.world.counts["instagram.insights"] == 1


def test_calls_per_pull(rig: Rig) -> None:
    for provider, login in ACCOUNTS.items():
        rig.pull(rig.connect(provider, login))
    assert dict(rig.sandbox.world.counts) == {
        "google.token": 2,
        "ga4.runReport": 7,
        "youtube.channels": 1,
        "youtube.reports": 5,
        "instagram.me": 1,
        "instagram.insights": 5,
    }


def test_a_pull_is_charged_once_a_counter_for_all_that_it_asks(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    charged: list[tuple[str, int]] = []
    spend = rig.budgets.spend

    def noted(counter: Counter, units: int) -> bool:
        charged.append((counter.name, units))
        return spend(counter, units)

    monkeypatch.setattr(rig.budgets, "spend", noted)
    rig.pull(*(rig.connect(provider, login) for provider, login in ACCOUNTS.items()))
    asked = rig.sandbox.world.counts
    assert charged == [
        ("ga4-hour", asked["ga4.runReport"]),
        ("youtube-analytics-minute", asked["youtube.reports"]),
        ("youtube-units", asked["youtube.channels"]),
        ("youtube-analytics-day", asked["youtube.reports"]),
        ("instagram-app", 1),
    ]


@pytest.mark.parametrize("full", ["youtube-analytics-minute", "youtube-units", "youtube-analytics-day"])
def test_a_budget_without_room_for_a_whole_pull_asks_nothing(rig: Rig, full: str) -> None:
    connection_id = rig.connect("youtube", ACCOUNTS["youtube"])
    counters = {each.name: each for each in shared_counters(Provider.YOUTUBE, rig.limits, rig.clock())}
    assert rig.budgets.spend(counters[full], counters[full].limit - PULL_UNITS[full] + 1)
    rig.pull(connection_id)
    row = rig.row(connection_id)
    assert (row["reason"], row["due_at"].timestamp()) == ("budget_spent", counters[full].ends)
    assert set(rig.sandbox.world.counts) == {"google.token"}


@pytest.mark.parametrize("provider", ["youtube", "instagram"])
def test_another_account_behind_the_grant_stores_nothing(rig: Rig, provider: str) -> None:
    connection_id = rig.connect(provider, ACCOUNTS[provider], account_id="UCsomebodyelse")
    rig.pull(connection_id)
    row = rig.row(connection_id)
    assert (row["status"], row["reason"], row["due_at"]) == ("needs_reauth", "account_changed", None)
    assert (rig.count("connect.snapshots", connection_id), metrics(rig, connection_id)) == (0, {})
    assert rig.sandbox.world.counts["youtube.reports"] == 0


def test_a_channel_that_is_gone_needs_its_user(rig: Rig) -> None:
    connection_id = rig.connect("youtube", "no-channel@sandbox.test", account_id="UCgone")
    rig.pull(connection_id)
    assert (rig.row(connection_id)["status"], rig.row(connection_id)["reason"]) == ("needs_reauth", "no_account")


def test_a_disconnect_during_the_pull_leaves_nothing_behind(rig: Rig) -> None:
    connection_id = rig.connect("youtube", ACCOUNTS["youtube"], share_with_brands=True)
    message = rig.message(connection_id)

    rig.at_first_call(f"delete from connect.connections where id = '{connection_id}'")
    assert rig.deliver([message]) == []
    for table in ("connect.snapshots", "connect.metrics", "match.creators"):
        assert rig.count(table, connection_id) == 0


@pytest.mark.parametrize("change", ["authorised_at = authorised_at + interval '1 s'", "property_id = 'properties/2'"])
def test_another_consent_or_property_during_the_pull_makes_its_result_nobodys(rig: Rig, change: str) -> None:
    """The next plan pulls again, for what was chosen last."""
    connection_id = rig.connect("ga4", ACCOUNTS["ga4"])
    rig.at_first_call(f"update connect.connections set {change}")
    rig.pull(connection_id)
    row = rig.row(connection_id)
    assert (rig.count("connect.snapshots", connection_id), row["claim"], row["pull_no"]) == (0, None, 0)
    assert rig.plan.tick().queued == 1
