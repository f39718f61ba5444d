"""Do a site's customers come beside its users, and do they ever cost the users anything?"""

import json

import pytest

from functions.shared.audience import ga4
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Reason, State
from functions.shared.audience.snapshot import decode
from tests.store.refresh.rig import Rig

SHOP = "atolye@sandbox.test"
BOTH = (ga4.ACTIVE_USERS, ga4.CUSTOMERS)


def told(rig: Rig, connection_id: str, metric: str) -> dict[Name, Dimension]:
    """The newest snapshot's dimensions by that metric."""
    body = rig.rows(
        "select body from connect.snapshots where connection_id = %s order by id desc limit 1", connection_id
    )
    found = decode(json.dumps(body[0][0])).dimensions
    return {dimension.name: dimension for dimension in found if dimension.source.metric == metric}


def test_customers_come_in_the_same_seven_calls_and_are_fewer_and_older(rig: Rig) -> None:
    connection_id = rig.connect("ga4", SHOP)
    rig.pull(connection_id)
    users, customers = (told(rig, connection_id, metric) for metric in BOTH)
    assert set(users) == set(customers) == set(ga4.DIMENSIONS)
    assert rig.sandbox.world.counts["ga4.runReport"] == 7
    assert {each.state for each in customers.values()} == {State.VALUE}
    for name, dimension in customers.items():
        assert 0 < dimension.tally.total_n < users[name].tally.total_n / 10
    young = [each[Name.AGE].shares["18-24"] for each in (users, customers)]
    assert young[1] < young[0]
    row = rig.rows("select value from connect.metrics where connection_id = %s and metric = 'customers'", connection_id)
    assert row[0][0] == pytest.approx(customers[Name.COUNTRY].tally.total_n, rel=0.05)


@pytest.mark.parametrize(
    ("login", "reason"), [("ga4-no-purchases@sandbox.test", Reason.NO_DATA), ("ga4-empty@sandbox.test", Reason.NO_DATA)]
)
def test_who_sells_nothing_has_no_customers_and_not_zero_of_each(rig: Rig, login: str, reason: Reason) -> None:
    connection_id = rig.connect("ga4", login)
    rig.pull(connection_id)
    customers = told(rig, connection_id, ga4.CUSTOMERS)
    assert {(each.state, each.reason) for each in customers.values()} == {(State.SUPPRESSED, reason)}


def test_where_google_refuses_customers_the_users_come_all_the_same(rig: Rig) -> None:
    """[Note: Customers beside users]: one report is refused for what it asks together."""
    connection_id = rig.connect("ga4", SHOP)
    rig.sandbox.world.faults.add("ga4.runReport", "bad_request", SHOP, times=1)
    assert rig.pull(connection_id) == []
    users, customers = (told(rig, connection_id, metric) for metric in BOTH)
    assert {each.state for each in users.values()} == {State.VALUE}
    assert {(each.state, each.reason) for each in customers.values()} == {(State.UNAVAILABLE, Reason.FAILED)}
    assert rig.sandbox.world.counts["ga4.runReport"] == 8
    assert (rig.row(connection_id)["status"], rig.row(connection_id)["reason"]) == ("active", None)


def test_a_property_that_refuses_everything_is_asked_once_more_and_no_oftener(rig: Rig) -> None:
    connection_id = rig.connect("ga4", SHOP)
    rig.sandbox.world.faults.add("ga4.runReport", "bad_request", SHOP)
    rig.pull(connection_id)
    assert rig.row(connection_id)["reason"] == "bug"
    assert rig.sandbox.world.counts["ga4.runReport"] == 2
