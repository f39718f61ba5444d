"""How do tests remind? Browsers of the sandbox subscribe, clocks move, the schedule runs."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from functions.vault import upkeep
from infra.local.sandbox.push import Device
from infra.local.sandbox.server import Sandbox
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_settings import AS_BUILT, current, put

KEY, SUBSCRIPTIONS = "/vault/push-key", "/vault/push-subscriptions"
SUBSCRIPTION = f"{SUBSCRIPTIONS}/{{subscription_id}}"
ZONE = ZoneInfo("Europe/Istanbul")
NIGHT = {**AS_BUILT, "automatic": True, "windows": [{"start": "22:00", "end": "06:00"}]}
HOUR = 3_600
DAY = 24 * HOUR


def subscribe(owner: Owner, subscription: dict[str, Any], **more: Any) -> str:
    status, made = owner.call("POST", SUBSCRIPTIONS, {**subscription, **more})
    assert status == 201, made
    return str(made["id"])


def browser(owner: Owner, sandbox: Sandbox) -> Device:
    subscription = sandbox.world.push.subscribe(sandbox.base_url)
    subscribe(owner, subscription)
    return sandbox.world.push.device(subscription["endpoint"])


def save(owner: Owner, rules: dict[str, Any]) -> None:
    assert put(owner, rules, current(owner)["rev"])[0] == 200


def until(place: Place, hour: int) -> None:
    """To the next time that clocks in Istanbul show that hour."""
    now = datetime.fromtimestamp(place.clock.now, ZONE)
    ahead = (hour - now.hour) * HOUR - now.minute * 60 - now.second
    place.clock.now = int(place.clock.now) + (ahead if ahead > 0 else ahead + DAY)


def remind(place: Place) -> int:
    return upkeep.remind(place.vault)["reminders"]
