"""A cloud of their own for the tests of each file that need one."""

from collections.abc import Iterator

import pytest

from infra.aws import Cloud
from infra.local import ports
from infra.local.emulator import Emulator


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    emulator = Emulator(tmp_path_factory.mktemp("emulator"), ports.free())
    emulator.start()
    try:
        yield Cloud(emulator.endpoint)
    finally:
        emulator.stop()
