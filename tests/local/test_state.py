"""Is the local state emptied only when nobody uses it, and wholly then?"""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.layout import ROOT
from infra.local import ports, state
from infra.local.emulator import Emulator
from infra.local.failure import LocalError

HOLD = "import sys; from pathlib import Path; from infra.local import state; kept = state.take(Path(sys.argv[1])); "
SAY_AND_WAIT = "print('held', flush=True); sys.stdin.read()"


def _holder(folder: Path) -> "subprocess.Popen[str]":
    """Another process that uses `folder`, as `make run` does from its first moment."""
    command = [sys.executable, "-c", HOLD + SAY_AND_WAIT, str(folder)]
    started = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    return started


def _close(holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.communicate()


def test_a_state_in_use_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    holder = _holder(tmp_path)
    try:
        with pytest.raises(LocalError, match="already running"):
            state.empty(tmp_path)
    finally:
        _close(holder)
    assert (tmp_path / "services").is_dir()


def test_what_a_killed_platform_left_behind_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "services" / "deep").mkdir(parents=True)
    (tmp_path / "running.json").write_text("{}")
    _close(_holder(tmp_path))
    state.empty(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [state.LOCK]


def test_an_emulator_that_outlived_its_platform_ends_with_the_state(tmp_path: Path) -> None:
    left = Emulator(tmp_path, ports.free())
    left.start()
    try:
        state.empty(tmp_path)
        assert not left.is_running
    finally:
        left.stop()


def test_there_is_nothing_to_empty_before_the_first_run(tmp_path: Path) -> None:
    state.empty(tmp_path / "never")
    assert not (tmp_path / "never").exists()
