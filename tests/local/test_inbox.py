"""Does the inbox show what was sent, newest first, whatever the emulator, and after a restart?"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.local import inbox
from infra.local.inbox import Inbox
from tests.local.upstream import Server, Upstream

PHONE = "+905321112233"


@pytest.fixture(params=[False, True], ids=["ministack", "localstack"])
def upstream(request: pytest.FixtureRequest) -> Iterator[Upstream]:
    held = Upstream(localstack=request.param)
    server = Server(held)
    yield held
    server.close()


def _send(upstream: Upstream, number: int, body: str, phone: str = PHONE) -> None:
    upstream.sms.setdefault(phone, []).append({"MessageId": f"m{number}", "Message": body, "PhoneNumber": phone})


async def _items(upstream: Upstream, memory: Path) -> list[dict[str, str]]:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await Inbox(client, upstream.endpoint, "eu-central-1", memory).items()


def _read(upstream: Upstream, memory: Path) -> list[dict[str, str]]:
    return asyncio.run(_items(upstream, memory))


def test_an_empty_inbox_has_no_items(upstream: Upstream, tmp_path: Path) -> None:
    assert _read(upstream, tmp_path / "inbox.json") == []


def test_messages_come_newest_first(upstream: Upstream, tmp_path: Path) -> None:
    for number in range(3):
        _send(upstream, number, f"code {number}")
    items = _read(upstream, tmp_path / "inbox.json")
    assert [item["body"] for item in items] == ["code 2", "code 1", "code 0"]
    assert set(items[0]) == {"phone", "body", "sent_at"}
    assert items[0]["phone"] == PHONE
    assert items[0]["sent_at"].endswith("Z")


def test_a_message_keeps_its_time_over_a_restart(upstream: Upstream, tmp_path: Path) -> None:
    _send(upstream, 1, "first")
    before = _read(upstream, tmp_path / "inbox.json")
    _send(upstream, 2, "second", "+905330000000")
    after = _read(upstream, tmp_path / "inbox.json")
    assert [item["body"] for item in after] == ["second", "first"]
    assert after[1] == before[0]


def test_what_the_page_has_shown_first_is_announced_too(upstream: Upstream, tmp_path: Path) -> None:
    announced: asyncio.Queue[str] = asyncio.Queue()

    async def run() -> list[str]:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(30):
            box = Inbox(client, upstream.endpoint, "eu-central-1", tmp_path / "inbox.json")
            _send(upstream, 1, "shown")
            await box.items()
            watching = asyncio.create_task(box.watch(lambda message: announced.put_nowait(message.body)))
            first = await announced.get()
            _send(upstream, 2, "watched")
            second = await announced.get()
            watching.cancel()
            return [first, second]

    assert asyncio.run(run()) == ["shown", "watched"]
    assert announced.empty()


def test_a_spoilt_memory_is_forgotten(upstream: Upstream, tmp_path: Path) -> None:
    (tmp_path / "inbox.json").write_text("{not json")
    _send(upstream, 1, "first")
    assert len(_read(upstream, tmp_path / "inbox.json")) == 1


def test_the_page_shows_text_as_text() -> None:
    page = inbox.page([{"phone": PHONE, "body": "<script>alert(1)</script>", "sent_at": "2026-11-21T21:20:00Z"}])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
