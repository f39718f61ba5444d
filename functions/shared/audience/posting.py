"""When was an account last seen to post? From how many posts each check found; pure.

No provider is asked: it is the day when a check found more posts than the one before. The post itself may be as much
older as checks lie apart (Instagram a day, YouTube three).
"""

import itertools
from collections.abc import Iterable
from datetime import date


def last_rise(steps: Iterable[tuple[date, float]]) -> date | None:
    """The day of the last step up, of the steps (day, value) of `Metric.POSTS` in any order, one a day at most.

    None is unknown, never "long ago": the first step has nothing before it, as with an account just connected or one
    whose older steps may not be kept (YouTube, 29 days). A fall is posts taken down; a rise after it counts.

    In SQL: max(day) of those whose value > lag(value) over (order by day).
    """
    ordered = sorted(steps)
    rises = [day for (_, before), (day, value) in itertools.pairwise(ordered) if value > before]
    return rises[-1] if rises else None
