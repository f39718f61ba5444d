"""Does each error of the reference end in the documented state of that one connection, its batch unharmed?

The errors are those of the sandbox (errors/*.json), each with the outcome that the reference gives it; the providers'
own client libraries meet them on every operation that a pull makes.
"""

from collections.abc import Callable
from typing import Any

import pytest

from functions.refresh.planning import TICK
from functions.shared.audience.quota_reset import midnight_pacific
from functions.shared.tokens.ports import SealBrokenError
from infra.local.sandbox import faults
from tests.store import connections
from tests.store.refresh.rig import Rig

DAY = 86_400
LOGINS = {"ga4": "atolye@sandbox.test", "youtube": "deniz@sandbox.test", "instagram": "deniz.sandbox"}
OTHER = {"ga4": "instagram", "youtube": "instagram", "instagram": "youtube"}
"""Whom nothing ails, in the same batch."""
OPERATIONS = {
    "ga4": ["ga4.runReport"],
    "youtube": ["youtube.channels", "youtube.reports"],
    "instagram": ["instagram.me", "instagram.insights"],
}
TOKEN_ENDPOINT = {
    "invalid_grant",
    "invalid_grant_rapt",
    "admin_policy_enforced",
    "invalid_client",
    "token_endpoint_busy",
    "token_endpoint_limit",
}
CONSENT_ONLY = {"redirect_uri_mismatch", "code_refused", "no_answer"}
"""Answers of the connect flow; `no_answer` is the fault `timeout`, in test_wire."""


def errors_of(operation: str) -> dict[str, str]:
    """Name of the fault -> outcome."""
    told = faults.META if operation.startswith("instagram") else faults.GOOGLE
    token = operation == "google.token"
    found = {
        "empty_body" if name == "empty" else name: str(error["outcome"])
        for name, error in told.items()
        if name not in CONSENT_ONLY and (token or operation.startswith("instagram") or name not in TOKEN_ENDPOINT)
    }
    return {name: outcome for name, outcome in found.items() if not token or name in TOKEN_ENDPOINT}


@pytest.mark.parametrize(
    ("provider", "operation"),
    [("youtube", "google.token"), *((p, o) for p, found in OPERATIONS.items() for o in found)],
)
@pytest.mark.parametrize("half", [0, 1])
def test_every_error_marks_its_connection_and_no_other_of_its_batch(
    rig: Rig, provider: str, operation: str, half: int
) -> None:
    """An account for each error, and between them one whom nothing ails."""
    outcomes = dict(list(errors_of(operation).items())[half::2])
    logins, others = iter(ordinary(rig, provider)), iter(ordinary(rig, OTHER[provider]))
    hit, well = {}, []
    for error in outcomes:
        login = next(logins)
        rig.sandbox.world.faults.add(operation, error, login)
        hit[error] = rig.connect(provider, login)
        well.append(rig.connect(OTHER[provider], next(others)))
    messages = [rig.message(each) for pair in zip(hit.values(), well, strict=True) for each in pair]
    for start in range(0, len(messages), 5):
        assert rig.deliver(messages[start : start + 5]) == []
    assert {error: said(rig, each) for error, each in hit.items()} == {
        error: expected(rig, outcome) for error, outcome in outcomes.items()
    }
    assert all(said(rig, each)[0] == "active" and rig.row(each)["checked_at"] for each in well)
    pulled = {error for error, each in hit.items() if rig.row(each)["checked_at"]}
    stored = {error for error, each in hit.items() if rig.count("connect.snapshots", each)}
    assert pulled == stored == {error for error, outcome in outcomes.items() if goes_on(operation, outcome)}


def goes_on(operation: str, outcome: str) -> bool:
    """Too few to tell is a state of the numbers that were asked for; a profile has none."""
    return outcome == "suppressed" and operation == "instagram.insights"


def ordinary(rig: Rig, provider: str) -> list[str]:
    """Accounts of nothing special."""
    kind = {"ga4": "properties", "youtube": "channel", "instagram": "profile"}[provider]
    return [each.login for each in rig.sandbox.world.accounts.values() if getattr(each, kind) and not each.special]


def said(rig: Rig, connection_id: str) -> tuple[str, float | None, int]:
    """status, seconds until it is due, failures"""
    row = rig.row(connection_id)
    due = row["due_at"]
    return row["status"], None if due is None else round(due.timestamp() - rig.clock()), row["failures"]


