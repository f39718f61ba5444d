"""How far is the backup? A line on a terminal, drawn at most five times a second; elsewhere silence until the end."""

import sys
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import TextIO

WIDTH = 30
EVERY = 0.2


@dataclass
class Progress:
    """Called from many threads."""

    out: TextIO | None = None
    bytes_total: int = 0
    bytes_done: int = 0
    files_total: int = 0
    files_done: int = 0
    _drawn: float = 0.0
    _began: float = field(default_factory=time.monotonic)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def on_terminal(cls) -> "Progress":
        return cls(sys.stderr if sys.stderr.isatty() else None)

    def expect(self, size: int) -> None:
        with self._lock:
            self.files_total, self.bytes_total = self.files_total + 1, self.bytes_total + size
        self._draw()

    def sent(self, size: int) -> None:
        with self._lock:
            self.bytes_done += size
        self._draw()

    def ended(self) -> None:
        with self._lock:
            self.files_done += 1
        self._draw()

    def close(self) -> None:
        self._drawn = 0.0
        self._draw()
        if self.out:
            print(file=self.out)

    def line(self) -> str:
        share = min(1.0, self.bytes_done / self.bytes_total) if self.bytes_total else 1.0
        bar = "#" * round(share * WIDTH)
        rate = self.bytes_done / max(0.001, time.monotonic() - self._began) / 1e6
        return f"[{bar:<{WIDTH}}] {share:4.0%}  {self.files_done}/{self.files_total} files  {rate:.1f} MB/s"

    def _draw(self) -> None:
        now = time.monotonic()
        if self.out and now - self._drawn >= EVERY:
            self._drawn = now
            print(f"\r{self.line()}", end="", file=self.out, flush=True)
