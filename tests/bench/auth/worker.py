"""How is one contender timed? A process that answers each line `pairs first` with its times, request by request.

Only the call into the application is inside the clock: building the request (the server's or the runtime's work) and
reading the answer are not. Standard output belongs to the application and goes nowhere; answers have their own handle.
"""

import json
import sys
from typing import Any, NamedTuple, Protocol


class Timed(NamedTuple):
    """`waited`: the nanoseconds of it that were spent on another process's answers, where that is known."""

    nanoseconds: int
    status: int
    body: dict[str, Any]
    waited: int = 0


class Target(Protocol):
    """One application with two endpoints; times each call itself."""

    def start(self, phone: str, address: str) -> Timed: ...
    def code(self, phone: str) -> str: ...
    def verify(self, started: dict[str, Any], code: str, address: str) -> Timed: ...


def phone(number: int) -> str:
    return f"+9053{number % 100_000_000:08d}"


def address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def pair(target: Target, number: int) -> tuple[Timed, Timed]:
    """One stranger asks for a code and signs in."""
    started = target.start(phone(number), address(number))
    if started.status != 202:
        raise RuntimeError(f"start answered {started.status}: {started.body}")
    verified = target.verify(started.body, target.code(phone(number)), address(number))
    if verified.status != 200 or not verified.body["access_token"]:
        raise RuntimeError(f"verify answered {verified.status}: {verified.body}")
    return started, verified


def serve(target: Target, answers: Any) -> None:
    for line in sys.stdin:
        count, first = (int(word) for word in line.split())
        pairs = [pair(target, first + offset) for offset in range(count)]
        times = {
            name: {
                "total": [each[place].nanoseconds for each in pairs],
                "waited": [each[place].waited for each in pairs],
            }
            for place, name in enumerate(("start", "verify"))
        }
        answers.write(json.dumps(times) + "\n")
