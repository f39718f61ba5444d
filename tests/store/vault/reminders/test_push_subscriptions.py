"""A browser subscribes for its user alone, at a push service that we know."""

from typing import Any

import pytest

from functions.shared.ids import new_id
from functions.vault.reminders import reminding
from infra.local.sandbox.server import Sandbox
from tests.store.vault.people import Owner, Place
from tests.store.vault.reminders.reminded import (
    KEY,
    NIGHT,
    SUBSCRIPTION,
    SUBSCRIPTIONS,
    browser,
    remind,
    save,
    subscribe,
    until,
)
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.test_erasure import deleted, erase


@pytest.mark.parametrize(("method", "route"), [("GET", KEY), ("POST", SUBSCRIPTIONS), ("DELETE", SUBSCRIPTION)])
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    for token in ("", "Bearer x"):
        body: dict[str, str] | None = {} if method == "POST" else None
        status, problem = owner.call(method, route, body, token=token, subscription_id=new_id(1))
        assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_subscription_cannot_be_ended(owner: Owner, stranger: Owner, sandbox: Sandbox) -> None:
    made = subscribe(owner, sandbox.world.push.subscribe(sandbox.base_url), device_name="Pixel")
    for subscription_id in (made, *ODD_IDS):
        status, problem = stranger.call("DELETE", SUBSCRIPTION, subscription_id=subscription_id)
        assert (status, problem["code"]) == (404, "not_found")
    assert owner.call("DELETE", SUBSCRIPTION, subscription_id=made) == (204, None)
    assert owner.call("DELETE", SUBSCRIPTION, subscription_id=made)[0] == 404


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "https://evil.example/x"},
        {"endpoint": "http://169.254.169.254/latest"},
        {"endpoint": "x" * 2_000},
        {"keys": {"p256dh": "A" * 87, "auth": "A" * 22}},
        {"keys": {"p256dh": "B" + "A" * 86, "auth": "A"}},
        {"keys": {"p256dh": "B" + "A" * 86}},
        {"device_name": "x" * 61},
        {"user_id": "x"},
    ],
)
def test_what_is_no_subscription_is_refused(owner: Owner, sandbox: Sandbox, change: dict[str, Any]) -> None:
    status, problem = owner.call("POST", SUBSCRIPTIONS, {**sandbox.world.push.subscribe(sandbox.base_url), **change})
    assert (status, problem["code"]) == (422, "invalid_request")


def test_the_key_is_the_one_that_messages_are_signed_with(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    until(place, 22)
    remind(place)
    status, answer = owner.call("GET", KEY)
    assert status == 200
    assert device.sender == answer["key"]


def test_a_browser_subscribes_once_and_the_newest_ten_count(
    place: Place, owner: Owner, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "MOST", 2)
    subscriptions = [sandbox.world.push.subscribe(sandbox.base_url) for _ in range(3)]
    ids = [subscribe(owner, one) for one in (subscriptions[0], *subscriptions, subscriptions[2])]
    assert ids[0] == ids[1]
    kept = [one.id for one in place.vault.reminding.store.subscriptions(owner.user_id)]
    assert kept == ids[2:4]


def test_erasing_the_account_leaves_nothing_to_remind(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    erase(place, deleted(owner.user_id))
    assert place.rows(owner.user_id) == []
    until(place, 22)
    remind(place)
    assert device.messages == []
    status, problem = owner.call("POST", SUBSCRIPTIONS, sandbox.world.push.subscribe(sandbox.base_url))
    assert (status, problem["code"]) == (401, "session_ended")
    assert place.rows(owner.user_id) == []