def expected(rig: Rig, outcome: str) -> tuple[Any, ...]:
    name, _, wait = outcome.rpartition("_")
    fixed: dict[str, tuple[Any, ...]] = {
        "needs_reauth": ("needs_reauth", None, 0),
        "missing_scope": ("missing_scope", None, 0),
        "renew_token": ("needs_reauth", None, 0),  # the error goes on after the renewal
        "bug": ("active", 86_400, 0),
        "retry": ("active", 900, 1),
        "suppressed": ("active", pytest.approx(86_400, rel=0.06), 0),
        "quota_wait_midnight": ("active", round(midnight_pacific(rig.clock()) - rig.clock()), 0),
    }
    if outcome == "back_off_60":
        return ("active", 60, 0)
    return fixed[outcome] if outcome in fixed else ("active", int(wait), 0) if name else ()


@pytest.mark.parametrize("operation", ["ga4.runReport", "youtube.channels", "youtube.reports"])
def test_an_access_token_that_is_refused_once_is_renewed_and_the_pull_goes_on(rig: Rig, operation: str) -> None:
    provider = operation.partition(".")[0]
    connection_id = rig.connect(provider, LOGINS[provider])
    rig.sandbox.world.faults.add(operation, "unauthenticated", LOGINS[provider], times=1)
    rig.pull(connection_id)
    assert rig.row(connection_id)["checked_at"] is not None
    assert rig.sandbox.world.counts["google.token"] == 2


@pytest.mark.parametrize("provider", LOGINS)
def test_a_grant_that_the_user_took_back_needs_its_user(rig: Rig, provider: str) -> None:
    connection_id = rig.connect(provider, LOGINS[provider])
    rig.sandbox.world.kill(provider, LOGINS[provider])
    rig.pull(connection_id)
    row = rig.row(connection_id)
    assert (row["status"], row["due_at"]) == ("needs_reauth", None)
    assert row["reason"] == ("app_removed" if provider == "instagram" else "invalid_grant")
    assert row["verified_at"] is None


def test_a_provider_that_says_the_day_is_over_is_not_asked_again_before(rig: Rig) -> None:
    connection_id = rig.connect("youtube", LOGINS["youtube"])
    rig.sandbox.world.faults.add("youtube.channels", "quotaExceeded", LOGINS["youtube"])
    rig.pull(connection_id)
    asked = rig.sandbox.world.counts["youtube.channels"]
    rig.clock.now = midnight_pacific(rig.clock()) - 1
    rig.plan.tick()
    rig.deliver_all()
    assert rig.sandbox.world.counts["youtube.channels"] == asked
    rig.sandbox.world.faults.clear()
    rig.clock.now += 2
    rig.plan.tick()
    rig.deliver_all()
    assert rig.row(connection_id)["checked_at"] is not None


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


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def test_three_retries_in_a_row_are_told_and_counted_and_a_success_forgets_them(rig: Rig) -> None:
    connection_id = rig.connect("instagram", LOGINS["instagram"])
    rig.sandbox.world.faults.add("instagram.me", "service", LOGINS["instagram"], times=3)
    reasons = []
    for _ in range(4):
        rig.pull(connection_id)
        reasons.append(rig.row(connection_id)["reason"])
        rig.clock.now = rig.row(connection_id)["due_at"].timestamp()
    assert reasons == [None, None, "code_2", None]
    assert rig.metrics.counts["PullFailing"] == 1
    assert rig.row(connection_id)["failures"] == 0


def test_usage_headers_are_heeded_before_the_limit(rig: Rig) -> None:
    """At 80 % of its calls an account rests for an hour, and is never refused."""
    rig.sandbox.world.quotas.limits.instagram_calls_per_impression = 0
    connection_id = rig.connect("instagram", LOGINS["instagram"])
    rig.sandbox.world.quotas.limits.instagram_calls_per_impression = 1
    profile = rig.sandbox.world.accounts[LOGINS["instagram"]].profile
    assert profile
    key = f"{rig.sandbox.registrations()['instagram']['client_id']} {profile.user_id}"
    rig.sandbox.world.quotas.spend("instagram.account_day", key, 86_400, 10**9, profile.followers // 2 * 9 // 10)
    rig.pull(connection_id)
    assert said(rig, connection_id) == ("active", 3_600, 0)
    assert rig.row(connection_id)["reason"] == "usage_high"
    assert {seen.status for seen in rig.sandbox.world.calls} == {200}
