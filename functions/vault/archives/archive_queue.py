"""What does a message on the queue `archives` say, and how does it get there?"""

import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.ids import is_id
from functions.shared.messages import MalformedError, opened
from functions.shared.problems import Code, Problem
from functions.vault.archives.ports_archives import Job

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_AT_ONCE = 10
"""Messages per SendMessageBatch."""


class SqsArchives:
    """Implements `ports_archives.ArchiveQueue`. The client is made at the first message: few requests send one."""

    def __init__(self, client: "Callable[[], SQSClient]", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, jobs: Iterable[Job]) -> None:
        waiting = iter(jobs)
        while batch := list(islice(waiting, _AT_ONCE)):
            try:
                answer = self._client().send_message_batch(
                    QueueUrl=self._url,
                    Entries=[{"Id": str(place), "MessageBody": encode(job)} for place, job in enumerate(batch)],
                )
            except (BotoCoreError, ClientError) as failed:
                raise Problem(Code.UNAVAILABLE, private=f"archives: {failed}", retry_after=1) from failed
            if failures := answer.get("Failed"):
                raise Problem(Code.UNAVAILABLE, private=f"archives: {len(failures)} not taken", retry_after=1)


def encode(job: Job) -> str:
    return json.dumps(
        {"version": 1, "user_id": job.user_id, "archive_id": job.archive_id, "volume": job.volume}, sort_keys=True
    )


def decode(body: str) -> Job:
    """Raises MalformedError."""
    said = opened(body)
    user_id, archive_id, volume = said.get("user_id"), said.get("archive_id"), said.get("volume")
    ids = all(isinstance(each, str) and is_id(each) for each in (user_id, archive_id))
    if said.get("version") != 1 or not ids or not (volume is None or (type(volume) is int and volume >= 0)):
        raise MalformedError("not an archive's message")
    return Job(str(user_id), str(archive_id), volume)
