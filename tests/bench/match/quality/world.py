"""Which creators and companies really belong together? A world in which that is known, drawn from a seed.

    platform's prior -> archetype ~ Dirichlet(12 prior) -> creator, company ~ Dirichlet(25..60 archetype)

as matching reference §4.3 has it; at home lives a Beta(5, 2.5) of each audience. Relevant to a company is who is of its
archetype: planted before anybody is compared, and by no measure of similarity.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.shared.audience.buckets import Name
from functions.shared.matching.layout import BUCKETS, MARKETS
from functions.shared.matching.priors import prior
from functions.shared.matching.reach import REACH

PLATFORM = "instagram"
TOLD = (Name.AGE, Name.GENDER, Name.COUNTRY)
"""What Instagram tells; devices are the prior's for everybody."""
Shares = tuple[float, ...]
Crowd = Mapping[Name, Shares]


@dataclass(frozen=True, slots=True)
class Archetype:
    home: int
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class Creator:
    archetype: int
    home: str
    followers: float
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class Company:
    archetype: int
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class World:
    archetypes: Sequence[Archetype]
    creators: Sequence[Creator]
    companies: Sequence[Company]


@dataclass(frozen=True, slots=True)
class Home:
    """Beta(at, away) of an audience lives where its creator does."""

    at: float = 5.0
    away: float = 2.5


def world(seed: int, archetypes: int, creators: int, companies: int, home: Home) -> World:
    """As many creators of each archetype as chance gives; companies only of archetypes that have three."""
    chance = random.Random(f"{seed} {archetypes} {home}")
    kinds = [_archetype(chance) for _ in range(archetypes)]
    people = [_creator(chance, chance.randrange(archetypes), kinds, home) for _ in range(creators)]
    sizes = [sum(person.archetype == kind for person in people) for kind in range(archetypes)]
    chosen = chance.sample([kind for kind in range(archetypes) if sizes[kind] >= 3], companies)
    return World(kinds, people, [Company(kind, _crowd(chance, kinds[kind], home)) for kind in chosen])


def dirichlet(chance: random.Random, mean: Sequence[float], weight: float) -> Shares:
    drawn = [chance.gammavariate(weight * share, 1.0) if share > 0 else 0.0 for share in mean]
    whole = sum(drawn)
    return tuple(amount / whole for amount in drawn) if whole > 0 else tuple(mean)


def _archetype(chance: random.Random) -> Archetype:
    reach = REACH[PLATFORM]
    home = chance.choices(range(len(MARKETS)), [reach[code] for code in MARKETS])[0]
    return Archetype(home, {name: dirichlet(chance, prior(name, PLATFORM), 12.0) for name in TOLD})


def _creator(chance: random.Random, kind: int, kinds: Sequence[Archetype], home: Home) -> Creator:
    followers = chance.lognormvariate(9.2, 1.6)
    return Creator(kind, MARKETS[kinds[kind].home], followers, _crowd(chance, kinds[kind], home))


def _crowd(chance: random.Random, kind: Archetype, home: Home) -> Crowd:
    found = {name: dirichlet(chance, kind.crowd[name], chance.uniform(25, 60)) for name in TOLD}
    at_home = chance.betavariate(home.at, home.away)
    abroad = [0.0 if at == kind.home else share for at, share in enumerate(found[Name.COUNTRY])]
    rest = (1 - at_home) / sum(abroad)
    found[Name.COUNTRY] = tuple(at_home if at == kind.home else share * rest for at, share in enumerate(abroad))
    return found


assert all(len(prior(name, PLATFORM)) == len(BUCKETS[name]) for name in TOLD)
