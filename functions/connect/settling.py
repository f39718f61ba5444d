"""How is a list of unfinished things finished? Each on its own: one that fails keeps no other from being done.

What failed is raised together at the end, so that the run counts as failed and its alarm goes off.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def each(items: Iterable[T], finish: Callable[[T], object]) -> int:
    """How many were finished. Raises ExceptionGroup after the last one."""
    done, failed = 0, []
    for item in items:
        try:
            finish(item)
        except Exception as error:  # noqa: BLE001 - whatever it was, the next one is somebody else's
            failed.append(error)
        else:
            done += 1
    if failed:
        raise ExceptionGroup(f"{len(failed)} not finished", failed)
    return done
