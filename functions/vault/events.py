"""What do queue messages say? S3 notifications and `user.deleted`, parsed to typed values; pure."""

import json
from typing import Any
from urllib.parse import unquote_plus

from functions.shared.ids import is_id
from functions.vault import objects
from functions.vault.arrivals import Sighting


class MalformedError(Exception):
    """Not a message of the kind that belongs into this queue; trying again will not help."""


def sightings(body: str) -> tuple[list[Sighting], list[str]]:
    """What arrived according to one S3 notification, and keys that this service never issues.

    The test event that S3 sends when a notification is set up, and removals, say nothing. Raises MalformedError.
    """
    message = _object(body)
    if message.get("Event") == "s3:TestEvent":
        return [], []
    known, strange = list[Sighting](), list[str]()
    try:
        for record in message["Records"]:
            if not record["eventName"].startswith("ObjectCreated:"):
                continue
            key = unquote_plus(record["s3"]["object"]["key"])
            parsed = objects.parse(key)
            if parsed:
                known.append(Sighting(parsed, _version(record["s3"]["object"].get("versionId"))))
            else:
                strange.append(key)
    except (KeyError, TypeError, AttributeError) as missing:
        raise MalformedError("not an S3 notification") from missing
    return known, strange


def deleted_user(body: str) -> str:
    """The user id of one `user.deleted` event. Raises MalformedError."""
    message = _object(body)
    detail = message.get("detail")
    user_id = detail.get("user_id") if isinstance(detail, dict) else None
    if message.get("detail-type") != "user.deleted" or not isinstance(user_id, str) or not is_id(user_id):
        raise MalformedError("not a user.deleted event")
    return user_id


def _version(version_id: object) -> str | None:
    """S3 says "null" for objects that were stored while the bucket had no versions."""
    return version_id if isinstance(version_id, str) and version_id not in ("", "null") else None


def _object(body: str) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise MalformedError("not JSON") from broken
    if not isinstance(message, dict):
        raise MalformedError("not a JSON object")
    return message
