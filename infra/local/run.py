"""`make run`: installs what is missing, starts the platform, says where it is, and stops it on Ctrl-C."""

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path

import httpx
from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.migrations import MigrationError
from infra.build import BuildError
from infra.layout import BUILD, STATE
from infra.local.failure import LocalError
from infra.local.population import demo
from infra.local.ports import is_free
from infra.local.stack import LocalStack
from infra.provider_clients import RegistrationError
from infra.stack import StackError

DEFAULT_PORT = 8000
FAILURES = (
    LocalError,
    BuildError,
    StackError,
    MigrationError,
    RegistrationError,
    BotoCoreError,
    ClientError,
    OSError,
)
"""What has a cause outside this program: shown as a line, not as a traceback."""


def main() -> int:
    began = time.monotonic()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _interrupt(stopping))
    stack: LocalStack | None = None
    try:
        port = port_of(os.environ.get("PORT"))
        creators = creators_of(os.environ.get("DEMO_CREATORS"))
        check_path(STATE)
        _say(f"Infofluencer starts on port {port}{'' if BUILD.exists() else '; the first time takes some minutes'}")
        stack = LocalStack.start(port=port, environment=os.environ, progress=_say, creators=creators)
        _warm(stack)
        _say(f"ready after {time.monotonic() - began:.0f} s\n\n{_where(stack)}\n")
        stopping.wait()
    except FAILURES as error:
        print(f"make run: {error}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        if stack is not None:
            _say("stopping")
            stack.stop()
    _say("stopped")
    return 0


def port_of(text: str | None) -> int:
    """The port of the environment variable PORT, free at the moment. Raises LocalError."""
    try:
        port = int(text or DEFAULT_PORT)
    except ValueError as error:
        raise LocalError(f"PORT must be a number, not {text!r}") from error
    if not 0 < port < 65536:
        raise LocalError(f"PORT must be between 1 and 65535, not {port}")
    if not is_free(port):
        raise LocalError(
            f"port {port} is in use: stop what listens there, or choose another, e.g. PORT={port + 1} make run"
        )
    return port


def creators_of(text: str | None) -> int:
    """How many made-up ones the environment variable DEMO_CREATORS wants. Raises LocalError."""
    try:
        creators = int(text or demo.CREATORS)
    except ValueError as error:
        raise LocalError(f"DEMO_CREATORS must be a number, not {text!r}") from error
    if creators < 0:
        raise LocalError(f"DEMO_CREATORS must not be negative, not {creators}")
    return creators


def check_path(state: Path) -> None:
    """Postgres takes the folder of its socket unquoted. Raises LocalError."""
    if " " in str(state):
        raise LocalError(
            f"the path {str(state.parent)!r} has a space in it, which Postgres cannot bear: move the folder"
        )


def _interrupt(stopping: threading.Event) -> None:
    """The first signal ends the wait, or breaks off the start."""
    if stopping.is_set():
        return
    stopping.set()
    raise KeyboardInterrupt


def _warm(stack: LocalStack) -> None:
    """Wakes the APIs in the background, so that the first page does not wait for their cold start."""
    for path in ("auth/.well-known/jwks.json", "connect/providers", "match/audience", "vault/summary"):
        threading.Thread(target=_ask, args=(f"{stack.base_url}/api/{path}",), daemon=True).start()


def _ask(url: str) -> None:
    with contextlib.suppress(httpx.HTTPError):
        httpx.get(url, timeout=30, trust_env=False)


def _where(stack: LocalStack) -> str:
    return (
        f"  Infofluencer  {stack.base_url}\n"
        f"  SMS codes     here, and at {stack.base_url}/__local/sms\n"
        f"  providers     {stack.providers}\n"
        f"  state         {stack.state} (make reset empties it)\n"
        f"  stop          Ctrl-C"
    )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
