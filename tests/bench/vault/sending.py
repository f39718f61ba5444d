"""How do bytes get to the storage? One PUT, or the parts that it does not hold yet, under URLs that the API signs.

200 stored          412 was there already: the first try had landed          403 URL too old: another one is signed
409 busy: again     400 other bytes than were hashed: the file has changed   404 the parts are gone: begun anew
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.vault import tree
from tests.bench.vault.content import ChangedError, read_part
from tests.bench.vault.journal import Entry
from tests.bench.vault.patience import GaveUpError, Patience
from tests.bench.vault.session import Session
from tests.bench.vault.wire import Wire

WINDOW = 24
"""Parts signed at a time: of the 50 that the API signs so many that their URLs are used long before they expire."""
_OLD_AFTER = 780
"""Seconds: URLs work for 15 minutes, and a PUT must have begun by then."""
_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504})
_SIGNED_AGAIN = 5


@dataclass(frozen=True, slots=True)
class Signed:
    url: str
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True, slots=True)
class Sending:
    """`told` hears of bytes that have arrived."""

    session: Session
    wire: Wire
    patience: Patience
    told: Callable[[int], None]
    clock: Callable[[], float] = time.monotonic

    def whole(self, path: Path, entry: Entry, announced: Mapping[str, Any]) -> None:
        """One PUT of a file of at most 8 MiB. Raises ChangedError, GaveUpError, ApiError."""
        self._put(path, entry, 1, Signed(announced["url"], announced["headers"], self.clock()))

    def parts(self, path: Path, entry: Entry, pool: Executor) -> None:
        """What the storage does not hold yet; the next window is signed while one is being sent. Raises as `whole`."""
        found = self.session.call("GET", f"/vault/uploads/{entry.upload_id}")
        if found["state"] == "committed":  # assembled, and nobody heard of it
            return
        held = {part["part_number"] for part in found["parts"]}
        missing = [number for number in range(1, entry.content.parts + 1) if number not in held]
        self.told(entry.content.size - sum(self._length(entry, number) for number in missing))
        windows = [missing[start : start + WINDOW] for start in range(0, len(missing), WINDOW)]
        running: list[Future[None]] = []
        try:
            for window in windows:
                for number, signed in zip(window, self._sign(entry, window), strict=True):
                    running.append(pool.submit(self._put, path, entry, number, signed))
                for ahead in running[: -len(window)]:
                    ahead.result()
                running = running[-len(window) :]
            for last in running:
                last.result()
        finally:
            for left in running:
                left.cancel()

    def _sign(self, entry: Entry, numbers: Sequence[int]) -> list[Signed]:
        asked = tree.parts_to_sign(entry, list(numbers))
        answer = self.session.call("POST", f"/vault/uploads/{entry.upload_id}/urls", asked)
        now = self.clock()
        return [Signed(part["url"], part["headers"], now) for part in answer["parts"]]

    def _put(self, path: Path, entry: Entry, number: int, signed: Signed) -> None:
        content = read_part(path, entry.content.stamp, number)
        for _ in range(_SIGNED_AGAIN):
            if self.clock() - signed.at > _OLD_AFTER:
                (signed,) = self._sign(entry, [number])
            sent = signed
            answer = self.patience.until_answered(
                lambda sent=sent: self.wire.send("PUT", sent.url, sent.headers, content),  # type: ignore[misc]
                _PASSING,
            )
            if answer.status in (200, 204, 412):
                self.told(len(content))
                return
            if answer.status == 400:
                raise ChangedError(path)
            if answer.status not in (403, 404):
                break
            (signed,) = self._sign(entry, [number])
        raise GaveUpError(f"the storage says {answer.status} to part {number}")

    def _length(self, entry: Entry, number: int) -> int:
        return int(tree.parts_to_sign(entry, [number])["parts"][0]["size"])
