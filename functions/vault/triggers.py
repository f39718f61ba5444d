"""What is done with messages and schedules? One bad message or one bad vault holds up no other.

A message that fails is reported alone and comes again; after five times the queue moves it to the dead letters.
"""

from collections import defaultdict
from typing import Any

from chalice.app import SQSEvent

from functions.shared import messages
from functions.shared.logs import logger
from functions.vault.core.objects import URL_LIFETIME
from functions.vault.uploads import events
from functions.vault.uploads.arrivals import EarlyError, Sighting
from functions.vault.wiring import Vault

OVERDUE_BATCH = 20


def stored(event: SQSEvent, vault: Vault) -> dict[str, Any]:
    """Messages of one vault are dealt with together: fewer transactions contend for its head."""
    failed: set[str] = set()
    by_user: dict[str, list[tuple[str, Sighting]]] = defaultdict(list)
    for message_id, body in messages.bodies(event.to_dict()):
        try:
            sightings, strange = events.sightings(body)
        except messages.MalformedError:
            logger.exception("malformed message", extra={"message_id": message_id})
            failed.add(message_id)
            continue
        for key in strange:
            logger.warning("unknown object key", extra={"key": key[:200]})
        for sighting in sightings:
            by_user[sighting.key.user_id].append((message_id, sighting))
    for user_id, arrived in by_user.items():
        if not _arrive(user_id, [sighting for _, sighting in arrived], vault):
            failed |= {message_id for message_id, _ in arrived}
    return messages.report(failed)


def _arrive(user_id: str, sightings: list[Sighting], vault: Vault) -> bool:
    try:
        unknown = vault.arrivals.handle(user_id, sightings, vault.now)
    except EarlyError:
        return False
    except Exception:  # noqa: BLE001 - whatever it was, the messages of other users go on
        logger.exception("arrival failed", extra={"user_id": user_id})
        return False
    for sighting in unknown:
        logger.warning("object without upload", extra={"key": str(sighting.key)})
    return True


def erase(event: SQSEvent, vault: Vault) -> dict[str, Any]:
    failed: set[str] = set()
    for message_id, body in messages.bodies(event.to_dict()):
        try:
            user_id = messages.deleted_user(body)
            versions, rows = vault.erasure.erase(user_id, vault.now)
        except Exception:  # noqa: BLE001 - as above
            logger.exception("erasure failed", extra={"message_id": message_id})
            failed.add(message_id)
        else:
            logger.info("vault erased", extra={"user_id": user_id, "versions": versions, "rows": rows})
    return messages.report(failed)


def reconcile(vault: Vault) -> dict[str, int]:
    """Gives every overdue upload one more look and then up. Raises at the end when a vault could not be dealt with.

    Parts that are all there are assembled: the client may have died just before its `complete`.
    """
    overdue: dict[str, list[str]] = defaultdict(list)
    for user_id, upload_id in vault.finaliser.store.overdue(vault.now - URL_LIFETIME):
        overdue[user_id].append(upload_id)
    failed = 0
    for user_id, upload_ids in overdue.items():
        try:
            for start in range(0, len(upload_ids), OVERDUE_BATCH):
                wanted = dict.fromkeys(upload_ids[start : start + OVERDUE_BATCH])
                vault.finaliser.finalise(user_id, wanted, vault.now, claims={}, expire=True)
        except Exception:  # noqa: BLE001 - as above
            logger.exception("reconciling failed", extra={"user_id": user_id})
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} of {len(overdue)} vaults could not be reconciled")
    return {"vaults": len(overdue), "uploads": sum(map(len, overdue.values()))}
