"""Who looks at an account? Drawn once from what is published, then drifting a little from week to week.

platform prior -> archetype ~ Dirichlet(12·prior) -> account ~ Dirichlet(25..60·archetype); home share ~ Beta(5, 2.5).
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from infra.local.sandbox import published

Mix = Mapping[str, float]
"""Bucket -> part of 1."""

_AGES = {
    "instagram": published.INSTAGRAM_AGES,
    "youtube": published.YOUTUBE_AGES,
    "ga4": published.WEB_AGES,
}
_DRIFT = 0.02


@dataclass(frozen=True, slots=True)
class Audience:
    ages: Mix
    genders: Mix
    """female, male"""
    countries: Mix
    cities: Mix
    """Of those whose city is known; "City, Region"."""
    devices: Mix
    languages: Mix


@lru_cache(maxsize=4096)
def audience(platform: str, seed: str, home: str, about: str, week: int) -> Audience:
    """As of one week; the same forever."""
    drawn, moved = random.Random(f"{seed} audience"), random.Random(f"{seed} week {week}")
    ages = dict(zip(published.AGES, _ages(platform, about, drawn), strict=True))
    women = _women(platform, about, drawn)
    countries = _countries(platform, home, drawn)
    return Audience(
        ages=_drifted({age: part for age, part in ages.items() if part > 0}, moved),
        genders=_drifted({"female": women, "male": 1 - women}, moved),
        countries=(spread := _drifted(countries, moved)),
        cities=_cities(spread),
        devices=_drifted(published.DEVICES.get(platform, {}), moved),
        languages=_languages(spread),
    )


def counts(mix: Mix, people: int) -> dict[str, int]:
    """Whole people, largest first; the sum is exact (largest remainder), buckets without anybody are left out."""
    exact = {bucket: part * people for bucket, part in mix.items()}
    whole = {bucket: math.floor(amount) for bucket, amount in exact.items()}
    short = people - sum(whole.values())
    for bucket in sorted(exact, key=lambda each: exact[each] - whole[each], reverse=True)[: max(0, short)]:
        whole[bucket] += 1
    ordered = sorted(whole.items(), key=lambda item: (-item[1], item[0]))
    return {bucket: amount for bucket, amount in ordered if amount > 0}


def dirichlet(rng: random.Random, weights: Sequence[float], strength: float) -> list[float]:
    """Parts of 1 around `weights`, the closer to them the larger `strength` is."""
    whole = sum(weights)
    gammas = [rng.gammavariate(max(strength * weight / whole, 0.05), 1) if weight else 0.0 for weight in weights]
    return [gamma / sum(gammas) for gamma in gammas]


def _ages(platform: str, about: str, rng: random.Random) -> list[float]:
    archetype = dirichlet(random.Random(f"{platform} {about} ages"), _AGES[platform], 12)
    return dirichlet(rng, archetype, rng.uniform(25, 60))


def _women(platform: str, about: str, rng: random.Random) -> float:
    prior = published.CATEGORIES.get(about, ("", published.WOMEN[platform]))[1]
    return dirichlet(rng, (prior, 1 - prior), rng.uniform(25, 60))[0]


def _countries(platform: str, home: str, rng: random.Random) -> dict[str, float]:
    weights = dict(published.countries(platform))
    share = rng.betavariate(5, 2.5)
    weights.pop(home, None)
    abroad = dirichlet(rng, list(weights.values()), 40)
    return {home: share, **{code: (1 - share) * part for code, part in zip(weights, abroad, strict=True)}}


def _cities(countries: Mix) -> Mix:
    """Zipf within a country; of a country whose cities are not listed none is known."""
    found: dict[str, float] = {}
    for country, share in countries.items():
        names = published.cities(country)
        weights = [1 / (rank + 1) for rank in range(len(names))]
        found |= {name: share * weight / sum(weights) for name, weight in zip(names, weights, strict=True)}
    whole = sum(found.values())
    return {name: part / whole for name, part in found.items()}


def _languages(countries: Mix) -> Mix:
    found: dict[str, float] = {}
    for country, share in countries.items():
        language = published.LANGUAGES.get(country, "en-us")
        found[language] = found.get(language, 0.0) + share
    return found


def _drifted(mix: Mix, rng: random.Random) -> dict[str, float]:
    moved = {bucket: part * math.exp(_DRIFT * rng.gauss(0, 1)) for bucket, part in mix.items()}
    whole = sum(moved.values())
    return {bucket: part / whole for bucket, part in moved.items()}
