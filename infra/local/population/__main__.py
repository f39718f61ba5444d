"""Puts made-up creators into the running local platform: as many as wanted, or none.

python -m infra.local.population --count N     creators 0 to N-1 and the companies; who is there already stays
python -m infra.local.population --remove      takes all of them away again, until the next `make run`

DATABASE_URL names another database than that of the platform that runs here.
"""

import argparse
import json
import os
import sys
import time

from functions.shared.database import Database
from functions.shared.problems import Problem
from infra.layout import STATE
from infra.local.population.companies import companies
from infra.local.population.demo import CREATORS
from infra.local.population.loading import load, remove
from infra.local.population.people import creators

PART = 5_000
"""Creators between two lines of progress."""


def main() -> int:
    asked = _asked()
    try:
        database = Database(os.environ.get("DATABASE_URL") or _running())
    except OSError:
        print("nothing runs here: start it with `make run`, or set DATABASE_URL", file=sys.stderr)
        return 1
    try:
        if asked.remove:
            print(f"{remove(database)} accounts and companies are gone")
        else:
            _load(database, asked.count)
    except Problem as problem:
        print(f"Postgres: {problem}", file=sys.stderr)
        return 1
    finally:
        database.close()
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.population", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--count", type=int, default=CREATORS, help=f"creators, {CREATORS} unless told otherwise")
    parser.add_argument("--remove", action="store_true")
    return parser.parse_args()


def _running() -> str:
    """Raises OSError while no local platform runs."""
    return str(json.loads((STATE / "running.json").read_text())["database_url"])


def _load(database: Database, count: int) -> None:
    began, now = time.monotonic(), time.time()
    load(database, (), companies(), now)
    for first in range(0, count, PART):
        number = min(PART, count - first)
        loaded = load(database, creators(number, first=first), (), now)
        print(
            f"{first + number} creators; {loaded.accounts} accounts written, {time.monotonic() - began:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    raise SystemExit(main())
