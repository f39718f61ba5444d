"""Which creators are there? Person after person, as many as wanted; what never changes about each.

Sizes ~ LogNormal(ln 9,600, 1.6) (matching reference §4.3), the platforms of one person near one another; some are just
starting. One to three platforms; what is missing, too small or odd about an account is decided here.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from infra.local.population import names
from infra.local.population.crowds import VARIETIES, Crowd, Taste, crowd
from infra.local.population.ids import CONNECTION, Kind, made_up_id
from infra.local.population.topics import NEAR, TOPICS
from infra.local.sandbox import published

SEED = "infofluencer 2026"
_PLATFORMS = {"instagram": 0.78, "youtube": 0.5, "tiktok": 0.4}
_LARGEST = 20_000_000
_STARTING = 0.07
"""The part of creators with a few hundred followers at most: small samples, and too few for Instagram to tell."""
_MISSING = (0.12, 0.25)
"""Each dimension is missing with a probability of this range (matching reference §4.3)."""
_ODD = ("bought", "silent", "loud", "unseen")
_ODDS = 0.04


@dataclass(frozen=True, slots=True)
class Account:
    """A person on a platform. `size`: followers at the beginning of 2026. `odd`: what the activity check should see.

    bought: a jump of followers; silent, loud: engagement far from its like; unseen: reach far below the followers.
    """

    platform: str
    connection_id: str
    account_id: str
    handle: str
    size: float
    taste: Taste
    missing: frozenset[str]
    odd: str
    seed: str

    @property
    def crowd(self) -> Crowd:
        """Who follows; drawn when it is asked for, since it takes most of the time."""
        return crowd(random.Random(f"{self.seed} crowd"), self.platform, self.taste)


@dataclass(frozen=True, slots=True)
class Person:
    number: int
    user_id: str
    seed: str
    name: names.Name
    woman: bool
    home: str
    city: str
    turkish: bool
    topics: tuple[str, ...]
    """Main one first."""
    languages: tuple[str, ...]
    accounts: tuple[Account, ...]


def creators(count: int, seed: str = SEED, first: int = 0) -> Iterator[Person]:
    """The persons `first` to `first + count - 1`; each is the same whatever else is drawn."""
    for number in range(first, first + count):
        yield creator(number, seed)


def creator(number: int, seed: str = SEED) -> Person:
    own = f"{seed} {number}"
    rng = random.Random(own)
    home = rng.choices(list(published.HOMES), list(published.HOMES.values()))[0]
    topic = rng.choices(list(TOPICS), [each.weight for each in TOPICS.values()])[0]
    woman = rng.random() < 0.25 + 0.5 * TOPICS[topic].women
    name, origin = names.draw(rng, home, woman=woman)
    turkish = home != "TR" and (origin == "TR" or home == "AZ")
    near = [each for each in NEAR.get(topic, ()) if rng.random() < 0.4]
    handle = names.handle(rng, name, TOPICS[topic].words, number)
    taste = Taste(topic, rng.randrange(VARIETIES), home, turkish)
    return Person(
        number=number,
        user_id=made_up_id(Kind.CREATOR, number),
        seed=own,
        name=name,
        woman=woman,
        home=home,
        city=_city(rng, home),
        turkish=turkish or home == "TR",
        topics=(topic, *near),
        languages=_languages(rng, home, turkish=turkish),
        accounts=tuple(_accounts(rng, number, own, handle, taste)),
    )


def _accounts(rng: random.Random, number: int, seed: str, handle: str, taste: Taste) -> Iterator[Account]:
    chosen = [platform for platform, part in _PLATFORMS.items() if rng.random() < part]
    size = _size(rng)
    for platform in chosen or [rng.choice(list(_PLATFORMS))]:
        drawn = random.Random(f"{seed} {platform}")
        often = drawn.uniform(*_MISSING)
        dimensions = ("age", "gender", "country", "city", "device")
        yield Account(
            platform=platform,
            connection_id=made_up_id(CONNECTION[platform], number),
            account_id=_account_id(platform, number),
            handle=handle,
            size=min(max(size * drawn.lognormvariate(0, 0.7), 12), _LARGEST),
            taste=taste,
            missing=frozenset(each for each in dimensions if drawn.random() < often),
            odd=drawn.choice(_ODD) if drawn.random() < _ODDS else "",
            seed=f"{seed} {platform}",
        )


def _size(rng: random.Random) -> float:
    if rng.random() < _STARTING:
        return math.exp(rng.uniform(math.log(30), math.log(900)))
    return rng.lognormvariate(math.log(9_600), 1.6)


def _account_id(platform: str, number: int) -> str:
    """Of the platform's shape, and of nobody: the sandbox's accounts have others too."""
    return {
        "instagram": f"{17_849_900_000_000_000 + number}",
        "youtube": f"UCmadeup{number:016}",
        "tiktok": "",
    }[platform]


def _city(rng: random.Random, home: str) -> str:
    known = published.cities(home)
    if not known:
        return ""
    name = rng.choices(known, [1 / (rank + 1) for rank in range(len(known))])[0]
    return name.partition(",")[0]


def _languages(rng: random.Random, home: str, *, turkish: bool) -> tuple[str, ...]:
    own = published.LANGUAGES.get(home, "en-us").partition("-")[0]
    others = {"tr": 0.85 if turkish else 0.0, "en": 0.3}
    return (own, *(language for language, part in others.items() if language != own and rng.random() < part))
