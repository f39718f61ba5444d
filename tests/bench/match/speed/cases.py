"""What is looked for? Classes of filters by how much they leave over, each with companies drawn from one seed.

A company's audience lies mostly in one country, as a creator's does. `correlated`: the filter asks for creators of a
country; the company's own audience lives there too (same), or elsewhere (other). `against`: the filter asks for a share
of an audience that the company does not look for, so whoever scores high does not pass. Standard library only: the
NumPy and the Django way read the same cases, as JSON.
"""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from functions.shared.audience.buckets import Name
from functions.shared.matching import weights
from functions.shared.matching.layout import DIMENSIONS, MARKETS
from functions.shared.matching.priors import prior

MEDIAN, TENTH = 9_600, 74_600
"""Followers that one in two, one in ten has: LogNormal(ln 9600, 1.6)."""
ENGAGED = 5 / 64
"""An engagement rate that one in ten of those has whose rate is known; exact in a float of any size."""
COMMON = ("beauty", "fashion", "gaming", "travel")
"""Categories with a tenth of the creators each."""
LARGE = sorted(MARKETS, key=lambda country: -prior(Name.COUNTRY, "ga4")[MARKETS.index(country)])[:12]
"""Countries whose creators can be asked for at every size."""


@dataclass(frozen=True)
class Filter:
    """All that is set must hold. `share`: dimension, bucket, percent that it has at least."""

    country: str | None = None
    followers: int | None = None
    engagement_rate: float | None = None
    category: str | None = None
    share: tuple[str, str, int] | None = None


@dataclass(frozen=True)
class Case:
    """`shares`: the company's, in the layout's order; `weights` of the dimensions, parts of 1."""

    kind: str
    filter: Filter
    home: str
    shares: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def vector(self) -> tuple[float, ...]:
        """Its product with an embedding is the score: w √q."""
        parts = (weight for weight, name in zip(self.weights, DIMENSIONS, strict=True) for _ in prior(name, "ga4"))
        return tuple(weight * math.sqrt(share) for weight, share in zip(parts, self.shares, strict=True))

    def told(self) -> dict[str, Any]:
        return {"kind": self.kind, "vector": self.vector, **asdict(self.filter)}


def _none(_: random.Random, __: str) -> Filter:
    return Filter()


def _half(_: random.Random, __: str) -> Filter:
    return Filter(followers=MEDIAN)


def _tenth(chance: random.Random, _: str) -> Filter:
    return Filter(category=chance.choice(COMMON))


def _hundredth(chance: random.Random, _: str) -> Filter:
    return Filter(category=chance.choice(COMMON), followers=TENTH)


def _thousandth(chance: random.Random, _: str) -> Filter:
    return Filter(category=chance.choice(COMMON), followers=TENTH, engagement_rate=ENGAGED)


def _same(_: random.Random, home: str) -> Filter:
    return Filter(country=home, followers=MEDIAN)


def _other(chance: random.Random, home: str) -> Filter:
    return Filter(country=_elsewhere(chance, home), followers=MEDIAN)


def _against_country(chance: random.Random, home: str) -> Filter:
    return Filter(share=(Name.COUNTRY.value, _elsewhere(chance, home), 40))


def _against_age(_: random.Random, __: str) -> Filter:
    return Filter(share=(Name.AGE.value, "45-54", 25))


def _elsewhere(chance: random.Random, home: str) -> str:
    return chance.choice([country for country in LARGE if country != home])


KINDS: dict[str, Callable[[random.Random, str], Filter]] = {
    "no filter": _none,
    "50 %": _half,
    "10 %": _tenth,
    "1 %": _hundredth,
    "0.1 %": _thousandth,
    "correlated, same country": _same,
    "correlated, another country": _other,
    "against, country share": _against_country,
    "against, age share": _against_age,
}


def drawn(kind: str, count: int, seed: str = "measured") -> list[Case]:
    """Another seed: other companies, for warming up."""
    return list(_cases(kind, count, random.Random(f"{seed} {kind}")))


def _cases(kind: str, count: int, chance: random.Random) -> Iterator[Case]:
    for number in range(count):
        home = chance.choices(LARGE, [1 / place for place in range(1, len(LARGE) + 1)])[0]
        wanted = KINDS[kind](chance, home)
        young = kind.endswith("age share")
        yield Case(kind, wanted, home, tuple(_shares(chance, home, young=young)), _weights(chance, number))


def _weights(chance: random.Random, number: int) -> tuple[float, ...]:
    """Every other company leaves the sliders where they are."""
    given = [weights.DEFAULT.of(name) for name in DIMENSIONS]
    moved = given if number % 2 == 0 else [chance.uniform(0.1, 2) * weight for weight in given]
    return tuple(weight / sum(moved) for weight in moved)


def _shares(chance: random.Random, home: str, *, young: bool) -> Iterator[float]:
    for name in DIMENSIONS:
        mean = list(prior(name, "ga4", home))
        if name is Name.AGE and young:
            mean = [share * factor for share, factor in zip(mean, (6, 2, 1, 0.2, 0.1, 0.1), strict=True)]
        amounts = [chance.gammavariate(30 * share, 1) for share in mean]
        yield from (amount / sum(amounts) for amount in amounts)
