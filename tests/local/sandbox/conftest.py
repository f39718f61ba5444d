"""A world of its own for each test, with a clock that the test sets; one server for all, which takes half a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.world import World
from tests.local.sandbox.people import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    started = Sandbox.start()
    yield started
    started.stop()


@pytest.fixture
def sandbox(running: Sandbox, clock: Clock) -> Sandbox:
    running.world = World(None, clock)
    return running


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "sandbox"


@pytest.fixture(autouse=True)
def _insecure(monkeypatch: pytest.MonkeyPatch) -> None:
    """As infra/functions/connect.yaml sets it locally: the sandbox has no TLS."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")
