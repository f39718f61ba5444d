# ruff: noqa: T201 - a report is printed
"""What does signing in cost? Round trips, import time and handler time, in one run: `make bench`.

Ends with 1 when a budget of `budgets` is exceeded or a forbidden module is imported. No time fails anything.
"""

import os
import platform
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from functions.auth import wiring
from functions.shared.logs import logger
from tests.bench.auth import budgets, contenders, contest, emulated, imports, notes, round_trips, stage
from tests.bench.auth.contenders import DRF, FASTAPI, OURS
from tests.bench.auth.contest import REQUESTS, Ratio, Result
from tests.bench.auth.round_trips import Measured
from tests.bench.calls import Wire, counted


def main() -> int:
    os.environ.update(POWERTOOLS_METRICS_NAMESPACE="bench", POWERTOOLS_SERVICE_NAME="auth")
    logger.setLevel("CRITICAL")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with emulated.settings() as settings:
        kept = _print_round_trips(_round_trips(settings))
        clean = _print_imports(imports.measure())
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            _title("3a. Handler time in process, every store in memory (ms)")
            _print_contest(contest.run(contenders.in_memory(), rounds=20, pairs=40))
            _title("3b. The same, each on its natural store (ms)")
            _print_contest(contest.run(contenders.natural(settings, Path(folder)), rounds=8, pairs=20))
    print(notes.TEXT)
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    return 0 if kept and clean else 1


def _round_trips(settings: dict[str, str]) -> list[Measured]:
    clock = round_trips.Hands(time.time())
    auth = wiring.build(settings, clock)
    wire = Wire()
    with redirect_stdout(StringIO()), stage.answering(auth), counted() as calls:
        measured = round_trips.measure(auth, clock)
    if len(calls.sent) != wire.requests:
        raise RuntimeError(f"{len(calls.sent)} requests were counted but {wire.requests} went over sockets")
    return measured


def _print_round_trips(measured: list[Measured]) -> bool:
    _title("1. Store round trips (botocore's before-send events, retries included; the sum agrees with the sockets)")
    for each in measured:
        budget = "" if each.budget is None else f"<= {each.budget} {'ok' if each.kept else 'EXCEEDED'}"
        texts = f"+ {each.calls.texts} text" if each.calls.texts else ""
        print(f"  {each.name:38} {each.calls.round_trips} {texts:8} {budget:14} {each.calls}")
    return all(each.kept for each in measured)


def _print_imports(measured: list[imports.Import]) -> bool:
    _title(f"2. Import in a fresh interpreter, {imports.RUNS} runs in turn (s)")
    reference = measured[0]
    for each in measured:
        ratio = f"{each.median / reference.median:.2f} x the reference" if each is not reference else "the reference"
        print(f"  {each.name:38} best {each.best:.3f}  median {each.median:.3f}  {ratio}, {len(each.modules)} modules")
    for each in measured[1:]:
        found = ", ".join(each.forbidden) or "none"
        print(f"  {each.name}: of {', '.join(budgets.FORBIDDEN_MODULES)} it imports, without need, {found}")
    print(f"  the design asks auth for <= {budgets.IMPORT_SECONDS:.2f} s (printed, never failed)")
    return not any(each.forbidden for each in measured)


def _print_contest(result: Result) -> None:
    for request in REQUESTS:
        print(f"  {request}")
        for name, times in result.items():
            one = times[request]
            waited = f"   without waiting for the emulator {one.own:.2f}" if any(one.waited) else ""
            print(f"    {name:26} median {one.median:6.2f}   p95 {one.p95:6.2f}   n {len(one.all)}{waited}")
        for rival in (DRF, FASTAPI):
            print(f"    ours / {rival}: {Ratio.of(result[OURS][request], result[rival][request])}")


def _title(text: str) -> None:
    print(f"\n{text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
