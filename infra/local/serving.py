"""How does a server of ours run beside everything else? An ASGI application in a thread of its own, on loopback.

It listens on 127.0.0.1 and on ::1, since browsers resolve `localhost` to either.
"""

import asyncio
import socket
import threading

import uvicorn
from starlette.applications import Starlette

from infra.local.failure import LocalError

START_WITHIN = 20
STOP_WITHIN = 10
GRACE = 3
"""Seconds that running requests have to finish."""


class Serving:
    """`start` returns when it listens; `stop` lets running requests finish."""

    def __init__(self, app: Starlette, port: int, name: str, advice: str = "") -> None:
        """`advice`: what to do when the port is taken."""
        self._port = port
        self._name = name
        self._advice = advice
        # proxy_headers would believe X-Forwarded-For of anybody on this machine
        config = uvicorn.Config(
            app, log_level="warning", proxy_headers=False, server_header=False, access_log=False, http="h11", ws="none"
        )
        config.timeout_graceful_shutdown = GRACE
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Raises LocalError when the port is taken or the application does not start."""
        sockets = _listen(self._port, self._advice)
        self._thread = threading.Thread(target=self._run, args=(sockets,), name=self._name, daemon=True)
        self._thread.start()
        for _ in range(START_WITHIN * 20):
            if self._server.started:
                return
            if not self._thread.is_alive():
                break
            threading.Event().wait(0.05)
        raise LocalError(f"the local {self._name} does not start")

    def stop(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self._server.should_exit = True
            thread.join(STOP_WITHIN)

    def _run(self, sockets: list[socket.socket]) -> None:
        try:
            asyncio.run(self._server.serve(sockets=sockets))
        finally:
            for each in sockets:
                each.close()


def _listen(port: int, advice: str) -> list[socket.socket]:
    """Raises LocalError with the line that tells what to do."""
    sockets = []
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        # asyncio sets TCP_NODELAY only where the protocol is named; without it each answer waits 40 ms
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(512)
        except OSError as error:
            listener.close()
            if family == socket.AF_INET:
                raise LocalError(f"port {port} is in use: stop what listens there{advice}") from error
            continue  # no IPv6 on this machine, or somebody else has the port there: 127.0.0.1 is enough
        sockets.append(listener)
    return sockets
