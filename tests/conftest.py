"""What do all tests share? The deployed local stack (started once per run, on its own ports and state) and patience."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import hypothesis
import pytest

from infra.local.stack import LocalStack
from tests.clients import Eventually

T = TypeVar("T")
hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is not a broken law
hypothesis.settings.load_profile("patient")

_PATIENCE = 60
"""Seconds until something that happens in the background counts as not happening; a bound, never a measurement."""


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    running = LocalStack.start(tmp_path_factory.mktemp("stack"))
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def eventually() -> Eventually:
    def ask_again(ask: Callable[[], T]) -> T:
        deadline = time.monotonic() + _PATIENCE
        while not (answer := ask()):
            assert time.monotonic() < deadline, "it did not happen"
            time.sleep(0.2)
        return answer

    return ask_again
