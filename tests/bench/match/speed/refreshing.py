"""What does a search cost while the index is written? Ours alone, then beside a process that refreshes creators."""

import itertools
import json
import sys
import time
from collections.abc import Iterator

from tests.bench.match.speed import cases, report, sizes
from tests.bench.match.speed.contest import Contender
from tests.bench.process import Contender as Program
from tests.bench.process import hear, opened, tell

NUMBERS, AUDIENCES = "while followers change, audiences do not", "while audiences change"
_NAME = "refresher"
_AFTER = 0.2
"""Seconds that the searches end before the refresher does: none of them is alone."""


def run(url: str, size: int, ours: Contender) -> None:
    command = [sys.executable, "-m", "tests.bench.match.speed.refresher", str(size)]
    with opened(Program(_NAME, command, {"DATABASE_URL": url})) as process:
        hear(_NAME, process)
        report.together("alone", _searched(ours, sizes.REFRESH_SECONDS))
        for name, changed in ((NUMBERS, False), (AUDIENCES, True)):
            tell(process, json.dumps([sizes.REFRESH_SECONDS + _AFTER, changed]))
            seconds = _searched(ours, sizes.REFRESH_SECONDS)
            answer = hear(_NAME, process)
            report.together(name, seconds, answer["done"] / answer["seconds"])


def _searched(ours: Contender, seconds: float) -> list[float]:
    end, found = time.monotonic() + seconds, list[float]()
    for case in _mixed():
        if time.monotonic() >= end:
            break
        found.append(ours.search(case).seconds)
    return found


def _mixed() -> Iterator[cases.Case]:
    """A company of each class after the other, again and again."""
    classes = [cases.drawn(kind, sizes.QUERIES, "refreshing") for kind in cases.KINDS]
    return itertools.cycle(case for several in zip(*classes, strict=True) for case in several)
