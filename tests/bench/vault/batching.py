"""How do single items become batches without anybody waiting long? A thread of its own collects and hands over."""

import time
from collections.abc import Callable
from queue import Empty, Queue
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Batcher(Generic[T]):
    """Calls `act` with up to `size` items: when there are so many, or nothing more has come for `linger` seconds.

    `act` must not raise. `side_by_side` batches are under way at most.
    """

    def __init__(self, size: int, linger: float, act: Callable[[list[T]], None], side_by_side: int = 1) -> None:
        self._size, self._linger, self._act = size, linger, act
        self._queue: Queue[T | None] = Queue()
        self._collecting = Lock()
        self._threads = [Thread(target=self._run, daemon=True) for _ in range(side_by_side)]
        for thread in self._threads:
            thread.start()

    def put(self, item: T) -> None:
        self._queue.put(item)

    def finish(self) -> None:
        """Returns when all that was put has been dealt with."""
        self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        ended = False
        while not ended:
            with self._collecting:
                batch, ended = self._collect()
            if ended:
                self._queue.put(None)  # for the others
            if batch:
                self._act(batch)

    def _collect(self) -> tuple[list[T], bool]:
        first = self._queue.get()
        if first is None:
            return [], True
        batch, deadline = [first], time.monotonic() + self._linger
        while len(batch) < self._size:
            try:
                item = self._queue.get(timeout=max(0, deadline - time.monotonic()))
            except Empty:
                break
            if item is None:
                return batch, True
            batch.append(item)
            deadline = time.monotonic() + self._linger
        return batch, False
