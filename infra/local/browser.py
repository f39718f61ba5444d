"""Which browser do the tests drive? A quiet one: chromium-headless-shell, installed from Debian if need be.

chromium-headless-shell asks nothing outside; plain chromium needs `--host-resolver-rules` to keep still.

Usage: python -m infra.local.browser    (prints the path)
"""

import os
import shutil
import subprocess
import sys

from infra.local.failure import LocalError

PACKAGES = ("chromium-headless-shell", "fonts-liberation")
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",)
"""Arguments with which any of them reaches nothing but this machine."""


def _present() -> str | None:
    """CHROMIUM_PATH, else the first of NAMES on PATH."""
    chosen = os.environ.get("CHROMIUM_PATH")
    return chosen or next((path for name in NAMES if (path := shutil.which(name))), None)


def find_browser() -> str:
    """The path of a browser that is installed. Raises LocalError with what to install."""
    browser = _present()
    if browser is None:
        raise LocalError(f"the browser tests need a browser: install {PACKAGES[0]} (or set CHROMIUM_PATH)")
    return browser


def ensure_browser() -> str:
    """Installs one where that is possible (Debian, root). Raises LocalError."""
    if _present() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *PACKAGES)
    return find_browser()


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "-q", *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LocalError(f"apt-get {arguments[0]} failed: {done.stderr.strip().splitlines()[-1:]}")


def main() -> int:
    try:
        print(ensure_browser())
    except LocalError as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
