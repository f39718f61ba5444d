"""How does a picture look before it is there? Some 25 bytes that a client turns into a blurred one; pure.

ThumbHash by Evan Wallace (github.com/evanw/thumbhash): a few terms of a discrete cosine transform of luminance, two
colour differences, and transparency. The packages that do it in Python are single releases, so it is written out here,
in the very order of the reference: where a picture is plain, its terms are nothing but rounding.
`tests/vectors/thumbhash.json` holds what the reference implementation makes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST = 100
"""Pixels a side; more is slow and changes nothing."""


@dataclass(frozen=True, slots=True)
class _Channel:
    """The constant term, the others as shares of the largest, and the largest."""

    constant: float
    varying: Sequence[float]
    scale: float


def encode(width: int, height: int, rgba: bytes) -> bytes:
    """Raises ValueError for more than 100 pixels a side."""
    if max(width, height) > MOST:
        raise ValueError("at most 100 pixels a side")
    light, yellow, red, clear = _planes(rgba)
    has_alpha = _sum(clear) < width * height
    limit, longest, is_wide = (5 if has_alpha else 7), max(width, height), width > height
    across, down = (max(1, _round(limit * side / longest)) for side in (width, height))
    lum, p, q = (
        _channel(light, width, height, max(3, across), max(3, down)),
        _channel(yellow, width, height, 3, 3),
        _channel(red, width, height, 3, 3),
    )
    a = _channel(clear, width, height, 5, 5) if has_alpha else None
    start = _round(63 * lum.constant) | _round(31.5 + 31.5 * p.constant) << 6 | _round(31.5 + 31.5 * q.constant) << 12
    start |= _round(31 * lum.scale) << 18 | has_alpha << 23
    more = (down if is_wide else across) | _round(63 * p.scale) << 3 | _round(63 * q.scale) << 9 | is_wide << 15
    head = start.to_bytes(3, "little") + more.to_bytes(2, "little")
    if a:
        head += bytes([_round(15 * a.constant) | _round(15 * a.scale) << 4])
    return head + _nibbles([*lum.varying, *p.varying, *q.varying, *(a.varying if a else [])])


def _planes(rgba: bytes) -> tuple[list[float], list[float], list[float], list[float]]:
    """Luminance, yellow - blue, red - green, and alpha, laid over the average colour."""
    clear = [value / 255 for value in rgba[3::4]]
    opaque = _sum(clear)
    colours = []
    for channel in (rgba[0::4], rgba[1::4], rgba[2::4]):
        shares = [alpha / 255 * value for value, alpha in zip(channel, clear, strict=True)]
        mean = _sum(shares) / opaque if opaque else 0.0
        colours.append([mean * (1 - alpha) + share for share, alpha in zip(shares, clear, strict=True)])
    pixels = list(zip(*colours, strict=True))
    light = [(r + g + b) / 3 for r, g, b in pixels]
    return light, [(r + g) / 2 - b for r, g, b in pixels], [r - g for r, g, _ in pixels], clear


def _channel(plane: Sequence[float], width: int, height: int, nx: int, ny: int) -> _Channel:
    terms = [_term(plane, width, height, cx, cy) for cy in range(ny) for cx in range(nx) if cx * ny < nx * (ny - cy)]
    constant, varying = terms[0], terms[1:]
    scale = max((abs(term) for term in varying), default=0.0)
    return _Channel(constant, [0.5 + 0.5 / scale * term for term in varying] if scale else varying, scale)


def _term(plane: Sequence[float], width: int, height: int, cx: int, cy: int) -> float:
    across, found, place = _wave(width, cx), 0.0, 0
    for down in _wave(height, cy):
        for each in across:
            found += plane[place] * each * down
            place += 1
    return found / (width * height)


@lru_cache(512)
def _wave(length: int, frequency: int) -> list[float]:
    return [math.cos(math.pi / length * frequency * (place + 0.5)) for place in range(length)]


def _sum(values: Sequence[float]) -> float:
    """One after the other: `sum` compensates for rounding since Python 3.12."""
    found = 0.0
    for value in values:
        found += value
    return found


def _nibbles(shares: Sequence[float]) -> bytes:
    """Two terms a byte, the first in its lower half."""
    halves = [*(_round(15 * share) for share in shares), *([0] * (len(shares) % 2))]
    return bytes(low | high << 4 for low, high in zip(halves[::2], halves[1::2], strict=True))


def _round(value: float) -> int:
    """Halves go up, as in JavaScript."""
    return math.floor(value + 0.5)
