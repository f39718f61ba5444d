"""Do duplicates, crowds and crashes come to one pull, one snapshot, one token write, one row in the index?"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from functions.refresh.budgets import Slots
from functions.refresh.gate import PULL_SECONDS
from functions.refresh.pulling import CLAIM_SECONDS
from functions.shared.pulls import Pull, decode
from tests.store.refresh.rig import Rig

DAY = 86_400
CROWD = 8
LOGIN = "deniz.sandbox"


def crowd(rig: Rig, bodies: list[str]) -> list[str]:
    """Delivered at the same moment, each by a worker of its own; what came of each."""
    together = Barrier(len(bodies))

    def work(body: str) -> str:
        together.wait()
        try:
            return rig.pulling.pull(decode(body))
        finally:
            rig.database.close()

    with ThreadPoolExecutor(len(bodies)) as workers:
        return list(workers.map(work, bodies))


def once(rig: Rig, connection_id: str) -> None:
    assert rig.sandbox.world.counts["instagram.me"] == 1
    assert rig.sandbox.world.counts["instagram.refresh"] == rig.metrics.counts["TokenRenewed"] == 1
    for table in ("connect.snapshots", "match.creators"):
        assert rig.count(table, connection_id) == 1
    row = rig.row(connection_id)
    assert (row["pull_no"], row["claim"], row["claimed_until"]) == (1, None, None)
    assert row["token_renewed_at"].timestamp() == rig.clock()
    assert row["token_expires_at"].timestamp() == pytest.approx(rig.clock() + 60 * DAY, abs=DAY)


def test_one_message_many_times_over_is_one_pull(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGIN, age=11 * DAY, share_with_brands=True)
    said = crowd(rig, [rig.message(connection_id)] * CROWD)
    assert sorted(said) == ["nothing_to_do"] * (CROWD - 1) + ["succeeded"]
    once(rig, connection_id)


def test_a_duplicate_in_the_batch_and_a_late_one_find_their_work_done(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGIN, age=11 * DAY, share_with_brands=True)
    message = rig.message(connection_id)
    assert rig.deliver([message, message]) == []
    rig.clock.now += 3_600
    assert rig.deliver([message]) == []
    rig.clock.now -= 3_600
    once(rig, connection_id)


def test_many_connections_at_once_do_not_meet(rig: Rig) -> None:
    logins = [each.login for each in rig.sandbox.world.accounts.values() if each.profile and not each.special][:CROWD]
    connections = [rig.connect("instagram", login) for login in logins]
    assert crowd(rig, [rig.message(each) for each in connections]) == ["succeeded"] * CROWD


def test_a_worker_that_died_holds_its_connection_for_the_claim_and_no_longer(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGIN, age=11 * DAY, share_with_brands=True)
    message = rig.message(connection_id)
    dead = rig.pulling.claims.claim(Pull(connection_id, 0), "dead", rig.clock(), rig.clock() + CLAIM_SECONDS)
    assert dead
    assert rig.pulling.pull(decode(message)) == "nothing_to_do"
    rig.clock.now += CLAIM_SECONDS
    assert rig.pulling.pull(decode(message)) == "succeeded"
    once(rig, connection_id)


def test_a_sleeper_that_wakes_after_its_claim_writes_nothing(rig: Rig) -> None:
    """It has pulled, but another has concluded meanwhile."""
    connection_id = rig.connect("instagram", LOGIN, share_with_brands=True)
    message = rig.message(connection_id)
    rig.at_first_call(f"update connect.connections set claim = 'another' where id = '{connection_id}'")
    assert rig.pulling.pull(decode(message)) == "dropped"
    assert rig.row(connection_id)["claim"] == "another"
    assert rig.count("connect.snapshots", connection_id) == rig.count("match.creators", connection_id) == 0


def test_a_token_that_somebody_else_has_renewed_is_not_written_over(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGIN, age=11 * DAY)
    user_id = rig.row(connection_id)["user_id"]
    held = next(iter(rig.vault.held(user_id).values()))
    note = rig.sandbox.world.note
    rig.sandbox.world.note = lambda seen: (rig.vault.put(held.key, held.grant, seen=held.version), note(seen))[1]  # type: ignore[method-assign] # a hook
    assert rig.pull(connection_id) == []
    assert rig.count("connect.snapshots", connection_id) == 0
    assert rig.row(connection_id)["claim"] is None
    assert next(iter(rig.vault.held(user_id).values())).grant == held.grant


def test_a_disconnect_during_a_renewal_brings_no_token_back(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGIN, age=11 * DAY)
    user_id = rig.row(connection_id)["user_id"]
    note = rig.sandbox.world.note
    rig.sandbox.world.note = lambda seen: (rig.vault.delete_all(user_id), note(seen))[1]  # type: ignore[method-assign,func-returns-value] # a hook
    rig.pull(connection_id)
    assert rig.vault.held(user_id) == {}
    assert rig.count("connect.snapshots", connection_id) == 0


def test_a_rotated_refresh_token_is_kept(rig: Rig) -> None:
    """Google: the one before is dead."""
    connection_id = rig.connect("youtube", "rotating@sandbox.test")
    for _ in range(3):
        rig.pull(connection_id)
        assert rig.row(connection_id)["reason"] is None
        rig.clock.now += 3 * DAY
    assert rig.row(connection_id)["pull_no"] == 3


def test_without_a_free_slot_a_connection_rests_a_minute(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGIN)
    all_of_them = Slots("instagram", rig.limits.provider_concurrency)
    for _ in range(all_of_them.limit):
        rig.budgets.take(all_of_them, "others", rig.clock(), rig.clock() + 1e6)
    assert rig.pull(connection_id) == []
    row = rig.row(connection_id)
    assert (row["reason"], row["due_at"].timestamp() - rig.clock()) == (None, 60)


def test_waiting_for_a_slot_is_part_of_a_pulls_time(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five pulls, one after the other, stay below the function's 300 s."""
    take = rig.budgets.take

    def slow(*asked: Any) -> int | None:
        rig.slept += PULL_SECONDS
        return take(*asked)

    connection_id = rig.connect("instagram", LOGIN)
    monkeypatch.setattr(rig.budgets, "take", slow)
    rig.pull(connection_id)
    assert rig.row(connection_id)["failures"] == 1
    assert rig.sandbox.world.counts["instagram.me"] == 0


def test_a_slot_that_cannot_be_given_back_costs_no_finished_pull(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise TimeoutError

    connection_id = rig.connect("instagram", LOGIN)
    monkeypatch.setattr(rig.budgets, "give_back", away)
    assert rig.pull(connection_id) == []
    assert rig.row(connection_id)["checked_at"] is not None
