"""What is done with messages? Each is developed and reported; what cannot be comes again, and after five times the
queue moves it to the dead letters.

A batch is one message: a file that brings the process down takes nobody else's picture with it.
"""

from collections.abc import Mapping
from typing import Any

from functions.photos.working import Working
from functions.shared import messages, pictures
from functions.shared.logs import logger


def develop(event: Mapping[str, Any], working: Working) -> dict[str, Any]:
    failed: set[str] = set()
    for message_id, body in messages.bodies(event):
        try:
            told = working.work(pictures.job(body))
        except Exception:  # noqa: BLE001 - whatever it was, it comes again
            logger.exception("picture not developed", extra={"message_id": message_id})
            failed.add(message_id)
        else:
            logger.info("picture", extra={"node_id": told.node_id, "state": told.state, "reason": told.reason})
    return messages.report(failed)
