"""Does each outcome end in the documented state of that connection?"""

from datetime import UTC, datetime

import pytest

from functions.refresh import outcomes
from functions.refresh.planning import INTERVALS, JITTER
from functions.refresh.work import Account, Change, RefusedError, Work
from functions.shared.audience.answers import Malformed
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.tokens.grants import Provider

NOW = 1_795_300_000.0
YOUTUBE = Provider.YOUTUBE


def refused(verdict: Verdict, reason: str = "why", until: float | None = None, failures: int = 0) -> Change:
    return outcomes.refused(Outcome(verdict, reason, until), YOUTUBE, failures, NOW, lambda: 0.5)


def work(account_id: str) -> Work:
    return Work("c", "u", YOUTUBE, account_id, "", 0, 0, "claim", datetime.fromtimestamp(NOW, UTC))


@pytest.mark.parametrize("verdict", [Verdict.NEEDS_REAUTH, Verdict.RENEW_TOKEN])
def test_only_its_user_can_help(verdict: Verdict) -> None:
    change = refused(verdict, failures=2)
    assert (change.status, change.reason, change.due_at, change.failures) == ("needs_reauth", "why", None, 0)
    assert "NeedsReauth" in change.counts


def test_a_missing_scope_is_told_apart() -> None:
    change = refused(Verdict.MISSING_SCOPE)
    assert (change.status, change.due_at) == ("missing_scope", None)


@pytest.mark.parametrize("verdict", [Verdict.BACK_OFF, Verdict.QUOTA_WAIT])
def test_waiting_ends_when_the_provider_says_and_counts_as_no_failure(verdict: Verdict) -> None:
    change = refused(verdict, until=NOW + 777, failures=1)
    assert (change.status, change.reason, change.due_at, change.failures) == ("active", "why", NOW + 777, 0)


def test_our_own_congestion_is_no_reason_to_show() -> None:
    assert refused(Verdict.BACK_OFF, outcomes.BUSY, until=NOW + 60).reason is None


def test_retries_double_up_to_six_hours_and_speak_up_after_three() -> None:
    changes = [refused(Verdict.RETRY, failures=failures) for failures in range(8)]
    waits = [(change.due_at or 0) - NOW for change in changes]
    assert waits == [900, 1800, 3600, 7200, 14_400, 21_600, 21_600, 21_600]
    assert [change.reason for change in changes] == [None, None, *["why"] * 6]
    assert [change.failures for change in changes] == list(range(1, 9))
    assert ["PullFailing" in change.counts for change in changes] == [False, False, *[True] * 6]


def test_a_token_that_stays_away_needs_its_user_in_the_end() -> None:
    statuses = [refused(Verdict.RETRY, outcomes.NO_TOKEN, failures=failures).status for failures in range(3)]
    assert statuses == ["active", "active", "needs_reauth"]


def test_our_mistake_rests_for_a_day_and_is_counted() -> None:
    change = refused(Verdict.BUG, "badrequest")
    assert (change.status, change.reason, change.due_at) == ("active", "bug", NOW + 86_400)
    assert "PullBug" in change.counts


@pytest.mark.parametrize("provider", INTERVALS)
@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_success_is_due_again_after_the_interval_give_or_take(provider: Provider, chance: float) -> None:
    change = outcomes.succeeded(provider, NOW, lambda: chance)
    assert (change.status, change.reason, change.failures) == ("active", None, 0)
    assert abs((change.due_at or 0) - NOW - INTERVALS[provider]) <= INTERVALS[provider] * JITTER


def test_every_verdict_has_its_place() -> None:
    assert all(refused(verdict).status in {"active", "needs_reauth", "missing_scope"} for verdict in Verdict)


def test_another_account_than_the_connected_one_is_for_the_user_to_explain() -> None:
    told = Account("UC2", "", "")
    assert outcomes.require_account(work("UC2"), lambda: told) is told
    assert outcomes.require_account(work(""), lambda: told) is told
    for read, reason in ((lambda: told, "account_changed"), (lambda: None, "no_account")):
        with pytest.raises(RefusedError) as refusal:
            outcomes.require_account(work("UC1"), read)
        assert refusal.value.outcome == Outcome(Verdict.NEEDS_REAUTH, reason)


def test_an_unreadable_account_costs_nobody_the_connection() -> None:
    def read() -> Account:
        raise Malformed("odd")

    with pytest.raises(RefusedError) as refusal:
        outcomes.require_account(work("UC1"), read)
    assert refusal.value.outcome.verdict is Verdict.RETRY
