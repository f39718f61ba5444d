"""How much is tried? Every number may be set by the environment (BENCH_SEEDS=2), for a quick look."""

import os


def _of(name: str, usual: int) -> int:
    return int(os.environ.get(f"BENCH_{name}", usual))


SEEDS = _of("SEEDS", 5)
CREATORS = _of("CREATORS", 2_000)
COMPANIES = _of("COMPANIES", 25)
"""That ask, in each world; each of another kind of audience."""
PROCESSES = _of("PROCESSES", min(os.cpu_count() or 1, 4))
