"""What becomes of a connection after each event? The rules, without a database."""

from dataclasses import replace

import pytest

from functions.connect import connections
from functions.connect.connections import Account, Connection, Consented, Property, Status
from functions.connect.limits import REFRESH_EVERY
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.shared.tokens.grants import Provider

NOW = 1_795_300_000.0
USER = new_id(1)
SHOP, BLOG = Property("properties/1", "Shop", "Company"), Property("properties/2", "Blog", "Company")


def said(account: str = "UC1", at: float = NOW, *properties: Property) -> Consented:
    return Consented(Account(account, "", "Channel", "channel"), ("scope",), at, None, properties)


def linked(before: Connection | None, consented: Consented, provider: Provider = Provider.YOUTUBE) -> Connection:
    return connections.linked(before, new_id(consented.at), USER, provider, consented)


def under_way(connection: Connection) -> Connection:
    return replace(connection, claim="worker", claimed_until=NOW + 300, pull_no=7, failures=2, reason="no_answer")


def test_a_first_consent_is_pulled_at_once() -> None:
    first = linked(None, said())
    assert (first.status, first.due_at, first.pulling(NOW)) == (Status.ACTIVE, NOW, True)
    assert (first.account_id, first.name, first.handle) == ("UC1", "Channel", "channel")
    assert not first.share_with_brands


def test_the_same_account_goes_on_under_its_id_and_a_pull_under_way_finds_its_claim_gone() -> None:
    first = replace(under_way(linked(None, said())), status=Status.NEEDS_REAUTH, share_with_brands=True, checked_at=1.0)
    again = linked(first, said(at=NOW + 60))
    assert (again.id, again.created_at, again.checked_at) == (first.id, first.created_at, 1.0)
    assert (again.status, again.reason, again.failures, again.due_at) == (Status.ACTIVE, None, 0, NOW + 60)
    assert (again.claim, again.claimed_until, again.pull_no) == (None, None, 8)
    assert again.authorised_at == NOW + 60
    assert again.share_with_brands


def test_another_account_is_another_connection_that_is_shared_with_nobody() -> None:
    first = replace(linked(None, said()), share_with_brands=True)
    other = linked(first, said("UC2", NOW + 60))
    assert other.id != first.id
    assert not other.share_with_brands
    assert other.created_at == NOW + 60


def test_instagrams_token_says_when_it_ends() -> None:
    consented = replace(said(), expires_at=NOW + 60 * 86_400)
    fresh = linked(None, consented, Provider.INSTAGRAM)
    assert (fresh.token_expires_at, fresh.token_renewed_at) == (NOW + 60 * 86_400, NOW)


def test_ga4_waits_for_a_property() -> None:
    first = linked(None, said("", NOW, SHOP, BLOG), Provider.GA4)
    assert (first.status, first.due_at, first.pulling(NOW)) == (Status.NEEDS_PROPERTY, None, False)
    chosen = connections.chosen(first, SHOP, NOW + 5)
    assert (chosen.status, chosen.property_id, chosen.property_name, chosen.name) == (
        Status.ACTIVE,
        "properties/1",
        "Shop",
        "Company",
    )
    assert (chosen.due_at, chosen.pull_no) == (NOW + 5, first.pull_no + 1)


def test_after_another_ga4_consent_the_property_stays_only_if_it_is_still_listed() -> None:
    shop = connections.chosen(linked(None, said("", NOW, SHOP), Provider.GA4), SHOP, NOW)
    kept = linked(shop, said("", NOW + 9, BLOG, SHOP), Provider.GA4)
    assert (kept.id, kept.status, kept.property_id) == (shop.id, Status.ACTIVE, "properties/1")
    lost = linked(shop, said("", NOW + 9, BLOG), Provider.GA4)
    assert (lost.id, lost.status, lost.due_at) == (shop.id, Status.NEEDS_PROPERTY, None)
    assert not connections.forgets(lost, connections.chosen(lost, SHOP, NOW))
    assert connections.forgets(lost, connections.chosen(lost, BLOG, NOW))


def test_another_property_makes_a_pull_under_way_nobodys_and_the_same_one_does_not() -> None:
    shop = under_way(connections.chosen(linked(None, said("", NOW, SHOP), Provider.GA4), SHOP, NOW))
    other = connections.chosen(shop, BLOG, NOW)
    assert (other.claim, other.pull_no, other.failures) == (None, 8, 0)
    assert connections.forgets(shop, other)
    same = connections.chosen(shop, replace(SHOP, name="Shop renamed"), NOW)
    assert same == replace(shop, property_name="Shop renamed")


def pulled(**changes: object) -> Connection:
    done = replace(linked(None, said()), due_at=NOW + 86_400, queued_until=None, checked_at=NOW)
    return replace(done, **changes)  # type: ignore[arg-type] # fields by name


def test_an_owner_may_ask_for_a_pull_every_quarter_of_an_hour() -> None:
    asked = connections.refreshed(pulled(), NOW)
    assert (asked.due_at, asked.manual_at, asked.pulling(NOW)) == (NOW, NOW, True)
    done = replace(asked, queued_until=None)
    with pytest.raises(Problem) as problem:
        connections.refreshed(done, NOW + REFRESH_EVERY - 0.5)
    assert (problem.value.code, problem.value.retry_after) == (Code.RATE_LIMITED, 1)
    assert connections.refreshed(done, NOW + REFRESH_EVERY).manual_at == NOW + REFRESH_EVERY


def test_a_provider_that_wants_to_be_left_alone_is() -> None:
    waiting = pulled(reason="quotaexceeded", due_at=NOW + 3_000)
    with pytest.raises(Problem) as problem:
        connections.refreshed(waiting, NOW)
    assert (problem.value.code, problem.value.retry_after) == (Code.RATE_LIMITED, 3_001)
    assert connections.refreshed(waiting, NOW + 3_000).due_at == NOW + 3_000


@pytest.mark.parametrize("kept", [{"reason": "bug"}, {"reason": "no_answer", "failures": 3}])
def test_after_a_failure_an_owner_need_not_wait(kept: dict[str, object]) -> None:
    assert connections.refreshed(pulled(**kept), NOW).due_at == NOW


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": Status.NEEDS_REAUTH}, Code.NEEDS_REAUTH),
        ({"status": Status.MISSING_SCOPE}, Code.NEEDS_REAUTH),
        ({"status": Status.NEEDS_PROPERTY}, Code.PROPERTY_UNKNOWN),
        ({"provider": Provider.TIKTOK}, Code.INVALID_REQUEST),
    ],
)
def test_what_cannot_be_pulled_is_not(changes: dict[str, object], code: Code) -> None:
    with pytest.raises(Problem) as problem:
        connections.refreshed(pulled(**changes), NOW)
    assert problem.value.code is code


@pytest.mark.parametrize(
    ("verdict", "status"),
    [(Verdict.NEEDS_REAUTH, Status.NEEDS_REAUTH), (Verdict.MISSING_SCOPE, Status.MISSING_SCOPE)],
)
def test_a_refused_token_stops_the_pulls_and_keeps_the_data(verdict: Verdict, status: Status) -> None:
    after = connections.refused(under_way(pulled()), Outcome(verdict, "invalid_grant"))
    assert (after.status, after.reason, after.due_at, after.claim) == (status, "invalid_grant", None, None)
    assert after.checked_at == NOW
    assert connections.removed_at_provider(pulled()).reason == "app_removed"
