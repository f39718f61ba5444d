# ruff: noqa: T201 - a report is printed
"""What do planning and pulling cost, beside Celery with Redis? In one run: `make bench`. No figure fails anything; a
contender that leaves another result than the others does.
"""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable

from functions.shared.logs import logger
from infra.local.failure import LocalError
from tests.bench.refresh import ground, notes, plan_contest, pull_contest, seed, sizes
from tests.bench.refresh.ground import Ground
from tests.bench.refresh.plan_contest import Planned
from tests.bench.refresh.pull_contest import Pulled

PLAN_SHARE = 0.55
"""Of the time; the rest is the pulls'."""


def main() -> int:
    logger.setLevel("CRITICAL")
    began = time.monotonic()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    try:
        with ground.standing() as stage:
            _seed(stage)
            _print_plans(plan_contest.run(stage, sizes.PLAN_ROUNDS, _until(began + PLAN_SHARE * sizes.SECONDS)))
            _print_pulls(pull_contest.run(stage, sizes.PULLS, sizes.PULL_ROUNDS, _until(began + sizes.SECONDS)))
    except LocalError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(notes.TEXT)
    print(f"load {os.getloadavg()[0]:.1f} at the end, after {time.monotonic() - began:.0f} s")
    return 0


def _until(end: float) -> Callable[[], bool]:
    return lambda: time.monotonic() < end


def _seed(stage: Ground) -> None:
    started = time.monotonic()
    seed.fill(stage.database_url, sizes.CONNECTIONS, sizes.DUE)
    took = time.monotonic() - started
    version = stage.database.info.server_version // 10_000
    print(f"Postgres {version}, {sizes.CONNECTIONS:,} connections by COPY in {took:.0f} s")


def _print_plans(found: dict[str, Planned]) -> None:
    rounds = min(len(each.seconds) for each in found.values())
    _title(f"1. One tick of the plan: {sizes.DUE:,} due of {sizes.CONNECTIONS:,}; {rounds} rounds in turn")
    print(
        f"  {'':32} {'s, median':>9} {'min..max':>14} {'own CPU':>7} {'messages/s':>10} {'MiB (tick)':>10}  round trips"
    )
    for name, each in found.items():
        spread = f"{min(each.seconds):.2f}..{max(each.seconds):.2f}"
        memory = f"{each.peak:.0f} (+{each.grown:.0f})"
        trips = f"{each.trips} to Postgres, {each.requests}"
        own, rate = statistics.median(each.processor), sizes.DUE / each.median
        print(f"  {name:32} {each.median:9.2f} {spread:>14} {own:7.2f} {rate:10,.0f} {memory:>10}  {trips}")
    for ours in (plan_contest.OURS, plan_contest.CANNED):
        for rival in plan_contest.RIVALS:
            print(f"  {ours} / {rival}: {plan_contest.ratio(found[ours], found[rival])} of its time")


def _print_pulls(found: dict[str, Pulled]) -> None:
    first = next(iter(found.values()))
    _title(f"2. Pulls against the sandbox: {first.pulls} a round, {len(first.rounds)} rounds in turn")
    print(f"  {'':32} {'pulls/s':>9} {'min..max':>14} {'own CPU':>10}  provider calls per pull")
    for name, each in found.items():
        spread = f"{min(each.rates):.1f}..{max(each.rates):.1f}"
        calls = ", ".join(f"{provider} {count:.1f}" for provider, count in each.calls_per_pull.items())
        print(f"  {name:32} {each.rate:9.1f} {spread:>14} {each.processor:7.0f} ms  {calls}")
    for processes in pull_contest.SIZES:
        celery = pull_contest.name(pull_contest.CELERY, processes)
        for who in (pull_contest.OURS, pull_contest.MEMORY):
            ours = pull_contest.name(who, processes)
            print(f"  {ours} / {celery}: {pull_contest.ratio(found[ours], found[celery])} times as many")
    _print_waiting(found[pull_contest.name(pull_contest.OURS, 1)])
    sandbox = ", ".join(f"{1_000 * each.sandbox_seconds:.0f}" for each in found.values())
    print(f"  the sandbox's own work in each, ms of processor a pull: {sandbox}")


def _print_waiting(ours: Pulled) -> None:
    asked = ", ".join(f"{name} {count:.1f}" for name, count in ours.requests.items())
    print(f"  ours asks AWS {sum(ours.requests.values()):.1f} times a pull: {asked}")
    print(f"  and waits {ours.waited:.0f} ms a pull for the emulator's answers, with one process")


def _title(text: str) -> None:
    print(f"\n{text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
