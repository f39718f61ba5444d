"""The server at http://localhost:8000: the edge, and the inbox beside it. Runs in a thread of its own.

It listens on 127.0.0.1 and on ::1, since browsers resolve `localhost` to either.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from infra.aws import Cloud
from infra.local import inbox
from infra.local.distribution import Distribution
from infra.local.edge import ORIGIN_TIMEOUT, Edge
from infra.local.edge_functions import EdgeFunctions
from infra.local.failure import LocalError

START_WITHIN = 20
STOP_WITHIN = 10
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass(frozen=True)
class Settings:
    port: int
    node: str
    memory: Path
    """File in which the inbox remembers its messages."""
    announce: Callable[[inbox.Message], None]


class Gateway:
    """`start` returns when it listens; `stop` lets running requests finish."""

    def __init__(self, distribution: Distribution, cloud: Cloud, settings: Settings) -> None:
        self._settings = settings
        app = _application(distribution, cloud, settings)
        # proxy_headers would believe X-Forwarded-For of anybody on this machine
        config = uvicorn.Config(
            app, log_level="warning", proxy_headers=False, server_header=False, access_log=False, http="h11", ws="none"
        )
        config.timeout_graceful_shutdown = 3
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Raises LocalError when the port is taken or the application does not start."""
        sockets = _listen(self._settings.port)
        self._thread = threading.Thread(target=self._run, args=(sockets,), name="edge", daemon=True)
        self._thread.start()
        for _ in range(START_WITHIN * 20):
            if self._server.started:
                return
            if not self._thread.is_alive():
                break
            threading.Event().wait(0.05)
        raise LocalError("the local edge does not start")

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


def _listen(port: int) -> list[socket.socket]:
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
                raise LocalError(f"port {port} is in use: stop what listens there, or run with PORT=…") from error
            continue  # no IPv6 on this machine, or somebody else has the port there: 127.0.0.1 is enough
        sockets.append(listener)
    return sockets


def _application(distribution: Distribution, cloud: Cloud, settings: Settings) -> Starlette:
    client = httpx.AsyncClient(
        timeout=ORIGIN_TIMEOUT,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=64),
        trust_env=False,
        follow_redirects=False,
    )
    for name in list(client.headers):  # the viewer's headers go through, not this client's own
        del client.headers[name]
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # else one viewer's cookies reach the next
    functions = EdgeFunctions(settings.node)
    box = inbox.Inbox(client, str(cloud.endpoint), cloud.region, settings.memory)
    edge = Edge(distribution, cloud, client, functions)

    async def sms_json(_: Request) -> Response:
        return JSONResponse({"items": await box.items()}, headers={"cache-control": "no-store"})

    async def sms_page(_: Request) -> Response:
        return HTMLResponse(inbox.page(await box.items()), headers={"cache-control": "no-store"})

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await functions.start()
        watcher = asyncio.create_task(box.watch(settings.announce))
        yield
        watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watcher
        await functions.stop()
        await client.aclose()

    routes = [
        Route("/__local/sms.json", sms_json),
        Route("/__local/sms", sms_page),
        Route("/{path:path}", edge.__call__, methods=METHODS),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
