"""How is the same thing done at once? Threads that start together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def in_parallel(times: int, act: Callable[[], T]) -> list[T]:
    """What each of the calls gave back; a raised exception is raised here."""
    start = Barrier(times)

    def wait_and_act() -> T:
        start.wait()
        return act()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(wait_and_act) for _ in range(times)]]
