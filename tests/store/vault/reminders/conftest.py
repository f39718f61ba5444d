"""What do tests of reminders run on? A place where the sandbox plays the push services."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from functions.vault.reminders.push_hosts import PushHosts
from infra.local.sandbox.server import Sandbox
from tests.store.vault.people import Place


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    started = Sandbox.start()
    yield started
    started.stop()


@pytest.fixture
def place(place: Place, sandbox: Sandbox) -> Place:
    """Nobody of an earlier test is reminded."""
    sandbox.world._clock = place.clock
    reminding = place.vault.reminding
    for user_id, at in reminding.store.due(place.clock.now + 10**9):
        reminding.store.move(user_id, at, None)
    hosts = PushHosts(f"push.example.com,{sandbox.base_url}")
    return replace(place, vault=replace(place.vault, reminding=replace(reminding, hosts=hosts)))
