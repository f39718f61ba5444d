# ruff: noqa: ANN001, ANN201, ANN202 - written as most people write NumPy
"""The crowd as a process: draws the population, copies it into Postgres, then searches it in memory and judges others.

python -m tests.bench.match.speed.crowd SIZE, DATABASE_URL; a line each: ["search", case] or ["judge", key, case, ids]
"""

import json
import os
import sys
import time

import numpy as np
import psycopg

from tests.bench.match.speed.crowd import copying, population
from tests.bench.match.speed.crowd.brute import Brute
from tests.bench.process import private_output


def fill(size, url):
    """Seconds of drawing and of copying, and the chunks without what only the database needs."""
    drawing, copied, kept = 0.0, 0.0, []
    with psycopg.connect(url) as connection, connection.cursor() as cursor, cursor.copy(copying.COPY) as copy:
        copy.write(copying.HEADER)
        for chunk in _timed(population.chunks(size)):
            drawing += chunk[0]
            started = time.perf_counter()
            copy.write(copying.pack(chunk[1]))
            copied += time.perf_counter() - started
            kept.append(chunk[1])
        copy.write(copying.TRAILER)
    return drawing, copied, kept


def _timed(items):
    started = time.perf_counter()
    for item in items:
        yield time.perf_counter() - started, item
        started = time.perf_counter()


def main():
    answers = private_output()
    drawing, copied, kept = fill(int(sys.argv[1]), os.environ["DATABASE_URL"])
    brute = Brute(kept)
    kept.clear()
    ready = {"drawing": drawing, "copying": copied, "numpy": np.__version__, "bytes": brute.embedding.nbytes}
    answers.write(json.dumps(ready) + "\n")
    for line in sys.stdin:
        verb, *words = json.loads(line)
        if verb == "search":
            seconds, ids, scores, matches = brute.search(*words)
            answer = {"seconds": seconds, "ids": ids, "scores": scores, "matches": matches}
        else:
            answer = brute.judge(*words)
        answers.write(json.dumps(answer) + "\n")


main()
