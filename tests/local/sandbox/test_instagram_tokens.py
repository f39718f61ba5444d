"""Do Instagram's tokens live and die as documented: sixty days, renewed after one, 190 with the right subcode?"""

import base64
import hashlib
import hmac
import json

import pytest

from functions.shared.audience import meta_errors
from functions.shared.audience.errors import Refusal
from infra.local.sandbox.registrations import REGISTERED
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import CREATOR_INSTAGRAM
from tests.local.sandbox.people import DAY, Clock, graph

RENEW = {"grant_type": "ig_refresh_token"}


def test_a_token_is_renewed_between_a_day_and_its_end(sandbox: Sandbox, clock: Clock) -> None:
    granted = sandbox.world.grant("instagram", CREATOR_INSTAGRAM)
    clock.now += DAY - 60
    assert graph(sandbox, "/refresh_access_token", granted.token, **RENEW).json()["error"]["code"] == 100
    clock.now += 120
    fresh = graph(sandbox, "/refresh_access_token", granted.token, **RENEW).json()
    assert fresh["access_token"] != granted.token
    clock.now += 59 * DAY
    assert graph(sandbox, "/v25.0/me", fresh["access_token"]).ok
    expired = graph(sandbox, "/refresh_access_token", granted.token, **RENEW).json()["error"]
    assert (expired["code"], expired["error_subcode"]) == (190, 463)


def test_without_the_basic_permission_nothing_is_renewed(sandbox: Sandbox) -> None:
    insights = ["instagram_business_manage_insights"]
    granted = sandbox.world.grant("instagram", CREATOR_INSTAGRAM, scopes=insights, age=2 * DAY)
    assert graph(sandbox, "/refresh_access_token", granted.token, **RENEW).json()["error"]["code"] == 10


def test_without_the_insights_permission_there_are_none(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("instagram", CREATOR_INSTAGRAM, scopes=["instagram_business_basic"])
    assert graph(sandbox, "/v25.0/me", granted.token).ok
    assert (
        graph(sandbox, "/v25.0/me/insights", granted.token, metric="reach", period="day").json()["error"]["code"] == 10
    )


@pytest.mark.parametrize("subcode", sorted(meta_errors.SUBCODES))
def test_a_token_dies_of_each_subcode(sandbox: Sandbox, clock: Clock, subcode: int) -> None:
    granted = sandbox.world.grant("instagram", f"token.{subcode}")
    assert graph(sandbox, "/v25.0/me", granted.token).ok
    clock.now += DAY
    refused = graph(sandbox, "/v25.0/me", granted.token)
    outcome = meta_errors.classify(Refusal(refused.status_code, refused.text, refused.headers), clock.now)
    assert outcome.reason == meta_errors.SUBCODES[subcode]


def test_a_removed_app_is_190_and_458(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("instagram", CREATOR_INSTAGRAM)
    sandbox.world.kill("instagram", CREATOR_INSTAGRAM)
    error = graph(sandbox, "/v25.0/me", granted.token).json()["error"]
    assert (error["code"], error["error_subcode"]) == (190, 458)
    assert graph(sandbox, "/v25.0/me", sandbox.world.grant("instagram", CREATOR_INSTAGRAM).token).ok


def test_a_short_token_is_not_renewed_and_a_long_one_not_exchanged(sandbox: Sandbox) -> None:
    granted = sandbox.world.grant("instagram", CREATOR_INSTAGRAM, age=2 * DAY)
    secret = {"client_secret": REGISTERED["instagram"].client_secret, "grant_type": "ig_exchange_token"}
    assert graph(sandbox, "/access_token", granted.token, **secret).json()["error"]["error_subcode"] == 467


def test_metas_callbacks_are_signed_with_the_apps_secret(sandbox: Sandbox, clock: Clock) -> None:
    signature, _, payload = sandbox.world.signed_request(CREATOR_INSTAGRAM, ago=60).partition(".")
    key = REGISTERED["instagram"].client_secret.encode()
    expected = hmac.new(key, payload.encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)) == expected
    told = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    profile = sandbox.world.accounts[CREATOR_INSTAGRAM].profile
    assert profile is not None
    assert told == {"algorithm": "HMAC-SHA256", "issued_at": int(clock.now - 60), "user_id": profile.app_id}
