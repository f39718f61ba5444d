"""How would it be from somewhere else? A wire as wide and as long as a home's: what it costs is the same for everybody.

Loopback has no delay that overlap could hide, and its other end computes on the same cores; neither is so outside.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from tests.bench.vault.wire import Answer, Wire


@dataclass
class Uplink:
    """Bytes go one after the other, whoever sends them; each request takes its delay besides."""

    wire: Wire
    megabits: float
    milliseconds: float
    _free_at: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def send(self, method: str, url: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        with self._lock:
            begun = max(time.monotonic(), self._free_at)
            self._free_at = begun + len(content) * 8 / (self.megabits * 1e6)
            arrived = self._free_at
        time.sleep(max(0.0, arrived + self.milliseconds / 1000 - time.monotonic()))
        return self.wire.send(method, url, headers, content)
