"""Who uses the local state? One platform at a time, by a lock that ends with its process however that ends.

Nothing but the standard library: `make reset` works before anything is installed.

Usage: python -m infra.local.state    (empties it)
"""

import contextlib
import fcntl
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import IO

from infra.layout import STATE
from infra.local.failure import LocalError

LOCK = "lock"
EMULATOR_PID = "emulator.pid"
EMULATOR_PROCESS = Path(__file__).with_name("emulator_process.py")
END_WITHIN = 20


def take(state: Path) -> IO[str]:
    """The lock on `state`, until it is closed. Raises LocalError where another process holds it."""
    state.mkdir(parents=True, exist_ok=True)
    lock = (state / LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise LocalError(f"it is already running on the state in {state}") from error
    return lock


def end_leftover(state: Path) -> None:
    """Ends an emulator that was started on this state and outlived its parent (killed): two would spoil the state."""
    try:
        pid = int((state / EMULATOR_PID).read_text())
    except (OSError, ValueError):
        return
    deadline = time.monotonic() + END_WITHIN
    while _is_emulator(pid) and time.monotonic() < deadline:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        time.sleep(0.2)


def empty(state: Path) -> None:
    """Forgets everything but the lock itself. Raises LocalError while it is in use."""
    if not state.is_dir():
        return
    with take(state):
        end_leftover(state)
        for path in state.iterdir():
            if path.name != LOCK:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _is_emulator(pid: int) -> bool:
    """Whether that process is (still) one; its number may have gone to another program."""
    try:
        return EMULATOR_PROCESS.name.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def main() -> int:
    try:
        empty(STATE)
    except LocalError as error:
        print(f"make reset: {error}: stop make run first", file=sys.stderr)
        return 1
    print("local state is empty")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
