"""A sandbox of its own for each test, with a clock that the test sets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.sandbox.server import Sandbox
from tests.local.sandbox.people import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    running = Sandbox.start(clock=clock)
    yield running
    running.stop()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "sandbox"
