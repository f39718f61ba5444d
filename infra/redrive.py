"""How do dead letters get another try? Moved back to their queue, once what killed them is mended.

SQS moves them itself; where an emulator cannot, they are sent before they are deleted: an interruption leaves a message
twice at worst, which every handler bears, and none is lost.

Usage: python -m infra.redrive refresh|stored|archives|erasure|connect-erasure|match-erasure|pictures|pictured
"""

import sys
import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra import running
from infra.stack import Stack, StackError

TIMEOUT = 600
"""Seconds until we stop watching; SQS goes on."""
HIDDEN = 120
"""Seconds that a message which is being moved by hand is nobody else's."""
_UNKNOWN = frozenset({"InvalidAction", "UnknownOperationException", "AWS.SimpleQueueService.UnsupportedOperation"})
_END = "DeadLetterQueueUrl"


def redrive(stack: Stack, queue: str, pause: float = 2) -> int:
    """How many messages went back to `queue`. Raises StackError for one that is not there, or not moved."""
    outputs, name = stack.outputs(), "".join(word.capitalize() for word in queue.split("-"))
    if f"{name}{_END}" not in outputs:
        known = sorted(key.removesuffix(_END) for key in outputs if key.endswith(_END))
        raise StackError(f"no queue {queue}; there are {', '.join(known)} (connect-erasure, refresh, ...)")
    sqs = stack.cloud.client("sqs")
    dead, alive = outputs[f"{name}{_END}"], outputs[f"{name}QueueUrl"]
    try:
        sqs.start_message_move_task(SourceArn=_arn(sqs, dead), DestinationArn=_arn(sqs, alive))
    except ClientError as error:
        if error.response["Error"]["Code"] not in _UNKNOWN:
            raise
        return _by_hand(sqs, dead, alive)
    return _watched(sqs, _arn(sqs, dead), pause)


def _watched(sqs: Any, source: str, pause: float) -> int:
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        listed = sqs.list_message_move_tasks(SourceArn=source, MaxResults=1)["Results"]
        task = listed[0] if listed else {"Status": "RUNNING"}  # started a moment ago
        if task["Status"] == "COMPLETED":
            return int(task.get("ApproximateNumberOfMessagesMoved", 0))
        if task["Status"] != "RUNNING":
            raise StackError(f"SQS ended the move as {task['Status']}: {task.get('FailureReason', 'no reason')}")
        time.sleep(pause)
    raise StackError(f"SQS is still moving messages after {TIMEOUT} s")


def _by_hand(sqs: Any, dead: str, alive: str) -> int:
    moved = 0
    while messages := _received(sqs, dead):
        for message in messages:
            attributes = message.get("MessageAttributes", {})
            sqs.send_message(QueueUrl=alive, MessageBody=message["Body"], MessageAttributes=attributes)
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def _received(sqs: Any, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"], VisibilityTimeout=HIDDEN, WaitTimeSeconds=1
    ).get("Messages", [])
    return found


def _arn(sqs: Any, url: str) -> str:
    return str(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(
            "usage: make redrive QUEUE=refresh "
            "(stored, archives, erasure, connect-erasure, match-erasure, pictures, pictured)",
            file=sys.stderr,
        )
        return 2
    try:
        moved = redrive(running.stack(), arguments[0])
    except (StackError, BotoCoreError, ClientError) as error:
        print(f"redrive: {error}", file=sys.stderr)
        return 1
    print(f"{arguments[0]}: {moved} messages moved back")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
