"""Which Redis does Celery use? One of its own on a free loopback port, that keeps nothing and ends with the run."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local import debian
from infra.local.failure import LocalError
from infra.local.ports import LOOPBACK, free, is_free

PACKAGE = "redis-server"
READY_WITHIN = 10
STOP_WITHIN = 10


def ensure() -> str:
    """Installs it where that is possible (Debian, root). Raises LocalError."""
    if shutil.which("redis-server") is None:
        debian.install(PACKAGE)
    found = shutil.which("redis-server")
    if found is None:
        raise LocalError(f"Celery needs its broker: install Redis (on Debian and Ubuntu: apt install {PACKAGE})")
    return found


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Its URL, while it lasts. Nothing is written to disk: no snapshots, no append-only file."""
    port = free()
    command = [ensure(), "--bind", LOOPBACK, "--port", str(port), "--save", "", "--appendonly", "no"]
    with (folder / "redis.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--dir", str(folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(process, port, folder / "redis.log")
        yield f"redis://{LOOPBACK}:{port}/0"
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while is_free(port):
        if process.poll() is not None or time.monotonic() > deadline:
            words = re.findall(r"# (.*)", log.read_text(errors="replace"))
            raise LocalError(f"Redis does not start: {words[-1] if words else 'it said nothing'}")
        time.sleep(0.05)
