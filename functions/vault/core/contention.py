"""What if somebody else changed the vault in between? Look again, after a wait that grows and is never the same."""

import random
from collections.abc import Callable
from typing import TypeVar

from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem

T = TypeVar("T")
TRIES = 8
_BASE_SECONDS = 0.02
_CAP_SECONDS = 0.64
"""Full jitter. Writers of one vault contend for its head, and of n at once one wins: so waits must grow with n."""


def persist(act: Callable[[], T], sleep: Callable[[float], None]) -> T:
    """The answer of the first try that nobody overtakes; `act` reads everything anew. Raises Problem(unavailable)."""
    for attempt in range(TRIES):
        try:
            return act()
        except OvertakenError:
            sleep(random.uniform(0, min(_CAP_SECONDS, _BASE_SECONDS * 2**attempt)))  # noqa: S311 - jitter
    raise Problem(Code.UNAVAILABLE, private="overtaken", retry_after=1)
