"""How much of the processor has a program used so far, its children included? What else runs on the machine does not
change it, as it does the time on the clock.
"""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12
"""Places in /proc/{pid}/stat after the program's name (proc_pid_stat(5))."""


def spent(pid: int) -> float:
    """Seconds, to a hundredth; 0 for a program that is gone."""
    here = Path(f"/proc/{pid}")
    try:
        fields = (here / "stat").read_text().rpartition(")")[2].split()
        children = (here / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return 0.0
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS + sum(spent(int(child)) for child in children)
