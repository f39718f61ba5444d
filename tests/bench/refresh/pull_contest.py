"""How many pulls a second, and how often is a provider asked? Against one sandbox, each contender in turn.

A short round warms each up and is thrown away. Each time the rows that a contender left are compared with those that
the first one of the round left: nobody is faster by doing less.
"""

import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import Fernet

from infra.local.sandbox.registrations import entries
from infra.local.sandbox.server import Sandbox
from tests.bench.process import opened
from tests.bench.refresh import grants, subjects, workers
from tests.bench.refresh.ground import UNLIMITED, Ground, tell_clients
from tests.bench.refresh.workers import Done, Worker

OURS, MEMORY, CELERY = "ours", "ours, AWS in memory", "Celery"
SIZES = (1, 2)
"""Processes: what one core of Lambda gives, and both of this machine's."""
WARM = 12
"""Pulls before anything is timed; enough for each of two processes to meet each provider."""


@dataclass
class Pulled:
    """Of one contender: its rounds, calls to each provider, and seconds of processor time that the sandbox took."""

    pulls: int
    rounds: list[Done] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    sandbox: float = 0.0

    @property
    def rates(self) -> list[float]:
        """Pulls a second of each round."""
        return [self.pulls / each.seconds for each in self.rounds]

    @property
    def calls_per_pull(self) -> dict[str, float]:
        """By provider; token calls are in it."""
        each = self.pulls / len(subjects.PULLED) * len(self.rounds)
        return {provider: count / each for provider, count in sorted(self.calls.items())}

    @property
    def sandbox_seconds(self) -> float:
        """Of processor time, for one pull."""
        return self.sandbox / self.pulls / len(self.rounds)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def processor(self) -> float:
        """Milliseconds of it that the workers used for a pull."""
        return 1_000 * statistics.median(each.processor for each in self.rounds) / self.pulls

    @property
    def waited(self) -> float:
        """Milliseconds of a pull that were spent waiting for AWS."""
        return 1_000 * statistics.median(each.waited for each in self.rounds) / self.pulls

    @property
    def requests(self) -> dict[str, float]:
        """To AWS, of a pull, by operation; the most frequent first."""
        total = sum((each.requests for each in self.rounds), Counter[str]())
        return {name: count / self.pulls / len(self.rounds) for name, count in total.most_common()}


def name(who: str, processes: int) -> str:
    return f"{who}, {processes} process{'es' if processes > 1 else ''}"


def run(ground: Ground, pulls: int, rounds: int, in_time: Callable[[], bool]) -> dict[str, Pulled]:
    with _sandbox() as sandbox, ExitStack() as stack:
        chosen = subjects.chosen(sandbox, pulls // len(subjects.PULLED))
        ids = [each.key.connection_id for each in chosen]
        running = stack.enter_context(_workers(ground, sandbox, chosen))
        found = {each: Pulled(len(ids)) for each in running}
        for number in range(rounds + 1):
            if number > 1 and not in_time():
                break
            names = list(running)
            turn = number % len(names)
            expected: dict[str, Any] = {}
            for each in names[turn:] + names[:turn]:
                if number == 0:
                    _round(Pulled(WARM), running[each], ground, sandbox, ids[:WARM])
                else:
                    _round(found[each], running[each], ground, sandbox, ids)
                left = subjects.stored(ground.database, ids)
                expected = expected or left
                _compare(each, left, expected)
    return found


def _round(pulled: Pulled, worker: Worker, ground: Ground, sandbox: Sandbox, ids: list[str]) -> None:
    subjects.reset(ground.database, ids)
    ground.fresh_budgets()
    sandbox.world.calls.clear()
    before = time.process_time()
    pulled.rounds.append(worker.pull(ids))
    pulled.sandbox += time.process_time() - before
    clients = {client: registration.provider for client, registration in sandbox.world.clients.items()}
    pulled.calls.update(clients.get(seen.client, seen.operation) for seen in sandbox.world.calls)


def _compare(who: str, left: dict[str, Any], expected: dict[str, Any]) -> None:
    for table, rows in left.items():
        if rows != expected[table]:
            other = sorted(set(rows) ^ set(expected[table]))[:4]
            raise RuntimeError(f"{who} left other rows in {table}: {other}")


@contextmanager
def _sandbox() -> Iterator[Sandbox]:
    """In this process, which has nothing else to do meanwhile; its limits would end the measurement."""
    sandbox = Sandbox.start()
    limits = sandbox.world.quotas.limits
    for limit in vars(limits):
        setattr(limits, limit, int(UNLIMITED))
    try:
        yield sandbox
    finally:
        sandbox.stop()


@contextmanager
def _workers(ground: Ground, sandbox: Sandbox, chosen: list[subjects.Subject]) -> Iterator[dict[str, Worker]]:
    fernet, file = Fernet.generate_key(), ground.folder / "grants.json"
    subjects.put(chosen, ground, fernet)
    grants.write(file, [(each.key, each.grant) for each in chosen])
    clients = entries(sandbox.base_url)
    tell_clients(ground, clients)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        **ground.celery("", "").environment,
        "FERNET_KEY": fernet.decode(),
        "PROVIDER_CLIENTS_JSON": json.dumps(clients),
    }
    with ExitStack() as stack:
        sender = stack.enter_context(opened(ground.celery("the sender", "send_process")))
        found: dict[str, Worker] = {}
        for processes in SIZES:
            ours, memory, celery = name(OURS, processes), name(MEMORY, processes), name(CELERY, processes)
            found[ours] = stack.enter_context(workers.ours(ground, ours, processes, "aws"))
            found[memory] = stack.enter_context(
                workers.ours(ground, memory, processes, "memory", BENCH_GRANTS=str(file))
            )
            found[celery] = stack.enter_context(workers.celery(ground, celery, processes, sender, environment))
        yield found


def ratio(ours: Pulled, theirs: Pulled) -> str:
    """Of medians, and the lowest and highest of any round; above 1 ours pulls more."""
    rounds = [mine / other for mine, other in zip(ours.rates, theirs.rates, strict=True)]
    return f"{ours.rate / theirs.rate:.2f} ({min(rounds):.2f}-{max(rounds):.2f})"
