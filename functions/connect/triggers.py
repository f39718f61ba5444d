"""What is done with messages, schedules and returning browsers? Whatever goes wrong, each gets its answer."""

from collections.abc import Callable
from typing import Any

from chalice.app import SQSEvent

from functions.connect import destination, providers, settling
from functions.connect.consent import Result
from functions.connect.linking import Answer, Landing
from functions.connect.wiring import Connect
from functions.shared import messages
from functions.shared.logs import logger
from functions.shared.tokens.secrets_vault import SecretsVault

INTERRUPTED_AFTER = 300
"""Seconds after which nobody is storing a token any more: a request lives for 29."""


def returned(provider: str, answer: Answer, connect: Connect) -> Landing:
    """A person stands before this: a page of ours that says it failed, never a problem in JSON."""
    offer = providers.asked(provider)
    try:
        landing = connect.consents.finish(provider, answer, lambda: connect.now)
    except Exception:  # noqa: BLE001 - as the docstring says
        logger.exception("callback failed", extra={"provider": provider})
        return Landing(offer.provider, destination.HOME, Result.FAILED)
    facts = {"provider": provider, "result": landing.result.value, "why": landing.why, "user_id": landing.user_id}
    logger.info("callback", extra=facts)
    return landing


def erase(event: SQSEvent, connect: Connect) -> dict[str, Any]:
    failed: set[str] = set()
    for message_id, body in messages.bodies(event.to_dict()):
        try:
            user_id = messages.deleted_user(body)
            connections = connect.ending.erase_user(user_id, connect.now)
        except Exception:  # noqa: BLE001 - whatever it was, the message comes again
            logger.exception("erasure failed", extra={"message_id": message_id})
            failed.add(message_id)
        else:
            logger.info("connections erased", extra={"user_id": user_id, "connections": connections})
    return messages.report(failed)


def settle(connect: Connect) -> dict[str, int]:
    """Finishes what was interrupted, and takes waiting tokens to Secrets Manager. How many still wait there.

    Raises ExceptionGroup, after all of it was tried.
    """
    done: dict[str, int] = {}
    parts: dict[str, Callable[[], int]] = {
        "interrupted": lambda: connect.ending.settle(connect.now - INTERRUPTED_AFTER),
        "notices": lambda: connect.meta.settle(connect.now),
        "dead": lambda: connect.ending.settle_dead(connect.now),
        "waiting": lambda: connect.vault.settle_due() if isinstance(connect.vault, SecretsVault) else 0,
    }

    def finish(part: str) -> None:
        try:
            done[part] = parts[part]()
        except Exception:
            logger.exception("settling failed", extra={"part": part})
            raise

    settling.each(parts, finish)
    return done
