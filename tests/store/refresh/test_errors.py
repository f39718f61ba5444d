"""Does each error of the reference end in the documented state of that one connection, its batch unharmed?

The errors are those of the sandbox (errors/*.json), each with the outcome that the reference gives it; the providers'
own client libraries meet them on every operation that a pull makes.
"""

from typing import Any

import pytest

from functions.shared.audience.quota_reset import midnight_pacific
from infra.local.sandbox import faults
from tests.fakes.budgets import MemoryBudgets
from tests.store.refresh.rig import Rig

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
    for start in range(0, len(messages), 2):
        assert rig.deliver(messages[start : start + 2]) == []
        reopened(rig)
    assert {error: said(rig, each) for error, each in hit.items()} == {
        error: expected(rig, outcome) for error, outcome in outcomes.items()
    }
    assert all(said(rig, each)[0] == "active" and rig.row(each)["checked_at"] for each in well)
    pulled = {error for error, each in hit.items() if rig.row(each)["checked_at"]}
    stored = {error for error, each in hit.items() if rig.count("connect.snapshots", each)}
    assert pulled == stored == {error for error, outcome in outcomes.items() if goes_on(operation, outcome)}


def reopened(rig: Rig) -> None:
    """Budgets as before: what closes a whole provider has a test of its own."""
    assert isinstance(rig.budgets, MemoryBudgets)
    rig.budgets.counts.clear()


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


@pytest.mark.parametrize(
    ("operation", "error", "reason"),
    [
        ("youtube.channels", "quotaExceeded", "quotaexceeded"),
        ("youtube.reports", "quotaExceeded", "quotaexceeded"),
        ("instagram.me", "4", "app_limit"),
    ],
)
def test_when_the_provider_says_that_all_of_us_have_had_enough_nobody_else_asks(
    rig: Rig, operation: str, error: str, reason: str
) -> None:
    """Those already in the queue neither, and the plan sends no more; another provider's connections go on."""
    provider = operation.partition(".")[0]
    crowd = [rig.connect(provider, login) for login in ordinary(rig, provider)[:6]]
    other = rig.connect(OTHER[provider], LOGINS[OTHER[provider]])
    rig.sandbox.world.faults.add(operation, error)
    assert rig.pull(*crowd[:4], other) == []
    assert rig.sandbox.world.counts[operation] == 1
    assert [rig.row(each)["reason"] for each in crowd[:4]] == [reason, *["budget_spent"] * 3]
    assert rig.row(other)["checked_at"] is not None
    assert rig.plan.tick().queued == 0
    rig.sandbox.world.faults.clear()
    rig.clock.now = max(rig.row(each)["due_at"].timestamp() for each in crowd) + 3_600
    rig.plan.tick()
    rig.deliver_all()
    assert all(rig.row(each)["checked_at"] for each in crowd)


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
