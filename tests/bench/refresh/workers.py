"""Who pulls? Ours and Celery's workers, with one process or two; each is given the same messages and timed until the
last row is there.

Ours gets events of five, as Lambda's poller hands them out, each process the next when it is done. Celery's are on the
broker, all at once, and its worker takes them from there.
"""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from infra.layout import ROOT
from tests.bench.process import ask, opened
from tests.bench.refresh import processor, subjects
from tests.bench.refresh.ground import Ground

EVENT = 5
"""Messages in one event: batch_size of functions/refresh/app.py."""
POLL = 0.02
"""Seconds between two looks at whether Celery is done."""
PATIENCE = 120
STOP_WITHIN = 20


@dataclass
class Done:
    """One round: `seconds` of all pulls together; what ours waited for AWS, and what it asked there."""

    seconds: float
    processor: float
    """Seconds of the processor that the workers used."""
    waited: float = 0.0
    requests: Counter[str] = field(default_factory=Counter)


class Worker(Protocol):
    def pull(self, ids: list[str]) -> Done: ...


@dataclass
class Ours:
    name: str
    processes: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def pull(self, ids: list[str]) -> Done:
        events: SimpleQueue[str] = SimpleQueue()
        for start in range(0, len(ids), EVENT):
            events.put(json.dumps([(connection_id, 0) for connection_id in ids[start : start + EVENT]]))
        before = self._processor()
        started = time.perf_counter()
        with ThreadPoolExecutor(len(self.processes)) as pollers:
            answers = [answer for several in pollers.map(lambda one: self._feed(one, events), self.processes)
                       for answer in several]  # fmt: skip
        seconds = time.perf_counter() - started
        if any(answer["failed"] for answer in answers):
            raise RuntimeError(f"{self.name}: a pull failed")
        requests = Counter(name for answer in answers for name in answer["requests"])
        return Done(seconds, self._processor() - before, sum(answer["waited"] for answer in answers), requests)

    def _processor(self) -> float:
        return sum(processor.spent(process.pid) for process in self.processes)

    def _feed(self, process: "subprocess.Popen[str]", events: "SimpleQueue[str]") -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = []
        while True:
            try:
                event = events.get_nowait()
            except Empty:
                return answers
            answers.append(ask(self.name, process, event))


@dataclass
class Celery:
    name: str
    queue: str
    sender: "subprocess.Popen[str]"
    process: "subprocess.Popen[bytes]"
    log: Path
    ground: Ground

    def pull(self, ids: list[str]) -> Done:
        before = processor.spent(self.process.pid)
        started = time.perf_counter()
        ask(self.name, self.sender, f"{self.queue} {json.dumps([(connection_id, 0) for connection_id in ids])}")
        while subjects.pulled(self.ground.database, ids) < len(ids):
            if time.perf_counter() - started > PATIENCE:
                raise RuntimeError(f"{self.name} has not pulled everything: {self.log.read_text()[-2_000:]}")
            time.sleep(POLL)
        seconds = time.perf_counter() - started
        return Done(seconds, processor.spent(self.process.pid) - before)


@contextmanager
def ours(ground: Ground, name: str, processes: int, word: str, **more: str) -> Iterator[Worker]:
    """`word`: aws or memory (`our_pull`)."""
    with ExitStack() as stack:
        contender = ground.ours(name, "our_pull", word, **more)
        yield Ours(name, [stack.enter_context(opened(contender)) for _ in range(processes)])


@contextmanager
def celery(
    ground: Ground, name: str, processes: int, sender: "subprocess.Popen[str]", environment: Mapping[str, str]
) -> Iterator[Worker]:
    queue = f"pulls-{processes}"
    command = [
        ground.python, "-m", "celery", "-A", "tests.bench.refresh.celery_app.celery", "worker", "--pool", "prefork",
        "--concurrency", str(processes), "--queues", queue, "--hostname", f"{queue}@localhost", "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    ]  # fmt: skip
    words = ground.folder / f"{queue}.log"
    with words.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield Celery(name, queue, sender, process, words, ground)
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
