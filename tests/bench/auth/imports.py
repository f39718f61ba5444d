"""How long does importing an API module take, and what does it bring along? Fresh interpreters, one after another.

A fixed import beside it (what any function on DynamoDB needs) runs in turn with it, so that the ratio says something on
any machine. Byte code and file cache are warm: the first run of each is thrown away.
"""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass

from infra.layout import FUNCTIONS, ROOT
from tests.bench.auth.budgets import FORBIDDEN_MODULES, NEEDED_MODULES

RUNS = 9
REFERENCE = "botocore.session, pynamodb.models"
_PROGRAM = """
import json, sys, time
started = time.perf_counter()
import {modules}
took = time.perf_counter() - started
json.dump({{"seconds": took, "modules": sorted(sys.modules)}}, sys.stdout)
"""


@dataclass(frozen=True)
class Import:
    name: str
    seconds: list[float]
    modules: frozenset[str]

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def forbidden(self) -> list[str]:
        """Top-level packages that may not be there, of those that are."""
        needed = NEEDED_MODULES.get(self.name.removeprefix("functions.").removesuffix(".app"), set())
        return sorted((set(FORBIDDEN_MODULES) & {name.partition(".")[0] for name in self.modules}) - needed)


def measure() -> list[Import]:
    """The reference first, then every `functions.*.app` that there is."""
    subjects = [REFERENCE, *(f"functions.{app.parent.name}.app" for app in sorted(FUNCTIONS.glob("*/app.py")))]
    for subject in subjects:
        _run(subject)
    runs = [{subject: _run(subject) for subject in subjects} for _ in range(RUNS)]
    return [
        Import(subject, [run[subject][0] for run in runs], frozenset().union(*(run[subject][1] for run in runs)))
        for subject in subjects
    ]


def _run(modules: str) -> tuple[float, frozenset[str]]:
    """Packages are shipped with byte code, so it is written here too, whatever the shell says."""
    command = [sys.executable, "-c", _PROGRAM.format(modules=modules)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answer = json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout)
    return float(answer["seconds"]), frozenset(answer["modules"])
