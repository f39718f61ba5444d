"""How is a Google Trends series kept? As `trends` writes it into match.trends.points and `match` reads it there; pure.

    [["2026-11-15", 63], ...]    day (UTC), interest of 0 to 100 relative to the highest point of the same series

Two series of one keyword may differ on two days: Google draws a sample (display only, never part of a score).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

FRESH = 86_400
"""Seconds that a series is shown before it is asked for again: at least a day."""
HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Point:
    """Raises ValueError for an interest out of 0 to 100."""

    day: date
    value: int

    def __post_init__(self) -> None:
        if not 0 <= self.value <= HIGHEST:
            raise ValueError("an interest lies in 0 to 100")


def encode(points: Sequence[Point]) -> list[list[str | int]]:
    return [[point.day.isoformat(), point.value] for point in sorted(points, key=lambda point: point.day)]


def decode(stored: Any) -> tuple[Point, ...]:
    """Raises ValueError unless `encode` made it."""
    try:
        return tuple(_point(day, value) for day, value in stored)
    except TypeError as error:
        raise ValueError("no series") from error


def _point(day: Any, value: Any) -> Point:
    if type(value) is not int:
        raise ValueError("an interest is a whole number")
    return Point(date.fromisoformat(day), value)
