"""How does a push message get to a browser? Closed for it (`push_encryption`), signed by us (VAPID, RFC 8292), posted.

No redirect is followed: this host was checked, another was not. Only `vault.remind` has this module loaded.
"""

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import jwt
import urllib3
from cryptography.hazmat.primitives.asymmetric import ec

from functions.shared.clock import Clock
from functions.shared.logs import logger
from functions.vault.reminders.ports_push import Outcome, Subscription
from functions.vault.reminders.push_encryption import decoded, sealed

_SIGNED_FOR = 12 * 3_600
"""Seconds; RFC 8292 §2 allows 24 hours."""
_TIMEOUT = urllib3.Timeout(connect=2, read=5)
_KEPT_OPEN = 8
"""Connections to one push service, as many as `upkeep.remind` uses."""
_TAKEN, _GONE = frozenset({200, 201, 202, 204}), frozenset({404, 410})
_TOPIC = "backup"
"""A newer reminder takes the place of one that waits (RFC 8030 §5.4)."""


class WebPush:
    """Implements `ports_push.Pusher`. `key` answers {"private", "public"} as infra/push_key.py makes them."""

    def __init__(self, key: Callable[[], Mapping[str, str]], contact: str, clock: Clock = time.time) -> None:
        self._key = key
        self._contact = contact
        self._clock = clock
        self._pool = urllib3.PoolManager(timeout=_TIMEOUT, retries=False, maxsize=_KEPT_OPEN)

    def push(self, subscription: Subscription, payload: bytes, lifetime: int) -> Outcome:
        """Neither the address nor the answer is logged: who has the address can send."""
        try:
            body = sealed(payload, subscription.p256dh, subscription.auth)
        except ValueError:  # its key is no point of the curve: it can never be written to
            return Outcome.GONE
        headers = {
            "authorization": self._signature(subscription.endpoint),
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(lifetime),
            "topic": _TOPIC,
            "urgency": "normal",
        }
        host = urlsplit(subscription.endpoint).hostname
        try:
            answer = self._pool.request("POST", subscription.endpoint, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError as failed:
            logger.warning("push failed", extra={"host": host, "error": type(failed).__name__})
            return Outcome.FAILED
        if answer.status in _TAKEN:
            return Outcome.SENT
        if answer.status in _GONE:
            return Outcome.GONE
        logger.warning("push refused", extra={"host": host, "status": answer.status})
        return Outcome.FAILED

    def _signature(self, endpoint: str) -> str:
        parts, key = urlsplit(endpoint), self._key()
        private = ec.derive_private_key(int.from_bytes(decoded(key["private"]), "big"), ec.SECP256R1())
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(self._clock()) + _SIGNED_FOR,
            "sub": self._contact,
        }
        return f"vapid t={jwt.encode(claims, private, algorithm='ES256')}, k={key['public']}"
