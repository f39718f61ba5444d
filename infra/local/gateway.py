"""What is served at http://localhost:8000? The edge, and the inbox beside it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from infra.aws import Cloud
from infra.local import inbox
from infra.local.distribution import Distribution
from infra.local.edge import ORIGIN_TIMEOUT, Edge
from infra.local.edge_functions import EdgeFunctions
from infra.local.serving import Serving

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass(frozen=True)
class Settings:
    port: int
    node: str
    memory: Path
    """File in which the inbox remembers its messages."""
    announce: Callable[[inbox.Message], None]


class Gateway(Serving):
    """The edge as a server."""

    def __init__(self, distribution: Distribution, cloud: Cloud, settings: Settings) -> None:
        super().__init__(_application(distribution, cloud, settings), settings.port, "edge", ", or run with PORT=…")


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
