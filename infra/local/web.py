"""Is the exported site current? Installs npm packages and builds only when their inputs have changed."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.layout import BUILD, ROOT, SITE
from infra.local.failure import LocalError
from infra.local.node import Node

WEB = ROOT / "web"
_NOT_SOURCE = {"node_modules", "out", ".next", "test-results", "playwright-report", "coverage"}
_MADE = {"next-env.d.ts"}
"""Files that the build itself writes: counted as sources they would call for a second build."""


def build(node: Node, progress: Callable[[str], None] = print) -> Path:
    """The exported site. Raises LocalError with npm's last lines."""
    if not (WEB / "package.json").exists():
        raise LocalError("web/package.json is missing")
    install(node, progress)
    stamp, digest = BUILD / "web-build.sha256", _digest(_sources())
    if _is(stamp, digest) and (SITE / "index.html").exists():
        progress("site: unchanged")
        return SITE
    progress("site: building")
    _npm(node, ["run", "build"], BUILD_ID=digest[:12])
    stamp.write_text(digest)
    return SITE


def install(node: Node, progress: Callable[[str], None] = print) -> None:
    """`npm ci` when the lock file is another one than the installed. Raises LocalError."""
    BUILD.mkdir(exist_ok=True)
    stamp, digest = BUILD / "web-install.sha256", _digest(iter([WEB / "package-lock.json", WEB / "package.json"]))
    if _is(stamp, digest) and (WEB / "node_modules").is_dir():
        return
    progress("npm packages: installing (once, up to a minute or two)")
    shutil.rmtree(WEB / "node_modules", ignore_errors=True)
    _npm(node, ["ci", "--no-audit", "--no-fund"])
    stamp.write_text(digest)


def _npm(node: Node, arguments: list[str], **variables: str) -> None:
    environment = {**node.environment(), "NEXT_TELEMETRY_DISABLED": "1", "CI": os.environ.get("CI", ""), **variables}
    command = [str(node.bin / "npm"), *arguments]
    done = subprocess.run(command, cwd=WEB, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stdout + done.stderr).rstrip().splitlines()[-25:]
        raise LocalError(f"npm {' '.join(arguments)} failed in web/:\n" + "\n".join(lines))


def _sources() -> Iterator[Path]:
    """What the build reads: web/ and the API description that its types come from."""
    for folder, folders, files in os.walk(WEB):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCE)
        yield from (
            Path(folder) / name for name in sorted(files) if name not in _MADE and not name.endswith(".tsbuildinfo")
        )
    yield ROOT / "docs" / "openapi.json"


def _digest(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.exists():
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _is(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text() == digest
