"""The worker that is ours, as a contender: each line is one event of the queue, given to the deployed handler.

python -m tests.bench.refresh.our_pull aws|memory      memory: tokens and budgets in this process instead of on AWS
"""

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from functions.refresh import pull_wiring
from functions.refresh.app import pull
from functions.refresh.budgets import Counter, Slots
from functions.refresh.pulling import Pulling
from functions.shared import pulls
from functions.shared.pulls import Pull
from tests.bench.calls import counted
from tests.bench.process import private_output
from tests.bench.refresh.grants import read
from tests.fakes.tokens import MemoryTokens


class FreeBudgets:
    """Nothing is counted: what the counting costs is the difference."""

    def spend(self, counter: Counter, units: int) -> bool:
        return counter.limit >= units

    def spent(self, _counter: Counter) -> int:
        return 0

    def exhaust(self, counter: Counter) -> None:
        """Nothing is counted."""

    def take(self, slots: Slots, _holder: str, _now: float, _until: float) -> int | None:
        return 0 if slots.limit else None

    def give_back(self, slots: Slots, place: int, holder: str) -> None:
        """Nothing was taken."""


def without_aws(pulling: Pulling, grants: Path) -> Pulling:
    vault = MemoryTokens()
    for key, grant in read(grants):
        vault.put(key, grant, seen=None)
    return replace(pulling, budgets=FreeBudgets(), providers=pull_wiring.providers(vault, pulling.metrics))


def event(messages: list[tuple[str, int]]) -> dict[str, Any]:
    """As SQS hands a batch to Lambda."""
    return {
        "Records": [
            {
                "messageId": f"message-{place}",
                "receiptHandle": "receipt",
                "body": pulls.encode(Pull(connection_id, pull_no)),
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-central-1:000000000000:refresh",
                "awsRegion": "eu-central-1",
            }
            for place, (connection_id, pull_no) in enumerate(messages)
        ]
    }


def main() -> None:
    answers = private_output()
    pulling = pull_wiring.wire()
    if sys.argv[1] == "memory":
        parts = without_aws(pulling, Path(os.environ["BENCH_GRANTS"]))
        pull_wiring.wire = lambda: parts  # type: ignore[assignment] # as `app` finds it
    for line in sys.stdin:
        batch = event([(connection_id, pull_no) for connection_id, pull_no in json.loads(line)])
        with counted() as calls:
            started = time.perf_counter()
            failed = pull(batch, None)["batchItemFailures"]
            seconds = time.perf_counter() - started
        answer = {"seconds": seconds, "waited": calls.waited, "requests": calls.sent, "failed": len(failed)}
        answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
