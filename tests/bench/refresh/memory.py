"""How much memory did a piece of work need at most? The kernel's high-water mark of this process, set back before."""

import re
from pathlib import Path

_MIB = 1_024
_ME = Path("/proc/self")


def forget_peak() -> float:
    """Sets the mark back to what is resident now; MiB."""
    (_ME / "clear_refs").write_text("5")
    return peak()


def peak() -> float:
    """MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", (_ME / "status").read_text())
    return int(found[1]) / _MIB if found else 0.0
