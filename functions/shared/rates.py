"""How often within how long? A rate limit as a value; pure. `windows` counts them.

A window is a counter row keyed by its start; what is charged on several windows is charged on all of them or on none.
"""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Window:
    """At most `limit` within `seconds`, counted on row `RL#{name}#{key}`."""

    name: str
    key: str
    seconds: int
    limit: int

    def start(self, now: int) -> int:
        return now - now % self.seconds

    def retry_after(self, now: int) -> int:
        return self.start(now) + self.seconds - now
