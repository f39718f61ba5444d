"""How do messages get onto an SQS queue? Ten at a time; what SQS does not take, the sender is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10
"""Messages per SendMessageBatch, the most that SQS takes."""


class NotSentError(Exception):
    """Some or all of the messages were not taken."""


class Outbox:
    """One queue, from its sender's side."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, bodies: Sequence[str]) -> None:
        """Raises NotSentError; all batches are tried before."""
        refused = sum(self._send(bodies[start : start + BATCH]) for start in range(0, len(bodies), BATCH))
        if refused:
            raise NotSentError(f"{refused} of {len(bodies)} messages were not taken")

    def _send(self, bodies: Sequence[str]) -> int:
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(place), "MessageBody": body} for place, body in enumerate(bodies)
        ]
        try:
            answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
        except (BotoCoreError, ClientError):
            return len(bodies)
        return len(answer.get("Failed", []))
