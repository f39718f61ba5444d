"""Does each fault come as it was asked for: this operation, this account, so often, in the provider's words?"""

import time
from typing import Any

import pytest
import requests

from functions.shared.audience import google_errors, meta_errors
from functions.shared.audience.errors import Refusal, Verdict
from infra.local.sandbox.faults import ALIASES, GOOGLE, META, UnknownFaultError
from infra.local.sandbox.operations import NAMES
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import COMPANY, CREATOR, CREATOR_INSTAGRAM
from infra.local.sandbox.world import World
from tests.local.sandbox.people import by_dimension, google, graph, report

TOLD = {name: found for name, found in GOOGLE.items() if found["status"] and name != "empty"}
META_TOLD = {name: found for name, found in META.items() if found["status"] and name != "empty"}


def same(answer: requests.Response, expected: dict[str, Any]) -> bool:
    headers = all(answer.headers.get(name) == value for name, value in expected["headers"].items())
    return headers and (answer.status_code, answer.content) == (expected["status"], expected["body"].encode())


@pytest.mark.parametrize("name", TOLD)
def test_every_refusal_of_google_can_be_asked_for(sandbox: Sandbox, name: str) -> None:
    granted = sandbox.world.grant("youtube", CREATOR)
    sandbox.world.faults.add("youtube.channels", name, times=1)
    path = "youtube.googleapis.com/youtube/v3/channels"
    assert same(google(sandbox, path, granted.access_token, part="id", mine="true"), TOLD[name])
    assert google(sandbox, path, granted.access_token, part="id", mine="true").ok


@pytest.mark.parametrize("name", META_TOLD)
def test_every_refusal_of_meta_can_be_asked_for(sandbox: Sandbox, name: str) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    sandbox.world.faults.add("instagram.me", name, times=1)
    assert same(graph(sandbox, "/v25.0/me", token), META_TOLD[name])
    assert graph(sandbox, "/v25.0/me", token).ok


@pytest.mark.parametrize("word", ALIASES["google"])
def test_the_references_words_for_google_are_understood(word: str, clock: Any) -> None:
    World(None, clock).faults.add("ga4.runReport", word)


@pytest.mark.parametrize("word", ALIASES["meta"])
def test_the_references_words_for_meta_are_understood(word: str, clock: Any) -> None:
    World(None, clock).faults.add("instagram.insights", word)


def test_an_unknown_fault_lists_the_known_ones(clock: Any) -> None:
    with pytest.raises(UnknownFaultError, match="token_463"):
        World(None, clock).faults.add("instagram.me", "quotaExceeded")


def test_a_fault_is_of_one_account(sandbox: Sandbox) -> None:
    struck, spared = (sandbox.world.grant("ga4", login) for login in (COMPANY, "ga4-sampled@sandbox.test"))
    sandbox.world.faults.add("ga4.*", "503", COMPANY)
    for granted, status in ((struck, 503), (spared, 200), (struck, 503)):
        site = sandbox.world.accounts[granted.login].properties[0].id
        assert report(sandbox, site, granted.access_token, by_dimension("city")).status_code == status


def test_a_fault_of_one_property(sandbox: Sandbox) -> None:
    granted, account = sandbox.world.grant("ga4", COMPANY), sandbox.world.accounts[COMPANY]
    sandbox.world.faults.add("ga4.runReport", "RESOURCE_EXHAUSTED", account.properties[0].id, times=1)
    answer = report(sandbox, account.properties[0].id, granted.access_token, by_dimension("city"))
    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"


