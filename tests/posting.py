"""What does a series of post counts say about the last post? Steps of Metric.POSTS and the day that they tell, for the
rule in Python (functions/shared/audience/posting.py) and for whatever says the same in SQL.
"""

from datetime import date
from typing import TypeAlias

Steps: TypeAlias = list[tuple[date, float]]


def _steps(**values: float) -> Steps:
    """Named by day of November 2026: d1=10."""
    return [(date(2026, 11, int(name[1:])), value) for name, value in values.items()]


SEEN: dict[str, tuple[Steps, date | None]] = {
    "never looked": ([], None),
    "looked once": (_steps(d1=10), None),
    "no post yet and then one": (_steps(d1=0, d9=1), date(2026, 11, 9)),
    "the last of several": (_steps(d1=10, d3=11, d7=14), date(2026, 11, 7)),
    "one taken down since": (_steps(d1=10, d3=11, d7=10), date(2026, 11, 3)),
    "only ever taken down": (_steps(d1=10, d3=9, d7=4), None),
    "again after one taken down": (_steps(d1=10, d3=9, d7=10), date(2026, 11, 7)),
    "the step before may not be kept any more": (_steps(d7=14), None),
}
