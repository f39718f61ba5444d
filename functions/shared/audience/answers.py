"""What does a provider's JSON say, if it says what is documented? Reading without trust; pure.

Every reader takes any JSON value and raises `Malformed` where the shape is another than documented. Nothing else
escapes: one odd row makes a whole dimension unavailable, since leaving it out would be a silent loss.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

LARGEST = 1e15
"""No count of people, views or minutes comes near it; sums of such numbers stay finite and exact."""


class Malformed(Exception):
    """The answer has another shape than documented."""


def entries(value: Any) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise Malformed(f"an object, not {type(value).__name__}")
    return value


def items(value: Any) -> Sequence[Any]:
    """A JSON array; an absent one is empty, as in every REST answer of Google."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Malformed(f"an array, not {type(value).__name__}")
    return value


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Malformed(f"a text, not {type(value).__name__}")
    return value


def number(value: Any) -> float:
    """A number of [0, LARGEST], or a text of one: Google writes 64-bit integers as texts (JSON mapping of proto3)."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Malformed(f"a number, not {type(value).__name__}")
    if isinstance(value, str) and (len(value) > 40 or not value.isascii() or "_" in value):
        raise Malformed("a number, not this text")
    try:
        read = float(value)
    except (OverflowError, ValueError):
        raise Malformed("a number") from None
    if not math.isfinite(read) or not 0 <= read <= LARGEST:
        raise Malformed("a number out of range")
    return read


def is_error(answer: Any) -> bool:
    """Google's and Meta's error envelope."""
    return isinstance(answer, dict) and "error" in answer
