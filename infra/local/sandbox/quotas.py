"""How much of a provider's quota is used? Counted by window; what is over the limit is refused as the provider would.

The limits are those of the reference for a standard project; a test may change them.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from functions.shared.audience.quota_reset import midnight_pacific

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass
class Limits:
    youtube_daily_units: int = 10_000
    youtube_analytics_daily: int = 100_000
    youtube_analytics_minute: int = 720
    ga4_tokens_day: int = 200_000
    ga4_tokens_hour: int = 40_000
    ga4_tokens_project_hour: int = 14_000
    ga4_thresholded_hour: int = 120
    ga4_concurrent: int = 10
    ga4_server_errors_hour: int = 10
    instagram_calls_per_impression: int = 4_800
    instagram_app_hour: int = 200
    """Per user of the app (platform limit)."""
    trends_hour: int = 200
    refresh_tokens: int = 100
    """Live ones per account and client; the oldest dies silently."""


@dataclass
class Quotas:
    """`now` is the sandbox's clock. Counters are by (name, key) and begin anew with their window."""

    now: Callable[[], float]
    limits: Limits = field(default_factory=Limits)
    _counts: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def used(self, name: str, key: str) -> int:
        with self._lock:
            ends, count = self._counts.get((name, key), (0.0, 0))
            return count if self.now() < ends else 0

    def spend(self, name: str, key: str, window: float, limit: int, amount: int = 1) -> bool:
        """False, and nothing is spent, where it would pass the limit. `window` in seconds; a day ends in California."""
        now = self.now()
        with self._lock:
            ends, count = self._counts.get((name, key), (0.0, 0))
            if now >= ends or ends - now > window + 2 * HOUR:  # over, or the clock was set back
                ends, count = _end(now, window), 0
            allowed = count + amount <= limit
            self._counts[name, key] = (ends, count + amount if allowed else count)
            return allowed

    def ends(self, name: str, key: str) -> float:
        """When the window of this counter ends."""
        with self._lock:
            return self._counts.get((name, key), (self.now(), 0))[0]

    def snapshot(self) -> dict[str, dict[str, int]]:
        """Name -> key -> what is used now."""
        found: dict[str, dict[str, int]] = {}
        for name, key in list(self._counts):
            found.setdefault(name, {})[key] = self.used(name, key)
        return found


def _end(now: float, window: float) -> float:
    return midnight_pacific(now) if window == DAY else now + window
