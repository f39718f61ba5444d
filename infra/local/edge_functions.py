"""What does a CloudFront Function answer? Runs the very code of template.yaml in a small Node process."""

import asyncio
import contextlib
import itertools
import json
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_suffix(".js")
_LINE_LIMIT = 4 * 2**20


class FunctionError(Exception):
    """The function threw, or Node is gone; CloudFront answers 503 then."""


class EdgeFunctions:
    """A Node child process that evaluates functions by their source."""

    def __init__(self, node: str) -> None:
        self._node = node
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._ids = itertools.count()

    async def start(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            self._node, str(_SCRIPT), stdin=pipe, stdout=pipe, limit=_LINE_LIMIT, start_new_session=True
        )
        self._reader = asyncio.create_task(self._read(self._process.stdout))

    async def run(self, code: str, event: dict[str, Any]) -> dict[str, Any]:
        """The function's return value: a request or a response. Raises FunctionError."""
        if self._process is None or self._process.stdin is None or self._process.returncode is not None:
            raise FunctionError("Node is not running")
        number = next(self._ids)
        future = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        self._process.stdin.write(json.dumps({"id": number, "code": code, "event": event}).encode() + b"\n")
        answer = await future
        if "error" in answer:
            raise FunctionError(answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    async def stop(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()  # it ends with its input; the wheel's `node` passes no signal on
            await self._process.wait()
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    async def _read(self, output: asyncio.StreamReader | None) -> None:
        while output is not None and (line := await output.readline()):
            answer = json.loads(line)
            self._waiting.pop(answer["id"]).set_result(answer)
        for future in self._waiting.values():
            future.set_result({"error": "Node ended"})
        self._waiting.clear()
