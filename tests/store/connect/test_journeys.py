"""The way there and back, for each provider, as the real client libraries take it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from functions.shared.tokens.grants import LongLivedToken, Provider, RefreshToken
from tests.store.connect.people import CHANNEL, COMPANY, COOKIE, PROFILE, SITE, Person
from tests.store.connect.place import DAY, Place


def test_a_company_connects_ga4_and_picks_a_property(place: Place, person: Person) -> None:
    address = person.start("ga4", next="/onboarding/")
    landed = person.come_back(person.consent(address, COMPANY))
    assert landed == f"{SITE}/onboarding/?connect=ga4&result=needs_property"
    waiting = person.connection("ga4")
    assert (waiting["status"], waiting["next_pull_at"], waiting["pulling"]) == ("needs_property", None, False)
    assert place.queued() == []

    listed = person.properties(waiting["id"])
    assert len(listed) == 2
    status, chosen = person.patch(waiting["id"], {"property_id": listed[1]["id"]})
    assert (status, chosen["status"], chosen["pulling"]) == (200, "active", True)
    assert (chosen["property_id"], chosen["property_name"]) == (listed[1]["id"], listed[1]["name"])
    assert chosen["name"] == listed[1]["account_name"]
    assert [message["connection_id"] for message in place.queued()] == [waiting["id"]]
    assert isinstance(person.held()[Provider.GA4].grant.token, RefreshToken)


def test_a_creator_connects_youtube(place: Place, person: Person) -> None:
    landed = person.come_back(person.consent(person.start("youtube"), CHANNEL))
    assert landed == f"{SITE}/connections/?connect=youtube&result=connected"
    connection = person.connection("youtube")
    channel = place.sandbox.world.account(CHANNEL).channel
    assert channel is not None
    assert (connection["status"], connection["sandbox"], connection["reason"]) == ("active", True, None)
    assert connection["name"] == "Deniz Sandbox"
    assert (connection["share_with_brands"], connection["checked_at"]) == (False, None)
    assert connection["stored"] == {"snapshots": 0, "metrics": 0, "since": None, "dimensions": []}
    assert place.query("select account_id from connect.connections where user_id = %s", person.user_id) == [
        (channel.id,)
    ]
    (message,) = place.queued()
    assert message == {"version": 1, "connection_id": connection["id"], "pull_no": 0}
    held = person.held()[Provider.YOUTUBE]
    assert (held.grant.account_id, held.grant.expires_at) == (channel.id, None)
    assert len(held.grant.scopes) == 2


@pytest.mark.parametrize("account", [PROFILE, "under.100", "top.45"])
def test_a_creator_connects_instagram_whatever_shape_the_answer_has(place: Place, person: Person, account: str) -> None:
    assert person.connect("instagram", account) == "connected"
    connection = person.connection("instagram")
    profile = place.sandbox.world.account(account).profile
    assert profile is not None
    assert connection["handle"] == profile.username
    assert connection["scopes"] == ["instagram_business_basic", "instagram_business_manage_insights"]
    select = "select account_id, app_user_id from connect.connections where user_id = %s"
    assert place.query(select, person.user_id) == [(profile.user_id, profile.app_id)]
    held = person.held()[Provider.INSTAGRAM].grant
    assert isinstance(held.token, LongLivedToken)
    assert held.expires_at is not None
    assert 59 * DAY < held.expires_at - place.clock.now <= 60 * DAY
    assert connection["token_expires_at"] is not None


def test_the_addresses_ask_for_what_the_providers_document(person: Person) -> None:
    google = {name: values[0] for name, values in parse_qs(urlsplit(person.start("youtube")).query).items()}
    assert google.pop("state")
    assert len(google.pop("code_challenge")) == 43
    assert google == {
        "response_type": "code",
        "client_id": "100000000002-youtube.apps.googleusercontent.com",
        "redirect_uri": f"{SITE}/api/connect/youtube/callback",
        "scope": "https://www.googleapis.com/auth/youtube.readonly https://www.googleapis.com/auth/yt-analytics.readonly",
        "access_type": "offline",
        "prompt": "consent",
        "code_challenge_method": "S256",
    }
    meta = {name: values[0] for name, values in parse_qs(urlsplit(person.start("instagram")).query).items()}
    assert meta.pop("state")
    assert meta == {
        "response_type": "code",
        "client_id": "1000000000000001",
        "redirect_uri": f"{SITE}/api/connect/instagram/callback",
        "scope": "instagram_business_basic,instagram_business_manage_insights",
    }


def test_the_cookie_comes_along_from_another_site_and_to_nobody_else(person: Person) -> None:
    _, _, headers = person.ask(
        "POST", "/connect/{provider}/start", {}, None, None, None, "application/json", {"provider": "ga4"}
    )
    (cookie,) = headers["Set-Cookie"]
    name, _, rest = cookie.partition("=")
    assert name == COOKIE
    assert rest.partition("; ")[2] == "Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax"


def test_several_trips_of_one_browser_go_on_side_by_side(place: Place, person: Person) -> None:
    first, second, third = (person.start(provider) for provider in ("youtube", "instagram", "youtube"))
    assert len(person.cookies) == 1
    backs = [person.consent(first, CHANNEL), person.consent(second, PROFILE), person.consent(third, CHANNEL)]
    assert all(person.come_back(back).endswith("result=connected") for back in reversed(backs))
    assert {each["provider"] for each in person.listed()} == {"youtube", "instagram"}


def test_every_page_of_ga4_properties_is_listed(place: Place, person: Person) -> None:
    assert person.connect("ga4", "agency@sandbox.test") == "needs_property"
    before = place.calls("ga4.accountSummaries")
    assert len(person.properties(person.connection("ga4")["id"])) == 205
    assert place.calls("ga4.accountSummaries") - before == 2


@pytest.mark.parametrize(
    ("provider", "account"),
    [("ga4", "no-property@sandbox.test"), ("youtube", "no-channel@sandbox.test"), ("instagram", "personal")],
)
def test_without_an_account_to_read_nothing_is_stored(person: Person, provider: str, account: str) -> None:
    assert person.connect(provider, account) == "no_account"
    assert person.has_nothing()


@pytest.mark.parametrize("provider", ["ga4", "youtube", "instagram"])
def test_a_no_is_a_no(person: Person, provider: str) -> None:
    assert person.connect(provider, deny=True) == "denied"
    assert person.has_nothing()


@pytest.mark.parametrize(
    ("provider", "scope"),
    [
        ("youtube", "https://www.googleapis.com/auth/youtube.readonly"),
        ("youtube", "https://www.googleapis.com/auth/yt-analytics.readonly"),
        ("instagram", "instagram_business_basic"),
        ("instagram", "instagram_business_manage_insights"),
    ],
)
def test_half_a_consent_is_stored_nowhere(person: Person, provider: str, scope: str) -> None:
    assert person.connect(provider, scopes=[scope]) == "partial"
    assert person.has_nothing()


@pytest.mark.parametrize(
    ("provider", "operation", "fault"),
    [
        ("youtube", "google.token", "invalid_grant"),
        ("youtube", "google.token", "html_502"),
        ("youtube", "google.token", "garbage"),
        ("youtube", "google.token", "empty_body"),
        ("youtube", "youtube.channels", "quotaExceeded"),
        ("youtube", "youtube.channels", "garbage"),
        ("ga4", "ga4.accountSummaries", "ga4_exhausted"),
        ("instagram", "instagram.token", "190"),
        ("instagram", "instagram.token", "garbage"),
        ("instagram", "instagram.exchange", "190/463"),
        ("instagram", "instagram.exchange", "4"),
        ("instagram", "instagram.me", "10"),
        ("instagram", "instagram.me", "garbage"),
    ],
)
def test_a_provider_that_fails_leaves_nothing_and_says_so(
    place: Place, person: Person, provider: str, operation: str, fault: str
) -> None:
    place.sandbox.world.faults.add(operation, fault)
    assert person.connect(provider) == "failed"
    assert person.has_nothing()
    assert place.queued() == []
    place.sandbox.world.faults.clear()
    assert person.connect(provider) in ("connected", "needs_property")
