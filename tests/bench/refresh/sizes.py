"""How much is measured? Every number may be set by the environment (BENCH_DUE=100), for a quick look."""

import os


def _of(name: str, usual: int) -> int:
    return int(os.environ.get(f"BENCH_{name}", usual))


CONNECTIONS = _of("CONNECTIONS", 1_000_000)
"""In the table, most of them with a due time, as on a day like any other."""
DUE = _of("DUE", 10_000)
PLAN_ROUNDS = _of("PLAN_ROUNDS", 3)
PULLS = _of("PULLS", 60)
"""Of one contender in one round, a third of them from each provider."""
PULL_ROUNDS = _of("PULL_ROUNDS", 3)
SECONDS = _of("SECONDS", 360)
"""For the whole run: no further round begins after that part of it which its half may take."""
