# ruff: noqa: ANN001, ANN201, ANN202, ANN204 - written as most people write it: annotated where the framework reads
"""The contender on FastAPI: its ASGI application on a running loop, called without a server."""

import asyncio
import json
import time

from tests.bench.auth import plain
from tests.bench.auth.fastapi_app.main import app
from tests.bench.auth.worker import Timed, serve
from tests.bench.process import private_output


class FastApi:
    def __init__(self, loop):
        self._loop = loop

    def start(self, phone, address):
        return self._post("/auth/otp", {"phone": phone}, address)

    def code(self, phone):
        return plain.texts.pop(phone)

    def verify(self, started, code, address):
        return self._post(f"/auth/otp/{started['challenge_id']}/verify", {"code": code}, address)

    def _post(self, path, body, address):
        request = _timed(path, json.dumps(body).encode(), address)
        return asyncio.run_coroutine_threadsafe(request, self._loop).result()


async def _timed(path, raw, address):
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (b"host", b"bench.test"),
            (b"user-agent", b"bench"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(raw)).encode()),
        ],
        "client": (address, 1),
        "server": ("bench.test", 80),
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": raw, "more_body": False}

    async def send(message):
        sent.append(message)

    started = time.perf_counter_ns()
    await app(scope, receive, send)
    ended = time.perf_counter_ns()
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return Timed(ended - started, sent[0]["status"], json.loads(content))


async def main():
    """The driver waits in a thread while one task lives as long as the loop, as under a server: AnyIO keeps its worker
    threads as long as that task, and with a task per request it would start new ones each time (3 ms, measured).
    """
    answers = private_output()
    await asyncio.to_thread(serve, FastApi(asyncio.get_running_loop()), answers)


asyncio.run(main())