def test_the_token_endpoint_breaks_by_the_token_sent_to_it(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("youtube", CREATOR)
    sandbox.world.faults.add("google.token", "admin_policy_enforced", CREATOR)
    form = {"grant_type": "refresh_token", "refresh_token": granted.token}
    answer = requests.post(f"{sandbox.base_url}/oauth2.googleapis.com/token", data=form, timeout=10)
    assert google_errors.classify(Refusal(answer.status_code, answer.text), 0).verdict is Verdict.NEEDS_REAUTH


def test_slow_is_slow_and_right(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    sandbox.world.faults.add("instagram.me", "slow", times=1, seconds=0.4)
    began = time.monotonic()
    assert graph(sandbox, "/v25.0/me", token).ok
    assert time.monotonic() - began >= 0.4


def test_a_timeout_hangs_until_the_client_or_the_sandbox_gives_up(clock: Any) -> None:
    running = Sandbox.start(clock=clock)
    token = running.world.grant("instagram", CREATOR_INSTAGRAM).token
    running.world.faults.add("instagram.me", "timeout")
    address = f"{running.base_url}/graph.instagram.com/v25.0/me"
    with pytest.raises(requests.ReadTimeout):
        requests.get(address, params={"access_token": token}, timeout=0.3)
    began = time.monotonic()
    running.stop()
    assert time.monotonic() - began < 8


def test_while_one_call_hangs_others_are_answered(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    sandbox.world.faults.add("instagram.me", "timeout", times=1)
    with pytest.raises(requests.ReadTimeout):
        requests.get(f"{sandbox.base_url}/graph.instagram.com/v25.0/me?access_token={token}", timeout=0.2)
    assert graph(sandbox, "/v25.0/me", token).ok


def test_more_than_ten_reports_at_once_are_refused(sandbox: Sandbox) -> None:
    granted, site = sandbox.world.grant("ga4", COMPANY), sandbox.world.accounts[COMPANY].properties[0].id
    sandbox.world.quotas.limits.ga4_concurrent = 1
    sandbox.world.faults.add("ga4.runReport", "timeout", times=1)
    address = f"{sandbox.base_url}/analyticsdata.googleapis.com/v1beta/properties/{site}:runReport"
    headers = {"authorization": f"Bearer {granted.access_token}"}
    with pytest.raises(requests.ReadTimeout):
        requests.post(address, json={}, headers=headers, timeout=0.3)
    refused = report(sandbox, site, granted.access_token, by_dimension("city"))
    assert "concurrent" in refused.json()["error"]["message"]


def test_a_token_that_dies_in_the_middle(sandbox: Sandbox) -> None:
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    sandbox.world.faults.add("instagram.insights", "dead_token", times=1)
    dead = graph(sandbox, "/v25.0/me/insights", token, metric="reach", period="day")
    outcome = meta_errors.classify(Refusal(dead.status_code, dead.text), 0)
    assert outcome.verdict is Verdict.NEEDS_REAUTH
    assert not graph(sandbox, "/v25.0/me", token).ok


def test_faults_calls_clock_and_accounts_by_http(sandbox: Sandbox, clock: Any) -> None:
    control = f"{sandbox.base_url}/__sandbox"
    token = sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token
    fault = {"operation": "instagram.me", "fault": "190/463", "account": CREATOR_INSTAGRAM, "times": 1}
    assert requests.post(f"{control}/faults", json=fault, timeout=10).json()["items"][0]["fault"] == "token_463"
    assert graph(sandbox, "/v25.0/me", token).json()["error"]["error_subcode"] == 463
    assert requests.get(f"{control}/faults", timeout=10).json()["items"] == []
    calls = requests.get(f"{control}/calls", timeout=10)
    assert calls.json()["counts"] == {"instagram.me": 1}
    assert calls.json()["items"][0] | {"at": 0} == {
        "operation": "instagram.me",
        "account": CREATOR_INSTAGRAM,
        "status": 400,
        "at": 0,
        "client": sandbox.registrations()["instagram"]["client_id"],
    }
    assert token not in calls.text
    requests.delete(f"{control}/calls", timeout=10)
    assert sandbox.world.counts == {}
    assert requests.post(f"{control}/clock", json={"offset": 3600}, timeout=10).json()["now"] == clock() + 3600
    assert requests.get(f"{control}/clock", timeout=10).json()["offset"] == 3600
    listed = requests.get(f"{control}/accounts", timeout=10).json()["items"]
    assert {each["login"] for each in listed} == set(sandbox.world.accounts)
    requests.post(f"{control}/kill", json={"provider": "instagram", "account": CREATOR_INSTAGRAM}, timeout=10)
    assert graph(sandbox, "/v25.0/me", token).json()["error"]["error_subcode"] == 458
    assert requests.get(f"{control}/quotas", timeout=10).json()["limits"]["youtube_daily_units"] == 10_000
    requests.post(f"{control}/faults", json={**fault, "times": None}, timeout=10)
    assert requests.delete(f"{control}/faults", timeout=10).json() == {"items": []}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "faults", {"operation": "instagram.me", "fault": "no such"}, 422),
        ("POST", "faults", {"operation": "no.such", "fault": "slow"}, 422),
        ("POST", "faults", {"operation": "instagram.me", "fault": "slow", "account": "nobody"}, 422),
        ("POST", "faults", [], 422),
        ("POST", "clock", {"offset": "soon"}, 422),
        ("POST", "kill", {"provider": "tiktok", "account": "x"}, 422),
        ("GET", "unheard", None, 404),
    ],
)
def test_control_says_what_it_does_not_know(sandbox: Sandbox, method: str, path: str, body: Any, status: int) -> None:
    assert requests.request(method, f"{sandbox.base_url}/__sandbox/{path}", json=body, timeout=10).status_code == status


def test_what_nobody_plays_is_404_and_counted(sandbox: Sandbox) -> None:
    answer = requests.get(f"{sandbox.base_url}/graph.instagram.com/v25.0/me/media", timeout=10)
    assert (answer.status_code, sandbox.world.counts) == (404, {"unknown": 1})
    assert "https://graph.instagram.com/v25.0/me/media" in answer.json()["error"]


def test_another_name_for_this_machine_is_refused(sandbox: Sandbox) -> None:
    answer = requests.get(f"{sandbox.base_url}/__sandbox/accounts", headers={"host": "evil.com:9080"}, timeout=10)
    assert answer.status_code == 421


def test_the_operations_have_the_agreed_names() -> None:
    assert sorted(NAMES) == [
        "ga4.accountSummaries",
        "ga4.runReport",
        "google.revoke",
        "google.token",
        "instagram.exchange",
        "instagram.insights",
        "instagram.me",
        "instagram.refresh",
        "instagram.token",
        "push.send",
        "trends.explore",
        "trends.multiline",
        "youtube.channels",
        "youtube.playlistItems",
        "youtube.reports",
        "youtube.videos",
    ]
