"""Does consent end as a person decided, and does a code work exactly once, where it was asked for?"""

import warnings
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from infra.local.sandbox.person import ConsentError
from infra.local.sandbox.registrations import REGISTERED
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import COMPANY, CREATOR, CREATOR_INSTAGRAM
from infra.local.sandbox.world import DEFAULT_SCOPES
from tests.local.sandbox.people import DAY, Clock, back, flow, graph, instagram_url


def told(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_the_google_library_gets_its_tokens(sandbox: Sandbox) -> None:
    made = flow(sandbox, "ga4", autogenerate_code_verifier=True)
    url, state = made.authorization_url(access_type="offline", prompt="consent", include_granted_scopes="true")
    returned = sandbox.consent(url, COMPANY)
    assert told(returned)["state"] == state
    assert returned.startswith(back("ga4"))
    made.fetch_token(authorization_response=returned)
    assert made.credentials.refresh_token
    assert made.credentials.granted_scopes == list(DEFAULT_SCOPES["ga4"])


def test_denying_leads_back_without_a_code(sandbox: Sandbox) -> None:
    url, state = flow(sandbox, "youtube").authorization_url()
    assert told(sandbox.consent(url, CREATOR, deny=True)) == {"error": "access_denied", "state": state}


def test_unticking_a_scope_leaves_it_out(sandbox: Sandbox) -> None:
    made = flow(sandbox, "youtube")
    url, _ = made.authorization_url(access_type="offline")
    returned = sandbox.consent(url, CREATOR, scopes=DEFAULT_SCOPES["youtube"][:1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        token = made.fetch_token(code=told(returned)["code"])
    assert list(token["scope"]) == [DEFAULT_SCOPES["youtube"][0]]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"code_verifier": "x" * 43}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_grant"),
        ({"redirect_uri": "http://localhost:8000/elsewhere"}, 400, "redirect_uri_mismatch"),
        ({"code": "4/0Anonsense"}, 400, "invalid_grant"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": REGISTERED["youtube"].client_id}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_code_is_bound_to_its_request(sandbox: Sandbox, change: dict[str, str], status: int, error: str) -> None:
    form = google_form(sandbox)
    refused = requests.post(f"{sandbox.base_url}/oauth2.googleapis.com/token", data={**form, **change}, timeout=10)
    assert (refused.status_code, refused.json()["error"]) == (status, error)


def test_a_google_code_works_once(sandbox: Sandbox) -> None:
    form = google_form(sandbox)
    answers = [
        requests.post(f"{sandbox.base_url}/oauth2.googleapis.com/token", data=form, timeout=10) for _ in range(2)
    ]
    assert [each.status_code for each in answers] == [200, 400]


def test_a_google_code_is_good_for_ten_minutes(sandbox: Sandbox, clock: Clock) -> None:
    form = google_form(sandbox)
    clock.now += 601
    assert requests.post(f"{sandbox.base_url}/oauth2.googleapis.com/token", data=form, timeout=10).status_code == 400


def google_form(sandbox: Sandbox) -> dict[str, str]:
    made = flow(sandbox, "ga4", autogenerate_code_verifier=True)
    url, _ = made.authorization_url(access_type="offline")
    registration = REGISTERED["ga4"]
    return {
        "grant_type": "authorization_code",
        "code": told(sandbox.consent(url, COMPANY))["code"],
        "code_verifier": str(made.code_verifier),
        "redirect_uri": back("ga4"),
        "client_id": registration.client_id,
        "client_secret": registration.client_secret,
    }


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"client_id": "somebody"}, "invalid_client"),
        ({"client_id": REGISTERED["instagram"].client_id}, "invalid_client"),
        ({"redirect_uri": "https://evil.com/"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "javascript:alert(1)"}, "redirect_uri_mismatch"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": ""}, "invalid_scope"),
        ({"code_challenge": "x", "code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_bad_request_is_shown_and_leads_nowhere(sandbox: Sandbox, change: dict[str, str], shown: str) -> None:
    url, _ = flow(sandbox, "ga4").authorization_url()
    address, _, _ = url.partition("?")
    query = {**told(url), "account": COMPANY, **change}
    bent = str(requests.Request("GET", address, params=query).prepare().url)
    with pytest.raises(ConsentError, match=shown):
        sandbox.consent(bent, COMPANY)


@pytest.mark.parametrize("login", [CREATOR_INSTAGRAM, "under.100"])
def test_instagram_gives_a_token_of_an_hour_then_of_sixty_days(sandbox: Sandbox, login: str) -> None:
    returned = sandbox.consent(instagram_url(sandbox), login)
    assert returned.endswith("#_")
    answer = instagram_token(sandbox, told(returned)["code"]).json()
    first = answer["data"][0] if "data" in answer else answer
    assert str(first["user_id"]) == sandbox.world.accounts[login].profile.app_id  # type: ignore[union-attr]
    secret = {"client_secret": REGISTERED["instagram"].client_secret}
    long = graph(sandbox, "/access_token", first["access_token"], grant_type="ig_exchange_token", **secret).json()
    assert (long["token_type"], long["expires_in"] // DAY) == ("bearer", 59)
    assert graph(sandbox, "/v25.0/me", long["access_token"], fields="username").json()["username"] == login


def test_both_shapes_of_instagrams_token_answer_occur(sandbox: Sandbox) -> None:
    shapes = {account.flat for account in sandbox.world.accounts.values() if account.profile}
    assert shapes == {True, False}
    answers: list[dict[str, Any]] = []
    for login in (CREATOR_INSTAGRAM, "under.100"):
        returned = sandbox.consent(instagram_url(sandbox), login)
        answers.append(instagram_token(sandbox, told(returned)["code"]).json())
    assert isinstance(answers[0]["data"][0]["permissions"], str)
    assert isinstance(answers[1]["permissions"], list)


def test_an_instagram_code_with_its_tail_is_refused(sandbox: Sandbox) -> None:
    code = told(sandbox.consent(instagram_url(sandbox), CREATOR_INSTAGRAM))["code"]
    refused = instagram_token(sandbox, f"{code}#_").json()
    assert refused["error_type"] == "OAuthException"
    assert instagram_token(sandbox, code).status_code == 200
    assert instagram_token(sandbox, code).json()["error_message"] == "This authorization code has been used"


def test_denying_at_instagram_says_who(sandbox: Sandbox) -> None:
    denied = told(sandbox.consent(instagram_url(sandbox), CREATOR_INSTAGRAM, deny=True))
    assert (denied["error"], denied["error_reason"], denied["state"]) == ("access_denied", "user_denied", "s")


def instagram_token(sandbox: Sandbox, code: str) -> requests.Response:
    registration = REGISTERED["instagram"]
    form = {
        "client_id": registration.client_id,
        "client_secret": registration.client_secret,
        "grant_type": "authorization_code",
        "redirect_uri": back("instagram"),
        "code": code,
    }
    return requests.post(f"{sandbox.base_url}/api.instagram.com/oauth/access_token", data=form, timeout=10)
