"""What does one tick cost, whoever plans? First once, counted on the wire; then in rounds, each contender in turn.

The counted tick is the first of a fresh process, behind the proxy that counts; its memory is that of a cold start.
After each tick it is checked that every due connection is marked and has its message, then all is put back.
"""

import re
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from tests.bench.process import Contender, ask, opened
from tests.bench.refresh import processor, seed, sizes
from tests.bench.refresh.ground import Ground

OURS, CANNED, NOWHERE = "ours, SQS of the emulator", "ours, SQS answered in process", "ours, no sending"
RIVALS = PLAIN, GROUPS, PIPELINED = "Celery, .delay() each", "Celery, groups of 1,000", "Celery, pipelines of 1,000"


@dataclass(frozen=True)
class Planner:
    """`took`: how many messages lie where it sends them, and away with them; None where nobody knows."""

    contender: Contender
    took: Callable[[], int | None]
    requests: Callable[[dict[str, Any]], str]


@dataclass
class Planned:
    """`trips` to Postgres, MiB at the most and what of it the tick added, words on requests to queue or broker."""

    trips: int
    peak: float
    grown: float
    requests: str
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Seconds of it that the process itself used, whoever else was busy."""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def planners(ground: Ground) -> list[Planner]:
    def ours(name: str, to: str, took: Callable[[], int | None]) -> Planner:
        return Planner(ground.ours(name, "our_plan", to), took, lambda tick: f"{tick['requests']} to AWS")

    def celery(name: str, way: str) -> Planner:
        return Planner(ground.celery(name, "plan_process", way), lambda: _broker(ground), lambda _: _reads(ground))

    return [
        ours(OURS, "sqs", ground.queued),
        ours(CANNED, "canned", lambda: None),
        ours(NOWHERE, "nowhere", lambda: None),
        celery(PLAIN, "one_by_one"),
        celery(GROUPS, "in_groups"),
        celery(PIPELINED, "pipelined"),
    ]


def run(ground: Ground, rounds: int, in_time: Callable[[], bool]) -> dict[str, Planned]:
    contenders = planners(ground)
    found = {each.contender.name: _counted(each, ground) for each in contenders}
    with ExitStack() as stack:
        running = [(each, stack.enter_context(opened(each.contender))) for each in contenders]
        for number in range(rounds):
            if number and not in_time():
                break
            turn = number % len(running)
            for planner, process in running[turn:] + running[:turn]:
                name = planner.contender.name
                before = processor.spent(process.pid)
                tick = ask(name, process, "tick")
                found[name].processor.append(processor.spent(process.pid) - before)
                found[name].seconds.append(tick["seconds"])
                _check(planner, tick, ground)
    return found


def _counted(planner: Planner, ground: Ground) -> Planned:
    contender = planner.contender
    behind = Contender(contender.name, contender.command, {**contender.environment, "DATABASE_URL": ground.trips.url})
    ground.redis("config", "resetstat")
    ground.trips.taken()
    with opened(behind) as process:
        tick = ask(contender.name, process, "tick")
        counted = Planned(ground.trips.taken(), tick["peak"], tick["peak"] - tick["before"], planner.requests(tick))
        _check(planner, tick, ground)
    return counted


def _check(planner: Planner, tick: dict[str, Any], ground: Ground) -> None:
    found = (tick["sent"], seed.waiting(ground.database), planner.took())
    if set(found) - {None} != {sizes.DUE}:
        raise RuntimeError(f"{planner.contender.name}: of {sizes.DUE} due it sent, marked, and there lie {found}")
    seed.unmark(ground.database)


def _broker(ground: Ground) -> int:
    found = int(ground.redis("llen", "celery"))
    ground.redis("flushall")
    return found


def _reads(ground: Ground) -> str:
    """What Redis itself counts: commands that brought a message, and how often it read from a socket for that."""
    commands = re.search(r"cmdstat_lpush:calls=(\d+)", ground.redis("info", "commandstats"))
    reads = re.search(r"total_reads_processed:(\d+)", ground.redis("info", "stats"))
    return f"{commands[1] if commands else 0} LPUSH in {reads[1] if reads else 0} reads"


def ratio(ours: Planned, theirs: Planned) -> str:
    """Of medians, and the lowest and highest of any round."""
    rounds = [mine / other for mine, other in zip(ours.seconds, theirs.seconds, strict=True)]
    return f"{ours.median / theirs.median:.2f} ({min(rounds):.2f}-{max(rounds):.2f})"
