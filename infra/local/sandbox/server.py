"""How is the sandbox reached? https://{host}/{path} of a provider is http://127.0.0.1:{port}/{host}/{path} here.

fault of the transport -> fault of the provider -> handler of the operation -> log of calls
"""

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local import ports
from infra.local.sandbox import control, faults, person
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.faults import Fault
from infra.local.sandbox.google_calls import named
from infra.local.sandbox.operations import PAGE, REPORTS, Operation, find
from infra.local.sandbox.quotas import HOUR
from infra.local.sandbox.registrations import entries
from infra.local.sandbox.world import Seen, World
from infra.local.serving import Serving

DEFAULT_PORT = 9080
HANG = 60
"""Seconds after which a fault `timeout` answers after all; every client gives up earlier."""
_TICK = 0.1
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Under which it answers: a page from elsewhere, rebound to this address, may not ask."""


class Sandbox:
    """`start` it, use `base_url` and `world`, `stop` it."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.base_url = f"http://127.0.0.1:{port}"
        self._stopping = False
        app = Starlette(routes=[Route("/{host}{path:path}", self._serve, methods=_METHODS)])
        self._serving = Serving(app, port, "sandbox")

    @classmethod
    def start(
        cls, state: Path | None = None, port: int | None = None, clock: Callable[[], float] = time.time
    ) -> "Sandbox":
        """A running sandbox. `state`: folder of what it remembers, None to forget; `port`: None = any free one.

        Raises LocalError where the port is taken.
        """
        sandbox = cls(World(state, clock), port or ports.free())
        sandbox._serving.start()
        return sandbox

    def stop(self) -> None:
        self._stopping = True
        self._serving.stop()

    def registrations(self) -> dict[str, dict[str, str]]:
        """The secret PROVIDER_CLIENTS that leads everything here."""
        return entries(self.base_url)

    def consent(
        self, authorization_url: str, account: str, *, scopes: Collection[str] | None = None, deny: bool = False
    ) -> str:
        """What a person does at the consent pages; the address they are sent back to. Raises person.ConsentError."""
        return person.consent(authorization_url, account, scopes, deny=deny)

    async def _serve(self, request: Request) -> Response:
        if request.headers.get("host", "").rpartition(":")[0] not in _NAMES:
            return Response("this is not its name", 421)
        asked = await _asked(request)
        if asked.host == control.HOST:
            answer = control.answer(self.world, asked)
        elif operation := find(asked):
            answer = await self._operate(operation, asked)
        else:
            self.world.note(Seen("unknown", "", "", 404, self.world.now()))
            answer = told({"error": f"the sandbox has no {asked.method} https://{asked.host}{asked.path}"}, 404)
        return Response(answer.body, answer.status, dict(answer.headers))

    async def _operate(self, operation: Operation, asked: Asked) -> Answer:
        if operation.name == PAGE:
            return _handled(self.world, operation, asked)
        client, names = _who(self.world, asked)
        login = next((name for name in names if name in self.world.accounts), "")
        fault = self.world.faults.take(operation.name, names)
        answer = await self._in_turn(fault, operation, asked, client, login)
        self.world.note(Seen(operation.name, login, client, answer.status, self.world.now()))
        return answer

    async def _in_turn(
        self, fault: Fault | None, operation: Operation, asked: Asked, client: str, login: str
    ) -> Answer:
        """Analytics bears so many requests at once for a property, and so many failures of its own in an hour."""
        if operation.name != REPORTS:
            return await self._played(fault, operation, asked, client, login)
        site, limits = asked.path.rpartition("/")[2].partition(":")[0], self.world.quotas.limits
        running = self.world.running
        if running[site] >= limits.ga4_concurrent:
            return named("ga4_concurrent")
        running[site] += 1
        try:
            answer = await self._played(fault, operation, asked, client, login)
        finally:
            running[site] -= 1
        if answer.status >= 500:
            self.world.quotas.spend("ga4.server_errors_hour", site, HOUR, limits.ga4_server_errors_hour)
        return answer

    async def _played(self, fault: Fault | None, operation: Operation, asked: Asked, client: str, login: str) -> Answer:
        if fault is None:
            return _handled(self.world, operation, asked)
        refusal = faults.answer(operation.name, fault.fault)
        if refusal is not None:
            return refusal
        if fault.fault == "slow":
            await self._wait(fault.seconds)
        elif fault.fault == faults.DEAD_TOKEN:
            self.world.ledger.end(client, login, "revoked")
        elif fault.fault not in faults.DATA:
            await self._wait(HANG)
            return Answer(504, b"")
        twist = fault.fault if fault.fault in faults.DATA else ""
        return _handled(self.world, operation, replace(asked, twist=twist))

    async def _wait(self, seconds: float) -> None:
        """Not longer than the sandbox runs."""
        ends = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < ends:  # noqa: ASYNC110 - told from another thread
            await asyncio.sleep(min(_TICK, max(0.0, ends - time.monotonic())))


def _handled(world: World, operation: Operation, asked: Asked) -> Answer:
    try:
        return operation.handler(world, asked)
    except Refused as refused:
        return refused.answer


async def _asked(request: Request) -> Asked:
    query: dict[str, tuple[str, ...]] = {}
    for name, value in parse_qsl(request.url.query, keep_blank_values=True):
        query[name] = (*query.get(name, ()), value)
    host, path = request.path_params["host"], request.path_params["path"]
    base = f"http://{request.headers['host']}"
    return Asked(request.method, host, path or "/", query, await request.body(), dict(request.headers), base)


def _who(world: World, asked: Asked) -> tuple[str, frozenset[str]]:
    """Whose call it is, by the first token or code in it."""
    form = asked.form if asked.method == "POST" and "urlencoded" in asked.headers.get("content-type", "") else {}
    for text in (asked.bearer, *(form.get(name, "") for name in ("refresh_token", "code", "token"))):
        client, names = world.names(text) if text else ("", frozenset())
        if names:
            return client, names
    return "", frozenset()
