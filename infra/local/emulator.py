"""How is AWS emulated on this machine? ministack as a child process, on loopback, with its state in a folder.

It saves its state when it ends by SIGTERM, so stopping cleanly is what keeps a developer's data.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from infra.aws import Cloud, region
from infra.local.failure import LocalError
from infra.local.ports import LOOPBACK, is_free
from infra.local.state import EMULATOR_PID, EMULATOR_PROCESS, end_leftover
from infra.stack import Stack

READY_WITHIN = 60
"""Seconds until it answers; on a cold file cache its imports alone take ten."""
STOP_WITHIN = 20
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE")


class Emulator:
    """One ministack process. `start`, then `endpoint` answers the AWS APIs; `stop` keeps the state."""

    def __init__(self, state: Path, port: int) -> None:
        self.endpoint = f"http://{LOOPBACK}:{port}"
        self._state = state
        self._port = port
        self._log = state / "emulator.log"
        self._pid = state / EMULATOR_PID
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def has_state(self) -> bool:
        return (self._state / "services").is_dir()

    def start(self) -> None:
        """Raises LocalError with the emulator's own last words when it does not come up."""
        end_leftover(self._state)
        if not is_free(self._port):
            raise LocalError(f"port {self._port} is in use, the AWS emulator cannot have it")
        scratch = self._state / "tmp"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(EMULATOR_PROCESS)],
                env=self._environment(scratch),
                cwd=self._state,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C in the terminal is ours to handle: it must end after the edge
            )
        self._pid.write_text(str(self._process.pid))
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise LocalError(f"the AWS emulator does not start: {self._last_words()} (log: {self._log})")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ends it and its function processes; they are its process group, started by us."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOP_WITHIN)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._pid.unlink(missing_ok=True)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _environment(self, scratch: Path) -> dict[str, str]:
        """Nothing of the developer's environment but the basics: functions inherit it."""
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return {
            **inherited,
            "GATEWAY_PORT": str(self._port),
            "BIND_HOST": LOOPBACK,
            "MINISTACK_HOST": LOOPBACK,
            "MINISTACK_REGION": region(),
            "AWS_DEFAULT_REGION": region(),
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._state / "services"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._state / "objects"),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "AUTH": "true",  # roles and CORS rules hold here too: a missing permission shows before AWS
            "LOG_LEVEL": "INFO",
            "TMPDIR": str(scratch),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.endpoint}/_ministack/ready", timeout=2) as reply:  # noqa: S310 - loopback
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _last_words(self) -> str:
        lines = [line.strip() for line in self._log.read_text(errors="replace").splitlines() if line.strip()]
        return lines[-1] if lines else "it said nothing"


def restore_code(cloud: Cloud, stack: Stack) -> int:
    """Gives every function of the stack its code again and returns how many there are.

    [Note: Lambda code] The emulator keeps a function's configuration across a restart but not reliably its code, and an
    unchanged stack is not updated. The code still lies in the artifact bucket, where the templates say. So a stack that
    is already there gets it at each start, which also takes back what `make redeploy` put beside the templates.
    """
    functions = stack.functions()
    for each in functions:
        cloud.client("lambda").update_function_code(FunctionName=each.name, S3Bucket=each.bucket, S3Key=each.key)
    return len(functions)
