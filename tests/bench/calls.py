"""How often is AWS asked, and how long is waited for it? Counts at botocore's own events, retries included.

[Note: Every client is seen] A hook on one client misses the client that somebody adds later. So the hook is a builtin
handler: every session made after this import carries it, PynamoDB's and ours alike. Import this before any is made.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.handlers import BUILTIN_HANDLERS

TEXT = "sns.Publish"


@dataclass
class Calls:
    """`dynamodb.GetItem`-like names in the order they were sent, and the seconds until their answers were parsed."""

    sent: list[str] = field(default_factory=list)
    waited: float = 0.0

    @property
    def texts(self) -> int:
        return self.sent.count(TEXT)

    @property
    def round_trips(self) -> int:
        """Everything that is no text: a secret or a bus event would count as well."""
        return len(self.sent) - self.texts

    def __str__(self) -> str:
        return " + ".join(name.split(".")[1] for name in self.sent) or "nothing"


_open: list[Calls] = []
_started: list[float] = [0.0]


@contextmanager
def counted() -> Iterator[Calls]:
    """For one thread at a time."""
    calls = Calls()
    _open.append(calls)
    try:
        yield calls
    finally:
        _open.remove(calls)


def _sending(event_name: str, **_: Any) -> None:
    _started[0] = time.perf_counter()
    for calls in _open:
        calls.sent.append(event_name.removeprefix("before-send."))


def _answered(**_: Any) -> None:
    for calls in _open:
        calls.waited += time.perf_counter() - _started[0]


BUILTIN_HANDLERS.append(("before-send", _sending))
BUILTIN_HANDLERS.append(("response-received", _answered))


class Wire:
    """A second count that trusts no botocore event: requests as they are written to sockets, by the interpreter's own
    audit hook. It cannot be removed again, so only the benchmark uses it.
    """

    def __init__(self) -> None:
        self.requests = 0
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "http.client.send" and bytes(arguments[1][:5]) in (b"POST ", b"GET /", b"PUT /"):
            self.requests += 1
