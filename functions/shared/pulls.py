"""Which connection shall be pulled? The message on the Refresh queue, and how it gets there.

`pull_no` is the number of finished pulls when it was asked for: a second copy of a message finds another number and
does nothing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.shared.ids import is_id

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

BATCH = 10
"""Messages per SendMessageBatch, the most that SQS takes."""


class MalformedError(ValueError):
    """Not a message of ours: it can never be handled and belongs to the dead letters."""


class SendFailedError(Exception):
    """SQS did not take these messages; `failed` may be sent again."""

    def __init__(self, failed: Sequence["Pull"]) -> None:
        super().__init__(f"{len(failed)} messages were not taken")
        self.failed = tuple(failed)


@dataclass(frozen=True, slots=True)
class Pull:
    connection_id: str
    pull_no: int


def encode(pull: Pull) -> str:
    return json.dumps({"version": 1, "connection_id": pull.connection_id, "pull_no": pull.pull_no})


def decode(body: str) -> Pull:
    """Raises MalformedError."""
    try:
        members: dict[str, Any] = json.loads(body)
        pull = Pull(members["connection_id"], members["pull_no"])
        sound = members["version"] == 1 and type(pull.pull_no) is int and is_id(pull.connection_id)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise MalformedError("not a pull") from error
    if not sound:
        raise MalformedError("not a pull")
    return pull


class PullQueue:
    """The sender's side."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, pulls: Iterable[Pull]) -> int:
        """How many were taken. Raises SendFailedError when some were not."""
        wanted = list(pulls)
        taken, failed = 0, list[Pull]()
        for batch in (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)):
            refused = self._send(batch)
            taken += len(batch) - len(refused)
            failed += refused
        if failed:
            raise SendFailedError(failed)
        return taken

    def _send(self, batch: Sequence[Pull]) -> list[Pull]:
        answer = self._client.send_message_batch(
            QueueUrl=self._url,
            Entries=[{"Id": str(place), "MessageBody": encode(pull)} for place, pull in enumerate(batch)],
        )
        return [batch[int(each["Id"])] for each in answer.get("Failed", [])]
