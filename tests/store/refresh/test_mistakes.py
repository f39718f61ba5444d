"""Does what is no provider's outcome end as documented: poison, a mistake of our own, a store of ours that is away?"""

from collections.abc import Callable
from typing import Any

import pytest

from functions.refresh.planning import TICK
from functions.shared.problems import Code, Problem
from functions.shared.tokens.ports import BusyError, SealBrokenError, UnavailableError
from tests.store import connections
from tests.store.refresh.rig import Rig

DAY = 86_400
LOGINS = {"ga4": "atolye@sandbox.test", "youtube": "deniz@sandbox.test", "instagram": "deniz.sandbox"}


def test_a_poison_message_is_reported_alone(rig: Rig) -> None:
    first, second = rig.connect("youtube", LOGINS["youtube"]), rig.connect("instagram", LOGINS["instagram"])
    assert rig.deliver([rig.message(first), "not a message", rig.message(second), "{}"]) == [1, 3]
    assert all(rig.row(each)["checked_at"] is not None for each in (first, second))
    assert rig.metrics.counts["PullPoison"] == 2


def test_a_batch_of_poison_alone_is_reported_and_not_raised(rig: Rig) -> None:
    assert rig.deliver(["[]", ""]) == [0, 1]


def test_a_connection_that_our_own_mistake_breaks_is_given_back_and_comes_again(rig: Rig) -> None:
    """A grant of the wrong kind: no outcome of the provider's."""
    broken = rig.connect("ga4", LOGINS["ga4"], property_id="properties/1/../2")
    rig.sandbox.world.faults.add("ga4.runReport", "not_found", LOGINS["ga4"])
    other = rig.connect("instagram", LOGINS["instagram"])
    rig.rows_changed(f"update connect.connections set user_id = 'no id' where id = '{broken}'")
    assert rig.pull(broken, other) == [0]
    row = rig.row(broken)
    assert (row["claim"], row["status"], row["pull_no"]) == (None, "active", 0)
    assert rig.row(other)["checked_at"] is not None


def test_a_mistake_of_ours_costs_one_message_a_day_and_says_so(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the calls were paid for; each delivery of the message, and its redrive, still finds its work."""
    broken = rig.connect("youtube", LOGINS["youtube"])

    def mistaken(*_: Any) -> Any:
        raise KeyError("ours")

    with monkeypatch.context() as patched:
        patched.setattr("functions.refresh.pulling._sound", mistaken)
        bodies = []
        for _ in range(90):
            rig.clock.now += TICK
            rig.plan.tick()
            for body in rig.sqs.bodies:
                assert [rig.deliver([body]) for _ in range(5)] == [[0]] * 5
            bodies += rig.sqs.bodies
            rig.sqs.bodies.clear()
    assert len(bodies) == 1
    row = rig.row(broken)
    assert (row["reason"], row["status"], row["claim"], row["pull_no"]) == ("bug", "active", None, 0)
    assert rig.deliver(bodies) == []
    assert rig.row(broken)["reason"] is None


def test_a_mistake_does_not_bring_a_later_due_time_forward(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    later = connections.moment(rig.clock() + 5 * DAY)
    broken = rig.connect("instagram", LOGINS["instagram"], due_at=later)
    monkeypatch.setattr("functions.refresh.pulling._sound", lambda _: 1 / 0)
    assert rig.pull(broken) == [0]
    assert rig.row(broken)["due_at"] == later


@pytest.mark.parametrize("provider", LOGINS)
def test_a_token_whose_seal_is_broken_needs_its_user(rig: Rig, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connection_id = rig.connect(provider, LOGINS[provider])
    monkeypatch.setattr(rig.vault, "read", raising(SealBrokenError()))
    assert rig.pull(connection_id) == []
    row = rig.row(connection_id)
    assert (row["status"], row["reason"], row["due_at"]) == ("needs_reauth", "token_unreadable", None)


@pytest.mark.parametrize("error", [UnavailableError(), BusyError()])
@pytest.mark.parametrize("provider", LOGINS)
def test_a_vault_that_is_away_is_asked_again(
    rig: Rig, provider: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection_id = rig.connect(provider, LOGINS[provider])
    monkeypatch.setattr(rig.vault, "read", raising(error))
    assert rig.pull(connection_id) == []
    row = rig.row(connection_id)
    assert (row["status"], row["reason"], row["failures"]) == ("active", None, 1)


def test_a_database_that_is_away_costs_a_delivery_and_not_a_day(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    connection_id = rig.connect("instagram", LOGINS["instagram"])
    before = rig.row(connection_id)
    with monkeypatch.context() as patched:
        patched.setattr("functions.refresh.store.Store.conclude", raising(Problem(Code.UNAVAILABLE)))
        assert rig.pull(connection_id) == [0]
    assert rig.row(connection_id) == before
    assert (rig.metrics.counts["PullPoison"], rig.metrics.counts["PullPostponed"]) == (0, 1)
    assert rig.pull(connection_id) == []


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail
