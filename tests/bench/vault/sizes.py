"""How much is measured? Every number may be set by the environment (BENCH_FILES=100), for a quick look."""

import os


def _of(name: str, usual: int) -> int:
    return int(os.environ.get(f"BENCH_{name}", usual))


FILES = _of("FILES", 1_000)
FILE_BYTES = _of("FILE_BYTES", 100_000)
LARGE_BYTES = _of("LARGE_BYTES", 1024**3)
ENTRIES = _of("ENTRIES", 10_000)
"""In the folder that is listed."""
ROUNDS = _of("ROUNDS", 3)
LARGE_ROUNDS = _of("LARGE_ROUNDS", 3)
UPLINKS = tuple(int(one) for one in os.environ.get("BENCH_UPLINKS", "100,50").split(","))
"""Megabits a second: a contest of small files behind each."""
DELAY = _of("DELAY", 20)
"""Milliseconds of its every request."""
