"""What is done with messages and schedules? One message or search that fails is told apart; the others are done."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from functions.match.erase_store import Erasing
from functions.match.saved_searches import Digesting
from functions.shared import messages
from functions.shared.logs import logger


def digest(digesting: Digesting) -> dict[str, Any]:
    """Raises RuntimeError at the end when a search could not be run by our own mistake: an alarm hears it."""
    done = digesting.run()
    logger.info("digest", extra=asdict(done))
    if done.failed:
        raise RuntimeError(f"{done.failed} saved searches could not be run")
    return asdict(done)


def tend(parts: Mapping[str, Callable[[], int]]) -> dict[str, int]:
    """Each part of it, whatever becomes of the others. Raises ExceptionGroup at the end, after all were tried."""
    done: dict[str, int] = {}
    broken: list[Exception] = []
    for name, part in parts.items():
        try:
            done[name] = part()
        except Exception as error:  # noqa: BLE001 - raised below, with those of the others
            logger.exception("tending failed", extra={"part": name})
            broken.append(error)
    logger.info("tend", extra=done)
    if broken:
        raise ExceptionGroup("tending failed", broken)
    return done


def erase(event: Mapping[str, Any], erasing: Erasing) -> dict[str, Any]:
    failed: set[str] = set()
    for message_id, body in messages.bodies(event):
        try:
            user_id = messages.deleted_user(body)
            rows = erasing.erase(user_id)
        except Exception:  # noqa: BLE001 - whatever it was, the message comes again
            logger.exception("erasure failed", extra={"message_id": message_id})
            failed.add(message_id)
        else:
            logger.info("matching erased", extra={"user_id": user_id, "rows": rows})
    return messages.report(failed)
