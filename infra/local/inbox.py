"""Which SMS did the platform send on this machine? Read from the emulator; as a page, as JSON and as terminal lines.

    GET /__local/sms        page that refreshes itself
    GET /__local/sms.json   {items: [{phone, body, sent_at}]}, newest first

The emulator keeps no times, so `sent_at` is when the inbox first saw a message; it looks several times a second.
"""

import asyncio
import html
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

POLL_SECONDS = 0.3
PATHS = ("/_ministack/sns/sms-messages", "/_aws/sns/sms-messages")
"""ministack's and LocalStack's."""


@dataclass(frozen=True)
class Message:
    id: str
    phone: str
    body: str
    sent_at: str
    """RFC 3339, UTC."""


class Inbox:
    """All messages, oldest first inside, newest first outside. `memory` keeps the times across restarts."""

    def __init__(self, client: httpx.AsyncClient, endpoint: str, region: str, memory: Path) -> None:
        self._client = client
        self._endpoint = endpoint
        self._query = {"region": region, "accountId": "000000000000"}
        self._memory = memory
        self._path: str | None = None
        self._messages: dict[str, Message] = {m.id: m for m in _recall(memory)}
        self._untold = deque[Message]()
        self._looking = asyncio.Lock()

    async def items(self) -> list[dict[str, str]]:
        """What GET /__local/sms.json answers, as of now."""
        await self.look()
        return [{"phone": m.phone, "body": m.body, "sent_at": m.sent_at} for m in reversed(self._messages.values())]

    async def look(self) -> None:
        """Reads the emulator."""
        async with self._looking:
            new = [m for m in await self._fetch() if m.id not in self._messages]
            if new:
                self._messages |= {m.id: m for m in new}
                self._memory.write_text(json.dumps([asdict(m) for m in self._messages.values()]))
                self._untold.extend(new)

    async def watch(self, announce: Callable[[Message], None]) -> None:
        """Runs until cancelled. Announces each message once, whoever looked first."""
        while True:
            with suppress(httpx.HTTPError):  # the emulator is starting or stopping; the next look will tell
                await self.look()
            while self._untold:
                announce(self._untold.popleft())
            await asyncio.sleep(POLL_SECONDS)

    async def _fetch(self) -> list[Message]:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for path in (self._path,) if self._path else PATHS:
            reply = await self._client.get(f"{self._endpoint}{path}", params=self._query)
            if reply.status_code == httpx.codes.OK and "sms_messages" in reply.text:
                self._path = path
                sent: dict[str, list[dict[str, str]]] = reply.json()["sms_messages"]
                return [Message(m["MessageId"], phone, m["Message"], now) for phone in sent for m in sent[phone]]
        return []


def _recall(memory: Path) -> list[Message]:
    try:
        return [Message(**item) for item in json.loads(memory.read_text())]
    except (OSError, ValueError, TypeError):
        return []


def page(items: list[dict[str, str]]) -> str:
    """The inbox as HTML without script; it reloads itself every two seconds."""
    rows = "".join(
        f"<li><b>{html.escape(item['phone'])}</b> <time>{html.escape(item['sent_at'])}</time>"
        f"<p>{html.escape(item['body'])}</p></li>"
        for item in items
    )
    return _PAGE.replace("{rows}", rows or "<li><p>No message yet.</p></li>")


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><title>SMS inbox</title>
<style>
:root{color-scheme:light dark;font:17px/1.4 -apple-system,system-ui,sans-serif}
body{max-width:34rem;margin:2rem auto;padding:0 1rem;background:Canvas}
ul{list-style:none;padding:0}li{border:1px solid #8884;border-radius:16px;padding:.8rem 1rem;margin:.6rem 0}
time{display:block;opacity:.6;font-size:.8rem}p{margin:.3rem 0 0}
</style><h1>SMS inbox</h1><ul>{rows}</ul></html>
"""
