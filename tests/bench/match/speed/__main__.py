# ruff: noqa: T201 - a report is printed
"""How fast is a search among a million creators, beside four plainer ways? In one run: `make bench`. No time fails
anything; a search of ours does that returns too few rows, one that does not pass the filter, or rows out of order.
"""

import os
import platform
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

import psycopg

from functions.shared.logs import logger
from infra.layout import ROOT
from infra.local.failure import LocalError
from tests.bench import venv
from tests.bench.match.speed import contest, filling, ground, notes, ours, paging, plain, refreshing, report, sizes
from tests.bench.match.speed.contest import Contender, Judge, Remote
from tests.bench.process import Contender as Program
from tests.bench.process import hear, opened

EXACT, HNSW, NUMPY, LOOP = "(a) exact SQL", "(b) HNSW with defaults", "(c) NumPy in memory", "(d) Django and a loop"
_REQUIREMENTS = ROOT / "tests" / "bench" / "match" / "speed" / "requirements.txt"


def main() -> int:
    logger.setLevel("CRITICAL")
    began = time.monotonic()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    failed: list[str] = []
    try:
        python = str(venv.python(_REQUIREMENTS))
        with ground.standing() as server:
            print(ground.versions(server), flush=True)
            for size in sizes.CREATORS:
                with ground.database(server, size) as url:
                    failed += _measure(size, url, python, lambda: time.monotonic() < began + sizes.SECONDS)
    except LocalError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(notes.TEXT)
    print(f"load {os.getloadavg()[0]:.1f} at the end, after {time.monotonic() - began:.0f} s")
    print("\n".join(f"FAILED: {each}" for each in failed))
    return 1 if failed else 0


def _measure(size: int, url: str, python: str, in_time: Callable[[], bool]) -> list[str]:
    environment = {"DATABASE_URL": url}
    crowd = Program("crowd", [python, "-m", "tests.bench.match.speed.crowd", str(size)], environment)
    loop = Program(LOOP, [python, "-m", "tests.bench.match.speed.loop_app"], environment)
    with ExitStack() as stack:
        memory = stack.enter_context(opened(crowd))
        drawn = hear("crowd", memory)
        report.title(f"{size:,} creators: drawn in {drawn['drawing']:.0f} s, by COPY in {drawn['copying']:.0f} s")
        report.building(_fill(url))
        django = stack.enter_context(opened(loop))
        version = hear(LOOP, django)["django"]
        own, judge = stack.enter_context(ours.searching(url)), Judge(memory)
        contenders: dict[str, Contender] = {
            report.OURS: own,
            EXACT: plain.exact(stack.enter_context(_session(url))),
            HNSW: plain.hnsw(stack.enter_context(_session(url))),
            NUMPY: Remote(NUMPY, memory, "search"),
            LOOP: Remote(LOOP, django),
        }
        report.title(
            f"Searching {size:,}: {sizes.QUERIES} companies a class, {sizes.ROUNDS} rounds in turn,"
            f" load {os.getloadavg()[0]:.1f}; NumPy {drawn['numpy']}, Django {version}"
        )
        table = contest.run(contenders, LOOP, judge, in_time)
        report.searches(table)
        report.targets(table)
        failed = [*report.failures(size, table), *paging.failures(size, own, judge)]
        report.title(f"Searching while refreshing, {size:,}: {sizes.REFRESH_SECONDS} s each")
        refreshing.run(url, size, own)
    return failed


def _session(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True)


def _fill(url: str) -> list[filling.Built]:
    with psycopg.connect(url, autocommit=True) as connection:
        return [*filling.fill(connection), *filling.tend(url, connection)]


if __name__ == "__main__":
    sys.exit(main())
