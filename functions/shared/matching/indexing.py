"""What does the index say of a creator on one platform? From what was told and what the profile says; pure.

A filter compares the reported numbers, the embedding is made of the shrunk ones (features.py). What has no value makes
no fact: nobody is found by a number that nobody told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from functions.shared.audience.buckets import OTHER, Name, city_key
from functions.shared.audience.distribution import Dimension, State
from functions.shared.audience.metrics import Step
from functions.shared.matching import cells, facets, words
from functions.shared.matching.confidence import confidence
from functions.shared.matching.facets import Fact, Ranged
from functions.shared.matching.features import embedding, features, home_of
from functions.shared.matching.figures import figures

VERSION = 2
"""Rises when the layout, a prior, a facet or a word would come out differently; match.tend then writes rows anew."""
SELF_REPORTED = frozenset({"tiktok"})
"""Platforms whose numbers somebody typed in."""
_LARGEST = 2_147_483_647


@dataclass(frozen=True, slots=True)
class About:
    """Of match.profiles, an influencer's; empty without one."""

    display_name: str = ""
    bio: str = ""
    categories: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    city: str = ""
    contact_email: str = ""
    price_from: int | None = None
    price_to: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is stored of a connection. `today`: the day when the provider was last asked."""

    platform: str
    name: str
    handle: str
    dimensions: tuple[Dimension, ...]
    steps: Sequence[Step]
    today: date
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class Row:
    """Columns of match.creator_index and match.creator_words by the same names."""

    platform: str
    country: str | None
    followers: int | None
    engagement_rate: float | None
    growth: float | None
    views: float | None
    posted_on: date | None
    price_from: int | None
    price_to: int | None
    confidence: float
    facets: list[int]
    embedding: tuple[float, ...]
    words: list[str]


def row(told: Told) -> Row:
    about, found = told.about, figures(told.platform, told.steps, told.today)
    country = next(iter(about.countries), None) or home_of(told.dimensions)
    compared = features(told.dimensions, told.platform, country)
    embedded = embedding(compared)
    numbers = {
        Ranged.FOLLOWERS: found.followers,
        Ranged.ENGAGEMENT_RATE: found.engagement_rate,
        Ranged.GROWTH: found.growth,
        Ranged.VIEWS: found.views,
        Ranged.CONFIDENCE: confidence(compared),
    }
    return Row(
        platform=told.platform,
        country=country,
        followers=None if found.followers is None else int(found.followers),
        engagement_rate=found.engagement_rate,
        growth=found.growth,
        views=found.views,
        posted_on=found.posted_on,
        price_from=about.price_from if about.currency else None,
        price_to=about.price_to if about.currency else None,
        confidence=numbers[Ranged.CONFIDENCE] or 0.0,
        facets=facets.ordered(
            chain(
                _named(told, country), _ranges(told, numbers), _shares(told.dimensions), _parts(told, country, embedded)
            )
        ),
        embedding=embedded,
        words=_words(told),
    )


def _named(told: Told, country: str | None) -> Iterator[int]:
    about = told.about
    kinds: Mapping[Fact, Sequence[str]] = {
        Fact.PLATFORM: [told.platform],
        Fact.COUNTRY: [country] if country else [],
        Fact.CITY: [city_key(about.city)] if about.city else [],
        Fact.CATEGORY: about.categories,
        Fact.LANGUAGE: about.languages,
        Fact.CURRENCY: [about.currency] if about.currency else [],
        Fact.VERIFIED: [] if told.platform in SELF_REPORTED else [""],
        Fact.CONTACT: [""] if about.contact_email else [],
    }
    for kind, values in kinds.items():
        yield from (facets.fact(kind, value) for value in values)


def _ranges(told: Told, numbers: Mapping[Ranged, float | None]) -> Iterator[int]:
    yield from (facets.ranged(column, value) for column, value in numbers.items() if value is not None)
    if (followers := numbers[Ranged.FOLLOWERS]) is not None:
        yield from (facets.paired(category, followers) for category in told.about.categories)


def _parts(told: Told, country: str | None, embedded: Sequence[float]) -> Iterator[int]:
    yield facets.fact(Fact.CELL, cells.cell(embedded))
    if found := _first(told.dimensions).get(Name.COUNTRY):
        yield from facets.abroad(_listed(found), country)


def _first(dimensions: Sequence[Dimension]) -> Mapping[Name, Dimension]:
    """Of each name the first value, as in `features`."""
    first: dict[Name, Dimension] = {}
    for dimension in dimensions:
        if dimension.state is State.VALUE:
            first.setdefault(dimension.name, dimension)
    return first


def _shares(dimensions: Sequence[Dimension]) -> Iterator[int]:
    first = _first(dimensions)
    for name in (Name.AGE, Name.GENDER, Name.COUNTRY):
        if name in first:
            yield from facets.shares(name.value, _listed(first[name]))
    if Name.CITY in first:
        yield from facets.shares(Name.CITY.value, _cities(_listed(first[Name.CITY])))
    if Name.AGE in first:
        yield facets.minors(first[Name.AGE].minors_share)


def _listed(dimension: Dimension) -> Mapping[str, float]:
    return {bucket: share for bucket, share in dimension.shares.items() if bucket != OTHER}


def _cities(shares: Mapping[str, float]) -> Mapping[str, float]:
    """One key may stand for two spellings or two towns: the larger share counts, their sum is nobody's."""
    found: dict[str, float] = {}
    for city, share in shares.items():
        found[city_key(city)] = max(share, found.get(city_key(city), 0.0))
    return found


def _words(told: Told) -> list[str]:
    about = told.about
    texts = (told.name, told.handle, about.display_name, about.city, *about.categories, about.bio)
    return sorted(words.folded(" ".join(texts)))
