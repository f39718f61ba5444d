# ruff: noqa: T201 - progress for whoever waits
"""Where do the plain versions find Django and FastAPI? In an environment made of their hash-locked list."""

import hashlib
import subprocess
import sys
from pathlib import Path

from infra.layout import ROOT, STATE

_REQUIREMENTS = Path(__file__).parent / "requirements.txt"
_FOLDER = STATE / "bench-venv"


def python() -> Path:
    """Its interpreter; installed at the first call and again when the list has changed."""
    interpreter = _FOLDER / "bin" / "python"
    stamp = _FOLDER / "installed"
    key = hashlib.sha256(_REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != key:
        print("installing Django REST framework and FastAPI …", file=sys.stderr, flush=True)
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, str(_FOLDER)], check=True, cwd=ROOT)
        install = [uv, "pip", "install", "-q", "--python", str(interpreter), "--require-hashes"]
        subprocess.run([*install, "--compile-bytecode", "-r", str(_REQUIREMENTS)], check=True, cwd=ROOT)
        stamp.write_text(key)
    return interpreter
