"""What does the sandbox remember of consents? Everything else is told by the tokens themselves or by the clock.

Kept in a file, so that a token that was revoked, or a code that was used, stays so over a restart.
"""

import json
import threading
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Consent:
    """One account at one client (Google: project). Tokens carry the generation in which they were issued."""

    generation: int = 0
    serial: int = 0
    scopes: list[str] = field(default_factory=list)
    ended: str = ""
    """Why the generation before this one ended: the name of an error."""


class Ledger:
    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = threading.RLock()
        self._consents: dict[str, Consent] = {}
        self._used: dict[str, float] = {}
        self._recall()

    def consent(self, client: str, account: str) -> Consent:
        """A copy of what is known; a fresh one where there was none."""
        with self._lock:
            return Consent(**asdict(self._of(client, account)))

    def issue(self, client: str, account: str, scopes: Collection[str] = ()) -> Consent:
        """Counts one more token that stays, and adds what was granted with it."""
        with self._lock:
            found = self._of(client, account)
            found.serial += 1
            found.scopes = sorted({*found.scopes, *scopes})
            self._keep()
            return Consent(**asdict(found))

    def end(self, client: str, account: str, reason: str) -> None:
        """Nothing that was issued until now is good any more."""
        with self._lock:
            found = self._of(client, account)
            found.generation += 1
            found.scopes = []
            found.ended = reason
            self._keep()

    def once(self, nonce: str, until: float, now: float) -> bool:
        """Whether this is the first use of what is good until then."""
        with self._lock:
            if nonce in self._used:
                return False
            self._used = {used: end for used, end in self._used.items() if end > now} | {nonce: until}
            self._keep()
            return True

    def _of(self, client: str, account: str) -> Consent:
        return self._consents.setdefault(f"{client} {account}", Consent())

    def _recall(self) -> None:
        try:
            held = json.loads(self._file.read_text()) if self._file else {}
            self._consents = {key: Consent(**consent) for key, consent in held.get("consents", {}).items()}
            self._used = dict(held.get("used", {}))
        except (OSError, ValueError, TypeError, AttributeError):
            self._consents, self._used = {}, {}

    def _keep(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        consents = {key: asdict(consent) for key, consent in self._consents.items()}
        fresh.write_text(json.dumps({"consents": consents, "used": self._used}))
        fresh.replace(self._file)
