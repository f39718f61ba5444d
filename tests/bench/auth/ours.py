"""The contender that is ours: the deployed handler, called with API Gateway events.

python -m tests.bench.auth.ours memory|emulator logs|quiet
"""

import os
import sys
import time
from typing import Any

from functions.auth import wiring
from functions.auth.app import app
from functions.auth.wiring import Auth
from functions.shared.clock import system_clock
from tests.bench.auth import gateway, stage
from tests.bench.auth.worker import Timed, serve
from tests.bench.calls import counted
from tests.bench.process import private_output
from tests.fakes.sms import Inbox


class Ours:
    """Our `Target`."""

    def __init__(self, auth: Auth, inbox: Inbox) -> None:
        self._auth = auth
        self._inbox = inbox

    def start(self, phone: str, address: str) -> Timed:
        return _timed(gateway.event("POST", gateway.START, {"phone": phone}, address=address))

    def code(self, phone: str) -> str:
        assert self._inbox.sent[-1][0] == phone
        return self._inbox.code

    def verify(self, started: dict[str, Any], code: str, address: str) -> Timed:
        body, path = {"code": code, "binding": started["binding"]}, {"challenge_id": started["challenge_id"]}
        return _timed(gateway.event("POST", gateway.VERIFY, body, path=path, address=address))


def _timed(event: dict[str, Any]) -> Timed:
    with counted() as calls:
        started = time.perf_counter_ns()
        raw = app(event, None)
        ended = time.perf_counter_ns()
    answer = gateway.read(raw)
    return Timed(ended - started, answer.status, answer.body, int(calls.waited * 1e9))


def main() -> None:
    answers = private_output()
    store, logs = sys.argv[1:3]
    inbox = Inbox()
    auth = stage.in_memory(system_clock) if store == "memory" else wiring.build(os.environ)
    auth = stage.with_inbox(auth, inbox)
    with stage.answering(auth if logs == "logs" else stage.without_metrics(auth)):
        serve(Ours(auth, inbox), answers)


if __name__ == "__main__":
    main()
