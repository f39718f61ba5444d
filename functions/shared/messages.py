"""What does a batch of queue messages carry, and which of them failed? SQS events, and the one event that every
function with users' data receives; pure.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from functions.shared.ids import is_id


class MalformedError(Exception):
    """Not a message of the kind that belongs into this queue; trying again will not help."""


def bodies(event: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(message id, body) of each."""
    return [(record["messageId"], record["body"]) for record in event["Records"]]


def report(failed: Iterable[str]) -> dict[str, Any]:
    """What tells SQS which messages shall come again, one by one."""
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in sorted(failed)]}


def opened(body: str) -> dict[str, Any]:
    """Raises MalformedError."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise MalformedError("not JSON") from broken
    if not isinstance(message, dict):
        raise MalformedError("not a JSON object")
    return message


def deleted_user(body: str) -> str:
    """The user id of one `user.deleted` event. Raises MalformedError."""
    message = opened(body)
    detail = message.get("detail")
    user_id = detail.get("user_id") if isinstance(detail, dict) else None
    if message.get("detail-type") != "user.deleted" or not isinstance(user_id, str) or not is_id(user_id):
        raise MalformedError("not a user.deleted event")
    return user_id
