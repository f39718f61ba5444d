"""What do GA4 and YouTube have in common? How refusals are judged, and the days that reports are about."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from functions.refresh.ports import Attempt
from functions.refresh.wire import AnswerError, Wire, asked
from functions.refresh.work import RefusedError
from functions.shared.audience import google_errors
from functions.shared.audience.distribution import Window

DAYS = 90
T = TypeVar("T")


def ask(wire: Wire, attempt: Attempt, call: Callable[[], T]) -> T:
    """Raises RefusedError."""
    try:
        return asked(wire, call)
    except AnswerError as error:
        outcome = google_errors.classify(error.refusal, attempt.gate.clock(), renewed=attempt.renewed)
    raise RefusedError(outcome)


def window(now: float, lag: int) -> Window:
    """90 whole days, the last one `lag` days ago."""
    end = datetime.fromtimestamp(now, UTC).date() - timedelta(days=lag)
    return Window(end - timedelta(days=DAYS - 1), end)
