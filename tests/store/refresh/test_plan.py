"""Does a tick send whom it should, once, oldest first, at a constant price, and take back what did not go out?"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from functions.refresh.budgets import Limits, shared_counters
from functions.refresh.due_store import CLAIM_DUE
from functions.refresh.planning import QUEUED
from functions.shared.ids import new_id
from functions.shared.pulls import decode
from functions.shared.tokens.grants import Provider
from tests.store import connections
from tests.store.refresh.rig import Rig


def due(rig: Rig, provider: str = "instagram", ago: float = 0.0, **columns: Any) -> str:
    columns = {"due_at": connections.moment(rig.clock() - ago), **columns}
    return connections.connection(rig.database, new_id(rig.clock()), provider, rig.clock(), **columns)


def many(rig: Rig, number: int, every: int = 1, provider: str = "instagram") -> None:
    """`number` connections, every so many-th due, by one statement."""
    rig.rows_changed(
        "insert into connect.connections (id, user_id, provider, status, created_at, authorised_at, due_at)"
        f" select lpad(n::text, 26, '0'), 'user ' || n, '{provider}', 'active', now(), now(),"
        f" to_timestamp({rig.clock()}) + case when n % {every} = 0 then -n else n end * interval '1 second'"
        f" from generate_series(1, {number}) n"
    )


def sent(rig: Rig) -> list[str]:
    return [decode(body).connection_id for body in rig.sqs.bodies]


def test_who_is_due_is_sent_once_oldest_first(rig: Rig) -> None:
    order = [due(rig, ago=ago) for ago in (10, 30, 20)]
    due(rig, ago=-60)
    assert rig.plan.tick().queued == 3
    assert rig.plan.tick().queued == 0
    assert set(sent(rig)) == set(order)
    assert {rig.row(each)["queued_until"].timestamp() for each in order} == {rig.clock() + QUEUED}


def test_who_has_been_due_longest_goes_first_when_there_is_room_for_some(rig: Rig) -> None:
    waiting = [due(rig, "youtube", ago=ago) for ago in (50, 4_000, 300, 20)]
    tight = rig.limited(Limits(youtube_daily_units=2))
    tight.plan.tick()
    assert sent(rig) == [waiting[1]]


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "needs_reauth"},
        {"status": "missing_scope"},
        {"status": "needs_property"},
        {"due_at": None},
        {"claim": "somebody", "claimed_until": connections.moment(3e9)},
        {"queued_until": connections.moment(3e9)},
    ],
)
def test_who_cannot_be_pulled_now_is_left_alone(rig: Rig, columns: dict[str, Any]) -> None:
    due(rig, **columns)
    assert rig.plan.tick().queued == 0


def test_a_message_that_was_lost_is_sent_again_in_time(rig: Rig) -> None:
    due(rig)
    rig.plan.tick()
    rig.clock.now += QUEUED
    assert rig.plan.tick().queued == 1


def test_when_the_queue_is_away_the_claims_are_given_back(rig: Rig) -> None:
    many(rig, 35)
    rig.clock.now += 100
    rig.sqs.down = True
    planned = rig.plan.tick()
    assert (planned.queued, planned.unsent) == (0, 35)
    rig.sqs.down = False
    assert rig.plan.tick().queued == 35


def test_what_the_queue_refuses_is_given_back_and_nothing_else(rig: Rig) -> None:
    refused, taken = due(rig), due(rig)
    rig.sqs.refuses = lambda body: refused in body
    assert (rig.plan.tick().queued, sent(rig)) == (1, [taken])
    assert (rig.row(refused)["queued_until"], rig.row(taken)["queued_until"] is None) == (None, False)


def test_what_waits_already_takes_its_part_of_the_room(rig: Rig) -> None:
    """YouTube's day is spread over its ticks; a queue that is not drained gets no more."""
    many(rig, 500, provider="youtube")
    rig.clock.now += 1_000
    first = rig.plan.tick().queued
    assert 0 < first < 300
    rig.clock.now += 900
    assert rig.plan.tick().queued < first / 5
    assert len(set(sent(rig))) == len(sent(rig))


def test_a_spent_day_sends_nobody_and_leaves_other_providers_alone(rig: Rig) -> None:
    due(rig, "youtube")
    other = due(rig, "ga4")
    for counter in shared_counters(Provider.YOUTUBE, rig.limits, rig.clock()):
        if counter.name == "youtube-units":
            assert rig.budgets.spend(counter, counter.limit)
    rig.plan.tick()
    assert sent(rig) == [other]


def test_two_plans_at_once_share_the_work(rig: Rig) -> None:
    many(rig, 400)
    rig.clock.now += 1_000

    def tick(_: int) -> int:
        try:
            return rig.plan.tick().queued
        finally:
            rig.database.close()

    with ThreadPoolExecutor(4) as plans:
        assert sum(plans.map(tick, range(4))) == 400
    assert len(sent(rig)) == len(set(sent(rig))) == 400


def test_late_connections_are_counted(rig: Rig) -> None:
    due(rig, ago=2 * 86_400)
    due(rig, ago=3_600)
    assert rig.plan.tick().late == 1
    assert rig.metrics.counts["ConnectionsLate"] == 1


def test_a_claim_reads_the_index_of_the_due_and_the_rows_it_takes(rig: Rig) -> None:
    """Of 50,000 connections 500 are due: nothing reads the table from end to end."""
    many(rig, 50_000, every=100)
    rig.rows_changed("analyze connect.connections")
    asked = {
        "provider": "instagram",
        "most": 10_000,
        "now": connections.moment(rig.clock()),
        "until": connections.moment(rig.clock() + QUEUED),
    }
    with rig.database.transaction() as opened:
        found = opened.execute("explain (analyze, format json) " + CLAIM_DUE, asked).fetchone()
    plan = found[0][0]["Plan"] if found else {}
    nodes = list(_nodes(plan))
    assert [node for node in nodes if node["Node Type"] == "Seq Scan"] == [], json.dumps(plan)
    assert "connections_due" in {node.get("Index Name") for node in nodes}
    assert max(node["Actual Rows"] * node["Actual Loops"] for node in nodes) <= 500


def test_a_tick_makes_the_same_number_of_round_trips_whatever_is_due(rig: Rig) -> None:
    counts = []
    for number in (0, 2_000):
        if number:
            many(rig, number)
            rig.clock.now += 5_000
        with statements(rig) as seen:
            rig.plan.tick()
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10


@contextmanager
def statements(rig: Rig) -> Iterator[list[str]]:
    """Those that this thread has sent meanwhile."""
    with rig.database.transaction() as opened:
        connection = opened
    seen: list[str] = []
    execute = connection.execute

    def noted(query: Any, *parameters: Any, **named: Any) -> Any:
        seen.append(str(query))
        return execute(query, *parameters, **named)

    connection.execute = noted  # type: ignore[method-assign] # counted on the way
    yield seen
    del connection.execute


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from _nodes(inner)
