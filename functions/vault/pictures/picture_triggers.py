"""What is done with reports about pictures, and for those that do not come? One bad one holds up no other."""

from collections import defaultdict
from typing import Any

from chalice.app import SQSEvent

from functions.shared import messages, pictures
from functions.shared.logs import logger
from functions.shared.pictures import Report
from functions.vault.upkeep import each
from functions.vault.wiring import Vault


def pictured(event: SQSEvent, vault: Vault) -> dict[str, Any]:
    """Reports of one vault are taken in together: fewer transactions contend for its head."""
    by_user: dict[str, list[tuple[str, Report]]] = defaultdict(list)
    failed: set[str] = set()
    for message_id, body in messages.bodies(event.to_dict()):
        try:
            report = pictures.report(body)
        except messages.MalformedError:
            logger.exception("malformed message", extra={"message_id": message_id})
            failed.add(message_id)
        else:
            by_user[report.user_id].append((message_id, report))
    for user_id, came in by_user.items():
        try:
            vault.picturing.take(user_id, [report for _, report in came], vault.now)
        except Exception:  # noqa: BLE001 - whatever it was, the messages of other users go on
            logger.exception("reports not taken in", extra={"user_id": user_id})
            failed |= {message_id for message_id, _ in came}
    return messages.report(failed)


def chase(vault: Vault) -> dict[str, int]:
    """Pictures that have waited too long. Raises at the end when one could not be dealt with."""
    found = vault.picturing.store.overdue(vault.now)
    chased, failed = each("chasing", found, lambda waiting: vault.picturing.chase(waiting, vault.now))
    if failed:
        raise RuntimeError(f"{failed} of {chased} pictures could not be chased")
    return {"pictures": chased}
