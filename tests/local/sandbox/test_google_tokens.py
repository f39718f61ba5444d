"""Do Google's tokens live and die as documented: an hour, seven days, a hundred, per project, over a restart?"""

from pathlib import Path

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials

from infra.local.sandbox.registrations import REGISTERED
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import COMPANY, CREATOR
from infra.local.sandbox.world import DEFAULT_SCOPES, Granted
from tests.local.sandbox.people import DAY, Clock, google

SUMMARIES = "analyticsadmin.googleapis.com/v1beta/accountSummaries"
CHANNELS = "youtube.googleapis.com/youtube/v3/channels"


def kept(sandbox: Sandbox, granted: Granted) -> Credentials:
    registration = REGISTERED[granted.provider]
    return Credentials(  # type: ignore[no-untyped-call] # untyped in google-auth
        token=None,
        refresh_token=granted.token,
        token_uri=f"{sandbox.base_url}/oauth2.googleapis.com/token",
        client_id=registration.client_id,
        client_secret=registration.client_secret,
    )


def renewed(sandbox: Sandbox, granted: Granted) -> str:
    """A new access token. Raises RefreshError."""
    credentials = kept(sandbox, granted)
    credentials.refresh(Request())  # type: ignore[no-untyped-call] # as above
    return str(credentials.token)


def revoke(sandbox: Sandbox, token: str) -> requests.Response:
    address = f"{sandbox.base_url}/oauth2.googleapis.com/revoke"
    return requests.post(address, data={"token": token}, timeout=10)


def test_an_access_token_lives_an_hour(sandbox: Sandbox, clock: Clock) -> None:
    granted = sandbox.world.grant("ga4", COMPANY)
    assert google(sandbox, SUMMARIES, granted.access_token).ok
    clock.now += 3_601
    refused = google(sandbox, SUMMARIES, granted.access_token)
    assert (refused.status_code, refused.json()["error"]["status"]) == (401, "UNAUTHENTICATED")
    assert google(sandbox, SUMMARIES, renewed(sandbox, granted)).ok


@pytest.mark.parametrize("token", ["", "nonsense", "ya29.a0nonsense", "1//0" + "A" * 60])
def test_nonsense_is_no_token(sandbox: Sandbox, token: str) -> None:
    assert google(sandbox, SUMMARIES, token).status_code == 401


def test_a_refresh_token_is_no_access_token(sandbox: Sandbox) -> None:
    assert google(sandbox, SUMMARIES, sandbox.world.grant("ga4", COMPANY).token).status_code == 401


def test_scopes_are_checked(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("youtube", CREATOR, scopes=DEFAULT_SCOPES["youtube"][:1])
    assert google(sandbox, CHANNELS, granted.access_token, part="id", mine="true").ok
    refused = google(sandbox, "youtubeanalytics.googleapis.com/v2/reports", granted.access_token)
    assert refused.json()["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_revoking_kills_everything_of_the_project_and_nothing_of_another(sandbox: Sandbox) -> None:
    first, second = sandbox.world.grant("ga4", COMPANY), sandbox.world.grant("ga4", COMPANY)
    other, stranger = sandbox.world.grant("youtube", COMPANY), sandbox.world.grant("ga4", "agency@sandbox.test")
    assert revoke(sandbox, first.access_token).status_code == 200
    for dead in (first, second):
        with pytest.raises(RefreshError, match="invalid_grant"):
            renewed(sandbox, dead)
        assert google(sandbox, SUMMARIES, dead.access_token).status_code == 401
    assert renewed(sandbox, other)
    assert renewed(sandbox, stranger)
    again = revoke(sandbox, first.token)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_token")


def test_a_new_consent_after_a_revocation_is_good(sandbox: Sandbox) -> None:
    revoke(sandbox, sandbox.world.grant("ga4", COMPANY).token)
    assert renewed(sandbox, sandbox.world.grant("ga4", COMPANY))


def test_the_hundred_and_first_token_kills_the_first(sandbox: Sandbox) -> None:
    granted = [sandbox.world.grant("ga4", COMPANY) for _ in range(101)]
    with pytest.raises(RefreshError, match="invalid_grant"):
        renewed(sandbox, granted[0])
    assert renewed(sandbox, granted[1])


@pytest.mark.parametrize(
    ("login", "days", "error"),
    [
        ("ga4-week@sandbox.test", 7, "invalid_grant"),
        ("workspace@sandbox.test", 30, "admin_policy_enforced"),
    ],
)
def test_some_grants_end_by_themselves(sandbox: Sandbox, clock: Clock, login: str, days: int, error: str) -> None:
    granted = sandbox.world.grant("ga4", login)
    clock.now += days * DAY - 60
    assert renewed(sandbox, granted)
    clock.now += 120
    with pytest.raises(RefreshError, match=error):
        renewed(sandbox, granted)


def test_a_rotated_token_dies_with_its_renewal(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("youtube", "rotating@sandbox.test")
    credentials = kept(sandbox, granted)
    credentials.refresh(Request())  # type: ignore[no-untyped-call] # as above
    assert credentials.refresh_token != granted.token
    with pytest.raises(RefreshError, match="invalid_grant"):
        renewed(sandbox, granted)
    credentials.refresh(Request())  # type: ignore[no-untyped-call] # as above


def test_another_projects_token_is_refused(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("ga4", COMPANY, client_id=REGISTERED["youtube"].client_id)
    with pytest.raises(RefreshError, match="unauthorized_client"):
        renewed(sandbox, granted)


def test_tokens_and_revocations_outlive_a_restart(state: Path) -> None:
    before = Sandbox.start(state)
    alive, dead = before.world.grant("ga4", COMPANY), before.world.grant("youtube", CREATOR)
    assert revoke(before, dead.token).ok
    before.stop()
    after = Sandbox.start(state)
    try:
        assert renewed(after, alive)
        with pytest.raises(RefreshError, match="invalid_grant"):
            renewed(after, dead)
    finally:
        after.stop()


def test_a_spoilt_state_is_forgotten(state: Path) -> None:
    state.mkdir()
    (state / "sandbox.json").write_text("{not json")
    running = Sandbox.start(state)
    running.stop()
    assert running.world.ledger.consent("a", "b").serial == 0
