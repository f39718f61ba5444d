"""The plan that is ours, as a contender: each line is one tick, answered with its time, memory and requests to AWS.

python -m tests.bench.refresh.our_plan sqs|canned|nowhere
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from functions.refresh import triggers, wiring
from functions.refresh.plan import Plan
from functions.shared import aws
from functions.shared.pulls import Pull, PullQueue
from tests.bench.calls import counted
from tests.bench.process import private_output
from tests.bench.refresh import memory


class Nowhere(PullQueue):
    """Takes everything and sends nothing."""

    def __init__(self) -> None:
        """Needs no client."""

    def send(self, pulls: Iterable[Pull]) -> int:
        return len(list(pulls))


class _Canned(AWSResponse):
    """Botocore's own answer type, with a body that came over no wire."""

    def __init__(self, url: str, content: bytes) -> None:
        super().__init__(url, 200, HTTPHeaders.from_dict({"content-type": "application/x-amz-json-1.0"}), None)
        self._content = content


def canned_queue(url: str) -> PullQueue:
    """The real client makes, signs and parses everything; the answer is there at once."""
    client = aws.client("sqs")
    client.meta.events.register("before-send.sqs.SendMessageBatch", _answer)
    return PullQueue(client, url)


def _answer(request: Any, **_: Any) -> AWSResponse:
    entries = json.loads(request.body)["Entries"]
    taken = [{"Id": each["Id"], "MessageId": each["Id"], "MD5OfMessageBody": ""} for each in entries]
    return _Canned(request.url, json.dumps({"Successful": taken}).encode())


def planning(to: str) -> Plan:
    plan = wiring.build_plan(os.environ)
    if to == "sqs":
        return plan
    queue = Nowhere() if to == "nowhere" else canned_queue(os.environ["REFRESH_QUEUE_URL"])
    return replace(plan, queue=queue)


def main() -> None:
    answers = private_output()
    plan = planning(sys.argv[1])
    for _ in sys.stdin:
        before = memory.forget_peak()
        with counted() as calls:
            started = time.perf_counter()
            planned = triggers.plan(plan)
            seconds = time.perf_counter() - started
        answer = {
            "seconds": seconds,
            "sent": planned["queued"],
            "before": before,
            "peak": memory.peak(),
            "requests": len(calls.sent),
        }
        answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
