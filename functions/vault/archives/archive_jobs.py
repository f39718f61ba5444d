"""What is done with messages about archives, and with archives whose time is over?"""

from typing import Any

from chalice.app import SQSEvent

from functions.shared import messages
from functions.shared.logs import logger
from functions.vault.archives import archive_queue
from functions.vault.upkeep import each
from functions.vault.wiring import Vault

TRIES = 5
"""As template.yaml says of the queue (maxReceiveCount)."""


def pack(event: SQSEvent, vault: Vault) -> dict[str, Any]:
    """After the last try the owner is told that it failed; the message goes to the dead letters."""
    failed: set[str] = set()
    for record in event.to_dict()["Records"]:
        try:
            job = archive_queue.decode(record["body"])
        except messages.MalformedError:
            logger.exception("malformed message", extra={"message_id": record["messageId"]})
            failed.add(record["messageId"])
            continue
        facts = {"user_id": job.user_id, "archive_id": job.archive_id, "volume": job.volume}
        try:
            said = vault.archiving.work(job, vault.now)
        except Exception:  # noqa: BLE001 - whatever it was, the message comes again
            logger.exception("archiving failed", extra=facts)
            failed.add(record["messageId"])
            if int(record.get("attributes", {}).get("ApproximateReceiveCount", 1)) >= TRIES:
                vault.archiving.give_up(job)
        else:
            logger.info("archive", extra={**facts, "result": said})
    return messages.report(failed)


def expire(vault: Vault) -> dict[str, int]:
    """Raises at the end when one could not be taken away."""
    expired, failed = each("expiring", vault.archiving.store.over(vault.now), vault.archiving.expire)
    if failed:
        raise RuntimeError(f"{failed} of {expired} archives could not be taken away")
    return {"archives": expired}
