"""Does `make run` say in one line what is wrong?"""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from infra.layout import ROOT
from infra.local import run
from infra.local.failure import LocalError


def test_the_default_port_is_8000_unless_taken() -> None:
    try:
        assert run.port_of(None) == run.DEFAULT_PORT
    except LocalError as error:
        assert "port 8000 is in use" in str(error)


@pytest.mark.parametrize("text", ["eight", "80.5", "0", "65536", "-1", "٨٠٠٠x"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(LocalError, match="PORT must be"):
        run.port_of(text)


@pytest.mark.parametrize("text", ["many", "1e3", "-1"])
def test_a_number_of_creators_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(LocalError, match="DEMO_CREATORS must"):
        run.creators_of(text)


def test_nobody_has_to_be_made_up() -> None:
    assert (run.creators_of(None), run.creators_of("0")) == (2_000, 0)


def test_a_path_with_a_space_is_refused_before_minutes_are_spent() -> None:
    with pytest.raises(LocalError, match="has a space in it"):
        run.check_path(Path("/home/me/my projects/infofluencer/.local"))
    run.check_path(Path("/home/me/infofluencer/.local"))


def test_the_makefile_reads_values_of_env_files_whole(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('DATABASE_URL=postgresql://u:p#w$x@h/db\nLOG_LEVEL="DEBUG"\nGA4_CLIENT_ID=a b\n')
    rules = (ROOT / "Makefile").read_text().split("\nhelp:")[0]
    (tmp_path / "Makefile").write_text(rules + "\nshow:\n\t@printenv DATABASE_URL LOG_LEVEL GA4_CLIENT_ID\n")
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LOG_LEVEL")}
    done = subprocess.run(
        ["make", "-s", "show"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["postgresql://u:p#w$x@h/db", "DEBUG", "a b"]


def test_a_port_in_use_is_one_line_without_a_traceback() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "infra.local.run"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"make run: port {port} is in use: stop what listens there, or choose another, e.g. PORT={port + 1} make run"
    ]


def test_the_first_signal_breaks_off_and_the_second_does_not() -> None:
    stopping = threading.Event()
    with pytest.raises(KeyboardInterrupt):
        run._interrupt(stopping)
    run._interrupt(stopping)
    assert stopping.is_set()
    assert signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN
