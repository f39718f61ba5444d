"""How much is measured? Every number may be set by the environment (BENCH_CREATORS=10000), for a quick look."""

import os


def _of(name: str, usual: int) -> int:
    return int(os.environ.get(f"BENCH_{name}", usual))


CREATORS = tuple(int(size) for size in os.environ.get("BENCH_CREATORS", "10000,100000,1000000").split(","))
"""In the index, one after the other, each in a database of its own."""
QUERIES = _of("QUERIES", 30)
"""Companies in each class of filter; each is another audience with other weights."""
ROUNDS = _of("ROUNDS", 3)
LOOP_SECONDS = _of("LOOP_SECONDS", 1)
"""For Django's loop, in one class of one round: as many queries as fit in, and one at least."""
REFRESH_SECONDS = _of("REFRESH_SECONDS", 10)
"""Of refreshing while searching, and of searching without it."""
SECONDS = _of("SECONDS", 1_800)
"""For the whole run: once they are over, no further round begins."""
WANTED = 50
"""Rows of one search."""
