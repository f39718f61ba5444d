"""How do single items become batches without anybody waiting long? A thread of its own collects and hands over."""

import time
from collections.abc import Callable
from queue import Empty, Queue
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Batcher(Generic[T]):
    """Calls `act` with up to `size` items: when there are so many, or nothing more has come for `linger` seconds.

    `act` must not raise. One batch at a time: calls for one vault would only contend with each other.
    """

    def __init__(self, size: int, linger: float, act: Callable[[list[T]], None]) -> None:
        self._size, self._linger, self._act = size, linger, act
        self._queue: Queue[T | None] = Queue()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def put(self, item: T) -> None:
        self._queue.put(item)

    def finish(self) -> None:
        """Returns when all that was put has been dealt with."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        ended = False
        while not ended:
            batch, ended = self._collect()
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
