"""How do tests talk to a deployed stack? As a native app does: over HTTP, through the edge, by nothing but the public
API.
"""

import base64
import hashlib
import itertools
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import httpx

T = TypeVar("T")
PATIENCE = 180
"""Seconds; a bound against hanging, never a measurement: 32 parallel calls start 32 Python processes on 2 cores."""
_numbers: Iterator[int] = itertools.count(random.randrange(10_000_000, 60_000_000))  # 7 digits free, unused each run


class Eventually(Protocol):
    """Asks again until the answer is true, and gives it back; fails after a generous while."""

    def __call__(self, ask: Callable[[], T]) -> T: ...


class Stack(Protocol):
    """What tests need of a running stack; `infra.local.stack.LocalStack` is one."""

    @property
    def base_url(self) -> str: ...
    @property
    def outputs(self) -> Mapping[str, str]: ...
    def client(self, service: str) -> Any: ...


def new_phone() -> str:
    """A Turkish mobile number that no other test uses."""
    return f"+9053{next(_numbers):08d}"


def new_network() -> str:
    """A loopback address of its own for one app: limits are per address, so tests must not share one."""
    return f"127.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"


@dataclass
class App:
    """One installed app: a phone number, a network address, and the tokens it was given."""

    stack: Stack
    phone: str = field(default_factory=new_phone)
    address: str = field(default_factory=new_network)
    access_token: str = ""
    refresh_token: str = ""
    user_id: str = ""
    challenge_id: str = ""
    binding: str = ""

    def __post_init__(self) -> None:
        once = httpx.Limits(max_keepalive_connections=0)  # no connection outlives its request, none is left to close
        transport = httpx.HTTPTransport(local_address=self.address, limits=once)
        self.http = httpx.Client(base_url=self.stack.base_url, timeout=PATIENCE, transport=transport)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        sent = {"x-client": "native", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.access_token:
            sent.setdefault("authorization", f"Bearer {self.access_token}")
        return self.http.request(method, f"/api{path}", json=body, headers=sent)

    def start(self) -> str:
        """Asks for a code and reads it from the SMS inbox."""
        answer = self.call("POST", "/auth/otp", {"phone": self.phone})
        assert answer.status_code == 202, answer.text
        self.challenge_id, self.binding = answer.json()["challenge_id"], answer.json()["binding"]
        return self.code()

    def code(self) -> str:
        """The newest code that was sent to this phone."""
        for _ in range(50):
            items = self.http.get("/__local/sms.json").json()["items"]
            for item in items:
                if item["phone"] == self.phone:
                    found = re.search(r"\b(\d{6})\b", item["body"])
                    assert found, item["body"]
                    return found[1]
            time.sleep(0.1)
        raise AssertionError(f"no SMS to {self.phone}")

    def verify(self, code: str, **more: Any) -> httpx.Response:
        return self.call(
            "POST", f"/auth/otp/{self.challenge_id}/verify", {"code": code, "binding": self.binding, **more}
        )

    def sign_in(self) -> "App":
        answer = self.verify(self.start())
        assert answer.status_code == 200, answer.text
        self.keep(answer.json())
        return self

    def keep(self, tokens: Mapping[str, Any]) -> None:
        self.access_token, self.refresh_token = tokens["access_token"], tokens["refresh_token"]
        self.user_id = tokens["user"]["id"] if "user" in tokens else self.user_id

    def announce(self, content: bytes, name: str = "a.jpg", **more: Any) -> dict[str, Any]:
        """Step 1 of a backup: says what is coming and returns the item's answer."""
        item = upload_item(content, name, **more)
        answer = self.call("POST", "/vault/uploads", {"items": [item]})
        assert answer.status_code == 200, answer.text
        return dict(answer.json()["items"][0])

    def complete(self, upload_id: str) -> dict[str, Any]:
        """Step 3: asks the server to verify; returns the item's answer."""
        answer = self.call("POST", "/vault/uploads/complete", {"items": [{"upload_id": upload_id}]})
        assert answer.status_code == 200, answer.text
        return dict(answer.json()["items"][0])

    def back_up(self, content: bytes, name: str = "a.jpg", **more: Any) -> dict[str, Any]:
        """All three steps; returns the node."""
        announced = self.announce(content, name, **more)
        assert announced["status"] == "upload", announced
        stored = put(announced, content)
        assert stored.status_code == 200, stored.text
        done = self.complete(announced["upload_id"])
        assert done["status"] == "committed", done
        return dict(done["node"])


def upload_item(content: bytes, name: str = "a.jpg", **more: Any) -> dict[str, Any]:
    return {
        "client_id": f"test-{random.getrandbits(80):020x}",
        "kind": "photo",
        "name": name,
        "size": len(content),
        "mime": "image/jpeg",
        "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
        **more,
    }


def put(announced: Mapping[str, Any], content: bytes) -> httpx.Response:
    """Step 2: the bytes straight to S3."""
    return httpx.put(announced["url"], content=content, headers=announced["headers"], timeout=PATIENCE)
