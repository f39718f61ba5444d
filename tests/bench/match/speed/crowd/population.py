# ruff: noqa: ANN001, ANN201, ANN202 - written as most people write NumPy
"""Who is in the index? A population as reference §4.3 draws one, a chunk at a time, all of NumPy.

    home       Zipf over 60 markets by reach; one in 25 has none
    shares     archetype Dirichlet(12 prior) -> creator Dirichlet(25..60 archetype), home share Beta(5, 2.5)
    sample     n log-uniform(15, 20,000): a Dirichlet again, with the concentration that both draws have together
    missing    a dimension in 12 to 15 of 100, device on all but YouTube: the prior alone
    followers  LogNormal(ln 9600, 1.6)

What a creator reports is shrunk as functions/shared/matching/features.py does; the embedding is the root of that.
"""

from dataclasses import dataclass

import numpy as np

from functions.shared.audience.buckets import Name
from functions.shared.matching import confidence, weights
from functions.shared.matching.features import TAU
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, MARKETS, SIZE, block
from functions.shared.matching.priors import prior
from tests.bench.match.speed.cases import COMMON

CHUNK = 25_000
PLATFORMS = ("instagram", "youtube", "tiktok")
CATEGORIES = (*COMMON, *(f"category-{number}" for number in range(20)))
CITIES = 5
"""Larger ones of each country."""
ARCHETYPES = 600
NOWHERE = len(MARKETS)
_MISSING = {Name.AGE: 0.15, Name.GENDER: 0.12, Name.COUNTRY: 0.12}
_HOME_CONCENTRATION = 12.0
_SMALLEST = 1e-30


@dataclass
class Chunk:
    """One array per column, one row per creator. `steps`: shares as told, in steps of 5 %, 0 where nothing is told."""

    ids: np.ndarray
    platform: np.ndarray
    home: np.ndarray
    category: np.ndarray
    city: np.ndarray
    city_step: np.ndarray
    followers: np.ndarray
    engagement_rate: np.ndarray
    growth: np.ndarray
    views: np.ndarray
    posted: np.ndarray
    price: np.ndarray
    verified: np.ndarray
    contact: np.ndarray
    confidence: np.ndarray
    checked: np.ndarray
    steps: np.ndarray
    embedding: np.ndarray


def by_reach():
    """Places of the markets in the layout, the largest first."""
    world = prior(Name.COUNTRY, "ga4")
    return np.array(sorted(range(len(MARKETS)), key=lambda place: -world[place]))


def chunks(size, seed=4):
    rng = np.random.default_rng([seed, size])
    archetypes = {name: _archetypes(rng, name) for name in (Name.AGE, Name.GENDER, Name.DEVICE)}
    for start in range(0, size, CHUNK):
        yield _chunk(rng, np.arange(start + 1, min(size, start + CHUNK) + 1), archetypes)


def _archetypes(rng, name):
    means = np.array([prior(name, platform) for platform in PLATFORMS])
    return _dirichlet(rng, np.repeat(12 * means[:, None, :], ARCHETYPES, axis=1))


def _dirichlet(rng, concentration):
    amounts = rng.standard_gamma(np.maximum(concentration, 1e-4), dtype=np.float64) + _SMALLEST
    return amounts / amounts.sum(axis=-1, keepdims=True)


def _chunk(rng, ids, archetypes):
    count = len(ids)
    platform = rng.choice(3, count, p=(0.5, 0.3, 0.2))
    ranks = 1 / np.arange(1, len(MARKETS) + 1)
    home = by_reach()[rng.choice(len(MARKETS), count, p=ranks / ranks.sum())]
    home[rng.random(count) < 0.04] = NOWHERE
    sample = np.exp(rng.uniform(np.log(15), np.log(20_000), count))
    shares, steps, known = _audiences(rng, platform, home, sample, archetypes)
    followers = np.exp(rng.normal(np.log(9_600), 1.6, count)).astype(np.int64)
    engaged = np.exp(rng.normal(np.log(0.03), 0.77, count)).clip(0, 1).astype(np.float32)
    return Chunk(
        ids=ids,
        platform=platform,
        home=home,
        category=rng.choice(len(CATEGORIES), count, p=[0.1] * 4 + [0.03] * 20),
        city=home * CITIES + rng.integers(0, CITIES, count),
        city_step=rng.integers(0, 9, count),
        followers=followers,
        engagement_rate=np.where(platform == 2, np.nan, engaged).astype(np.float32),
        growth=np.where(rng.random(count) < 0.2, np.nan, rng.normal(0.01, 0.03, count)).astype(np.float32),
        views=(followers * np.exp(rng.normal(0, 0.7, count))).astype(np.float32),
        posted=rng.geometric(0.15, count),
        price=np.where(rng.random(count) < 0.5, -1, followers // 100 + 10).clip(-1, 10**7),
        verified=rng.random(count) < 0.1,
        contact=rng.random(count) < 0.6,
        confidence=_confidence(sample, known),
        checked=rng.integers(0, 40 * 3_600, count),
        steps=steps,
        embedding=np.sqrt(shares, dtype=np.float32),
    )


def _audiences(rng, platform, home, sample, archetypes):
    """Shrunk shares; steps of what is told; which dimensions are known."""
    count = len(platform)
    shares, known = np.empty((count, SIZE), np.float32), {}
    steps = np.zeros((count, SIZE), np.int8)
    for name in DIMENSIONS:
        told = _told(rng, name, platform, home, sample, archetypes)
        means = _means(name, platform, home)
        known[name] = rng.random(count) >= _MISSING[name] if name in _MISSING else platform == 1
        size = np.where(known[name], sample, 0)[:, None]
        shares[:, block(name)] = (size * told + TAU * means) / (size + TAU)
        if name is not Name.DEVICE:
            steps[:, block(name)] = np.where(known[name][:, None], np.floor(told * 20 + 1e-9), 0)
    return shares, steps, known


def _told(rng, name, platform, home, sample, archetypes):
    own = rng.uniform(25, 60, len(platform))
    together = 1 / (1 / own + 1 / sample)
    if name is not Name.COUNTRY:
        chosen = archetypes[name][platform, rng.integers(0, ARCHETYPES, len(platform))]
        return _dirichlet(rng, together[:, None] * chosen)
    world = np.array([prior(name, each) for each in PLATFORMS])[platform]
    together = 1 / (1 / _HOME_CONCENTRATION + 1 / sample)
    told = _dirichlet(rng, together[:, None] * world)
    somewhere = np.flatnonzero(home != NOWHERE)
    at = home[somewhere]
    told[somewhere, at] = 0
    part = rng.beta(5, 2.5, len(somewhere))
    told[somewhere] *= ((1 - part) / told[somewhere].sum(axis=1))[:, None]
    told[somewhere, at] = part
    return told


def _means(name, platform, home):
    if name is not Name.COUNTRY:
        return np.array([prior(name, each) for each in PLATFORMS])[platform]
    homes = (*MARKETS, None)
    table = np.array([[prior(name, each, of) for of in homes] for each in PLATFORMS])
    return table[platform, home]


def _confidence(sample, known):
    own = sample / (sample + confidence.HALF)
    found = sum(weights.DEFAULT.of(name) * own * known[name] for name in DIMENSIONS)
    return found.astype(np.float32)


def place(dimension, bucket):
    """Column of a bucket in `steps`."""
    name = Name(dimension)
    return block(name).start + BUCKETS[name].index(bucket)
