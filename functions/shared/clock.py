"""What time is it? The one place that knows; everything else is handed a `Clock`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], float]
"""Gives epoch seconds."""

system_clock: Clock = time.time


def rfc3339(epoch: float) -> str:
    """`2026-11-21T20:56:04.123Z`: RFC 3339, UTC, milliseconds."""
    return datetime.fromtimestamp(epoch, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
