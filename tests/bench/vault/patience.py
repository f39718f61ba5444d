"""When is a request sent again, and after how long? Full jitter: many clients that failed together come back apart."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.vault.wire import Answer, LostError

TRIES = 8
BASE, CAP = 1.0, 60.0
"""Seconds: up to 1, 2, 4, … at most 60."""
_PASSING = frozenset({408, 425, 500, 502, 503, 504})


class GaveUpError(Exception):
    """It went on failing; what was done so far stays, and the next run goes on from there."""


@dataclass(frozen=True, slots=True)
class Patience:
    tries: int = TRIES
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random

    def until_answered(self, send: Callable[[], Answer], passing: frozenset[int] = _PASSING) -> Answer:
        """The first answer that says something. Raises GaveUpError when there is none after all tries.

        A repeat must mean the same as the first: every request of this API can be repeated.
        """
        why = ""
        for attempt in range(self.tries):
            asked: float | None = None
            try:
                answer = send()
            except LostError as lost:
                why = str(lost)
            else:
                if answer.status != 429 and answer.status not in passing:
                    return answer
                why, asked = f"HTTP {answer.status}", _asked_for(answer)
            if attempt + 1 < self.tries:
                self.sleep(self._wait(attempt, asked))
        raise GaveUpError(f"no answer after {self.tries} tries: {why}")

    def _wait(self, attempt: int, asked: float | None) -> float:
        jitter = self.random() * min(CAP, BASE * float(2**attempt))
        return jitter if asked is None else asked + jitter


def _asked_for(answer: Answer) -> float | None:
    """Seconds of Retry-After; its other form, a date, this API never sends."""
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else None
