"""What do providers tell of a world? Samples, lists that are cut, rows that are withheld, dimensions that are missing.

Everything becomes a `Dimension` as the pullers make it, so that the real rules (forming, features) see it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.shared.audience.buckets import AGES, GENDERS, OTHER, Name
from functions.shared.audience.distribution import Dimension, Pull, Source, Unit, Window, tallied
from functions.shared.audience.forming import Facts, form
from functions.shared.matching.layout import BUCKETS
from tests.bench.match.quality.world import TOLD, Company, Creator, Shares, World

DAY = date(2026, 11, 20)
NOW = 1_795_132_800.0
_PULL = Pull(Window(DAY, DAY), NOW)
_TOP = 45
"""Rows that Instagram lists."""
_WITHHELD_BELOW = 10
"""Users of a row that GA4 withholds, where it withholds any (the real threshold is not published)."""
_POISSON_BELOW = 30.0
_SPELLINGS = {Name.AGE: AGES, Name.GENDER: GENDERS, Name.COUNTRY: BUCKETS[Name.COUNTRY]}


@dataclass(frozen=True, slots=True)
class Noise:
    """`people`: sample sizes of creators, from and to, even on a logarithmic scale; `users`: of companies' sites.

    `liars`: for each hundred creators so many more who tell one dimension only, and that of a company, to the letter.
    """

    missing: float
    people: tuple[float, float]
    users: tuple[float, float] = (5_000.0, 50_000.0)
    withheld: bool = False
    liars: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a creator; `archetype` is None for those who are nobody's match."""

    archetype: int | None
    followers: float
    told: tuple[Dimension, ...]


def creators(world: World, noise: Noise, seed: int) -> list[Seen]:
    chance = random.Random(f"creators {seed} {noise}")
    found = [_creator(chance, creator, noise) for creator in world.creators]
    return [*found, *(_liar(chance, world) for _ in range(len(found) * noise.liars // 100))]


def companies(world: World, noise: Noise, seed: int) -> list[tuple[Dimension, ...]]:
    """As GA4 tells it: users by row, small rows withheld where it withholds any."""
    chance = random.Random(f"companies {seed} {noise}")
    return [_company(chance, company, noise) for company in world.companies]


def _creator(chance: random.Random, creator: Creator, noise: Noise) -> Seen:
    people = _size(chance, noise.people)
    told = [
        _dimension(name, _counts(chance, creator.crowd[name], people))
        for name in TOLD
        if chance.random() >= noise.missing
    ]
    return Seen(creator.archetype, creator.followers, tuple(told))


def _liar(chance: random.Random, world: World) -> Seen:
    company = chance.choice(world.companies)
    name = chance.choice(TOLD)
    told = _dimension(name, [20_000 * share for share in company.crowd[name]])
    return Seen(None, chance.lognormvariate(9.2, 1.6), (told,))


def _company(chance: random.Random, company: Company, noise: Noise) -> tuple[Dimension, ...]:
    users = _size(chance, noise.users)
    found = []
    for name in TOLD:
        counts = _counts(chance, company.crowd[name], users)
        listed = [0.0 if noise.withheld and count < _WITHHELD_BELOW else count for count in counts]
        tally = tallied(name, zip(_SPELLINGS[name], listed, strict=True))
        facts = Facts(name, Source("ga4", "activeUsers"), _PULL, Unit.PEOPLE, tally, population=sum(counts))
        found.append(form(facts))
    return tuple(found)


def _dimension(name: Name, counts: Sequence[float]) -> Dimension:
    """As Instagram tells it: the top rows of people whose demographics are known, `other` not among them."""
    rows = [row for row in zip(_SPELLINGS[name], counts, strict=True) if row[0] != OTHER and row[1] > 0]
    listed = sorted(rows, key=lambda row: -row[1])[:_TOP]
    return form(
        Facts(
            name=name,
            source=Source("instagram", "follower_demographics"),
            pull=_PULL,
            unit=Unit.PEOPLE,
            tally=tallied(name, listed),
            denominator=sum(counts),
            cut=len(listed) < sum(count > 0 for count in counts),
        )
    )


def _counts(chance: random.Random, shares: Shares, people: float) -> list[float]:
    """A multinomial sample whose size varies as well (Poisson rows)."""
    return [_poisson(chance, share * people) for share in shares]


def _poisson(chance: random.Random, mean: float) -> float:
    if mean > _POISSON_BELOW:
        return float(max(0, round(chance.gauss(mean, mean**0.5))))
    count, arrival = 0, chance.expovariate(1.0)
    while arrival < mean:
        count, arrival = count + 1, arrival + chance.expovariate(1.0)
    return float(count)


def _size(chance: random.Random, ends: tuple[float, float]) -> float:
    low, high = ends
    return float(low * (high / low) ** chance.random())
