"""What do S3's notifications say? Parsed to typed values; pure."""

from urllib.parse import unquote_plus

from functions.shared import messages
from functions.vault.core import objects
from functions.vault.uploads.arrivals import Sighting


def sightings(body: str) -> tuple[list[Sighting], list[str]]:
    """What arrived according to one S3 notification, and keys that this service never issues.

    The test event that S3 sends when a notification is set up, and removals, say nothing. Raises MalformedError.
    """
    message = messages.opened(body)
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
        raise messages.MalformedError("not an S3 notification") from missing
    return known, strange


def _version(version_id: object) -> str | None:
    """S3 says "null" for objects that were stored while the bucket had no versions."""
    return version_id if isinstance(version_id, str) and version_id not in ("", "null") else None
