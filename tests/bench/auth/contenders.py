"""Who is compared, and on which store?"""

import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bench import venv
from tests.bench.process import Contender

OURS, QUIET, DRF, FASTAPI = "ours", "ours, no log or metrics", "Django REST framework", "FastAPI"
_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_LAMBDA = {"POWERTOOLS_METRICS_NAMESPACE": "bench", "POWERTOOLS_SERVICE_NAME": "auth"}
"""As infra/functions/auth.yaml sets it: a log line per request and a metric per event are part of our handler."""


def in_memory() -> list[Contender]:
    return [_ours(OURS, "memory", "logs", {}), _ours(QUIET, "memory", "quiet", {}), *_plain("memory", Path())]


def natural(settings: Mapping[str, str], scratch: Path) -> list[Contender]:
    """Ours on the emulator that `settings` point at; theirs on a SQLite file each."""
    return [_ours(OURS, "emulator", "logs", settings), *_plain("sqlite", scratch)]


def _ours(name: str, store: str, logs: str, settings: Mapping[str, str]) -> Contender:
    level = {"POWERTOOLS_LOG_LEVEL": "INFO" if logs == "logs" else "WARNING"}
    return Contender(
        name, [sys.executable, "-m", "tests.bench.auth.ours", store, logs], {**_LAMBDA, **level, **settings}
    )


def _plain(store: str, scratch: Path) -> list[Contender]:
    python = str(venv.python(_REQUIREMENTS))
    return [
        Contender(
            name,
            [python, "-m", f"tests.bench.auth.{package}"],
            {"BENCH_STORE": store, "BENCH_DATABASE": str(scratch / f"{package}.sqlite3")},
        )
        for name, package in ((DRF, "drf_app"), (FASTAPI, "fastapi_app"))
    ]
