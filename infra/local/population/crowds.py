"""Who follows a made-up creator? What is published of a platform, bent by topic, home and chance.

    platform prior -> archetype ~ Dirichlet(12) -> creator ~ Dirichlet(25..60 archetype)      home share ~ Beta(5, 2.5)

as matching reference §4.3 has it, over the numbers of sandbox/published.py. An archetype is one of a topic's VARIETIES,
the same on all platforms, so that a creator's platforms resemble one another.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from infra.local.population.topics import TOPICS
from infra.local.sandbox import published
from infra.local.sandbox.audiences import dirichlet

VARIETIES = 4
_AGES = {
    "instagram": published.INSTAGRAM_AGES,
    "youtube": published.YOUTUBE_AGES,
    "tiktok": published.TIKTOK_AGES,
    "ga4": published.WEB_AGES,
}
_TIES: Mapping[str, float] = {"DE": 0.45, "NL": 0.35, "AZ": 0.5, "TR": 0.0}
"""The part of the audience abroad that is in Türkiye, for creators of these homes who have it."""
_CONCENTRATION = 40
"""How like the platform's world an audience abroad is (sandbox/audiences.py)."""

Mix = Mapping[str, float]
"""Bucket -> part of 1."""


@dataclass(frozen=True, slots=True)
class Crowd:
    ages: Mix
    women: float
    countries: Mix
    devices: Mix


@dataclass(frozen=True, slots=True)
class Taste:
    """What bends the platform's prior."""

    topic: str
    variety: int
    home: str
    turkish: bool
    """Has ties to Türkiye from abroad."""


def crowd(rng: random.Random, platform: str, taste: Taste) -> Crowd:
    ages, women = archetype(platform, taste.topic, taste.variety)
    part = dirichlet(rng, (women, 1 - women), rng.uniform(25, 60))[0]
    return Crowd(
        ages=dict(zip(published.AGES, dirichlet(rng, ages, rng.uniform(25, 60)), strict=True)),
        women=part,
        countries=_countries(rng, platform, taste),
        devices=_around(rng, published.DEVICES.get(platform, {}), 60),
    )


@lru_cache(maxsize=4096)
def archetype(platform: str, topic: str, variety: int) -> tuple[tuple[float, ...], float]:
    """(ages, part of women) of one kind of creators, over which single ones vary."""
    rng = random.Random(f"{topic} {variety}")
    ages = _tilted(_AGES[platform], dirichlet(rng, [1.0] * len(published.AGES), 12))
    women = dirichlet(rng, (_logit_mean(TOPICS[topic].women, published.WOMEN[platform]), 1), 12)[0]
    return ages, min(max(women, 0.02), 0.98)


def sampled(rng: random.Random, mix: Mix, people: int) -> dict[str, int]:
    """Whole people by bucket, about as a multinomial draw gives them, largest first; nobody's buckets are left out."""
    found = {bucket: _count(rng, people * part, part) for bucket, part in mix.items()}
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return {bucket: amount for bucket, amount in ordered if amount > 0}


def cities(countries: Mapping[str, int]) -> dict[str, int]:
    """Zipf within each country whose cities are listed; of the others none is known."""
    found: dict[str, int] = {}
    for country, people in countries.items():
        for name, part in _zipf(country):
            if people * part >= 1:
                found[name] = int(people * part)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def percents(mix: Mix) -> dict[str, float]:
    """As somebody types them: whole percents that sum to 1, without zeros; the largest takes what rounding leaves."""
    found = {bucket: rounded for bucket, part in mix.items() if (rounded := round(part, 2))}
    largest = max(found, key=lambda bucket: found[bucket])
    return {**found, largest: round(found[largest] + 1 - sum(found.values()), 2)}


@lru_cache
def _zipf(country: str) -> tuple[tuple[str, float], ...]:
    names = published.cities(country)
    whole = sum(1 / (rank + 1) for rank in range(len(names)))
    return tuple((name, 0.8 / (rank + 1) / whole) for rank, name in enumerate(names))


def _tilted(prior: Sequence[float], bent: Sequence[float]) -> tuple[float, ...]:
    """The prior, each bucket times how far the archetype is from even; what the platform has not it never gets."""
    amounts = [part * (0.15 + len(bent) * tilt) for part, tilt in zip(prior, bent, strict=True)]
    return tuple(amount / sum(amounts) for amount in amounts)


def _logit_mean(topic: float, platform: float) -> float:
    """Odds of women: the topic's, moved as far as the platform's differ from even ones."""
    return topic / (1 - topic) * math.sqrt(platform / (1 - platform))


def _countries(rng: random.Random, platform: str, taste: Taste) -> dict[str, float]:
    share = rng.betavariate(5, 2.5)
    names, weights = _abroad(platform, taste.home, taste.turkish)
    rest = dirichlet(rng, weights, _CONCENTRATION)
    return {taste.home: share} | {name: (1 - share) * part for name, part in zip(names, rest, strict=True)}


@lru_cache
def _abroad(platform: str, home: str, turkish: bool) -> tuple[tuple[str, ...], tuple[float, ...]]:  # noqa: FBT001
    weights = {code: weight for code, weight in published.countries(platform).items() if code != home}
    ties = _TIES.get(home, 0.0) if turkish else 0.0
    if ties:
        weights["TR"] += ties / (1 - ties) * sum(weights.values())
    return tuple(weights), tuple(weights.values())


def _around(rng: random.Random, mix: Mix, strength: float) -> dict[str, float]:
    return dict(zip(mix, dirichlet(rng, tuple(mix.values()), strength), strict=True)) if mix else {}


def _count(rng: random.Random, mean: float, part: float) -> int:
    """Binomial by its normal approximation, by Poisson's law where few are expected."""
    if mean > 20:
        return max(0, round(rng.gauss(mean, math.sqrt(mean * (1 - part)))))
    limit, product, found = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        found += 1
    return found
