"""Which browser do the tests drive? A quiet one: chromium-headless-shell, installed from Debian if need be.

chromium-headless-shell asks nothing outside; plain chromium needs `--host-resolver-rules` to keep still.

Usage: python -m infra.local.browser    (prints the path)
"""

import os
import shutil
import sys

from infra.local import debian
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
    if _present() is None:
        debian.install(*PACKAGES)
    return find_browser()


def main() -> int:
    try:
        print(ensure_browser())
    except LocalError as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
