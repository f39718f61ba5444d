# ruff: noqa: T201 - progress for whoever waits
"""Where does a benchmark find what it compares us with? In an environment made of a hash-locked list beside it."""

import hashlib
import subprocess
import sys
from pathlib import Path

from infra.layout import ROOT, STATE

_FOLDER = STATE / "bench-venv"


def python(requirements: Path) -> Path:
    """The interpreter of that list's environment; installed at the first call and again when the list has changed."""
    folder = _FOLDER / requirements.parent.name
    interpreter = folder / "bin" / "python"
    stamp = folder / "installed"
    key = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != key:
        print(f"installing {requirements.relative_to(ROOT)} …", file=sys.stderr, flush=True)
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, str(folder)], check=True, cwd=ROOT)
        install = [uv, "pip", "install", "-q", "--python", str(interpreter), "--require-hashes"]
        subprocess.run([*install, "--compile-bytecode", "-r", str(requirements)], check=True, cwd=ROOT)
        stamp.write_text(key)
    return interpreter
