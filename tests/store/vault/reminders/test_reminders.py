"""When a backup window opens, the browsers of its user get one message that only they can open."""

from dataclasses import replace

import pytest

from functions.vault import upkeep
from functions.vault.reminders.push_hosts import PushHosts
from infra.local.sandbox.exchange import Answer
from infra.local.sandbox.server import Sandbox
from tests.store.vault.people import Owner, Place, item
from tests.store.vault.reminders.reminded import DAY, HOUR, NIGHT, browser, remind, save, subscribe, until
from tests.store.vault.test_settings import AS_BUILT


def test_a_window_that_opens_brings_each_browser_one_message(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    until(place, 12)
    devices = [browser(owner, sandbox) for _ in range(2)]
    save(owner, NIGHT)
    assert remind(place) == 0
    for night in (1, 2):
        until(place, 22)
        place.clock.now -= 60
        assert remind(place) == 0
        until(place, 22)
        assert remind(place) == 2
        for _ in range(3):
            place.clock.now += 300
            assert remind(place) == 0
        assert [device.messages for device in devices] == [[{"kind": "backup_window"}] * night] * 2


def test_a_late_run_reminds_while_the_window_is_open_and_not_after_it(
    place: Place, owner: Owner, sandbox: Sandbox
) -> None:
    until(place, 12)
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    until(place, 5)
    assert remind(place) == 1
    until(place, 7)
    place.clock.now += DAY
    assert remind(place) == 0
    until(place, 22)
    assert remind(place) == 1
    assert len(device.messages) == 2


def test_what_waits_is_told(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    until(place, 22)
    owner.init(item(b"one", "1.jpg"), item(b"two", "2.jpg"))
    remind(place)
    assert device.messages == [{"kind": "backup_window", "waiting": 2}]


def test_an_interval_counts_from_the_last_backup(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    device = browser(owner, sandbox)
    save(owner, {**AS_BUILT, "automatic": True, "interval_minutes": 120})
    place.clock.now += HOUR
    owner.back_up(b"by hand")
    place.clock.now += 1.5 * HOUR
    assert remind(place) == 0
    place.clock.now += HOUR
    assert remind(place) == 1
    assert remind(place) == 0
    place.clock.now += 2.1 * HOUR
    assert remind(place) == 1
    assert len(device.messages) == 2


def test_who_changes_the_rules_is_reminded_by_the_new_ones(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    until(place, 12)
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    save(owner, {**NIGHT, "windows": [{"start": "14:00", "end": "15:00"}]})
    until(place, 14)
    assert remind(place) == 1
    save(owner, AS_BUILT)
    until(place, 22)
    place.clock.now += 2 * DAY
    assert remind(place) == 0
    assert len(device.messages) == 1
    assert [row for row in place.rows(owner.user_id) if row["row"]["S"] == "reminder"] == []


@pytest.mark.parametrize("how", ["gone", "unknown", "not a key"])
def test_a_subscription_that_has_ended_is_forgotten(place: Place, owner: Owner, sandbox: Sandbox, how: str) -> None:
    subscription = sandbox.world.push.subscribe(sandbox.base_url)
    if how == "gone":
        sandbox.world.push.device(subscription["endpoint"]).gone = True
    elif how == "unknown":
        subscription["endpoint"] += "x"
    else:
        subscription["keys"]["p256dh"] = "B" + "A" * 86
    subscribe(owner, subscription)
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    until(place, 22)
    assert remind(place) == 1
    assert len(place.vault.reminding.store.subscriptions(owner.user_id)) == 1
    assert len(device.messages) == 1


@pytest.mark.parametrize("status", [302, 307, 400, 403, 429, 500, 503])
def test_a_refusal_ends_no_subscription_and_leads_nowhere_else(
    place: Place, owner: Owner, sandbox: Sandbox, status: int
) -> None:
    device, other = browser(owner, sandbox), sandbox.world.push.subscribe(sandbox.base_url)
    device.refusal = Answer(status, b"", {"location": other["endpoint"]})
    save(owner, NIGHT)
    until(place, 22)
    assert remind(place) == 0
    assert sandbox.world.push.device(other["endpoint"]).messages == []
    assert len(place.vault.reminding.store.subscriptions(owner.user_id)) == 1


def test_a_push_service_that_does_not_answer_holds_up_nobody(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    away = sandbox.world.push.subscribe("http://127.0.0.1:9")
    hosts = PushHosts(f"http://127.0.0.1:9,{sandbox.base_url}")
    place = replace(place, vault=replace(place.vault, reminding=replace(place.vault.reminding, hosts=hosts)))
    owner = place.owner()
    subscribe(owner, away)
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    until(place, 22)
    assert remind(place) == 1
    assert len(device.messages) == 1


def test_a_host_that_is_allowed_no_longer_is_written_to_no_longer(place: Place, owner: Owner, sandbox: Sandbox) -> None:
    device = browser(owner, sandbox)
    save(owner, NIGHT)
    until(place, 22)
    vault = replace(place.vault, reminding=replace(place.vault.reminding, hosts=PushHosts("push.example.com")))
    assert upkeep.remind(vault)["reminders"] == 0
    assert device.messages == []


def test_one_that_fails_holds_up_no_other_and_is_told(
    place: Place, owner: Owner, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = place.owner()
    device = browser(owner, sandbox)
    for each in (owner, other):
        browser(each, sandbox)
        save(each, NIGHT)
    until(place, 22)
    store = type(place.vault.reminding.store)
    person = store.person

    def broken(self: object, user_id: str) -> object:
        if user_id == other.user_id:
            raise ValueError("broken")
        return person(self, user_id)  # type: ignore[arg-type] # as it was called

    with monkeypatch.context() as patched:
        patched.setattr(store, "person", broken)
        with pytest.raises(RuntimeError, match="1 of 2 users could not be reminded"):
            remind(place)
    assert len(device.messages) == 1
    assert remind(place) == 1
