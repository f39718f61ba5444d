"""How does a tool get onto this machine that Python packages do not bring? From Debian, where root may install."""

import os
import shutil
import subprocess

from infra.local.failure import LocalError


def install(*packages: str) -> None:
    """Does nothing where that is not possible. Raises LocalError."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *packages)


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "-q", *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LocalError(f"apt-get {arguments[0]} failed: {done.stderr.strip().splitlines()[-1:]}")
