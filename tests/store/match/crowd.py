"""Whom does an index search look through? Shared creators, drawn from a seed, written as the index writes them."""

import random
from dataclasses import dataclass
from datetime import timedelta

from functions.shared import creators
from functions.shared.audience.buckets import AGES, Name
from functions.shared.audience.distribution import Dimension
from functions.shared.audience.metrics import Step
from functions.shared.database import Database
from functions.shared.ids import new_id
from functions.shared.matching import indexing
from functions.shared.matching.indexing import About, Row, Told
from tests.store.connections import NOW, moment
from tests.unit.audience.samples import TODAY, dimension

COUNTRIES = ("TR", "US", "DE", "NL", "XK")
CATEGORIES = ("beauty", "travel", "gaming", "food")
CITIES = ("İstanbul", "Izmir, Izmir Province", "Berlin")
_CONNECTION = """
insert into connect.connections (id, user_id, provider, status, share_with_brands, created_at, authorised_at)
values (%s, %s, %s, 'active', true, %s, %s)
"""
_CREATOR = """
insert into match.creators (connection_id, user_id, platform, name, handle, audience, metrics, checked_at, updated_at)
values (%s, %s, %s, %s, %s, '{}', '{}', %s, %s) returning id
"""


@dataclass(frozen=True)
class Member:
    """`days`: since the provider was last asked."""

    id: int
    told: Told
    row: Row
    days: int


def crowd(database: Database, count: int, seed: int = 1) -> list[Member]:
    """In one transaction."""
    chance = random.Random(seed)
    people = [(_told(chance), chance.randrange(40)) for _ in range(count)]
    with database.transaction() as opened:
        found = []
        for told, days in people:
            at, who = moment(NOW - days * 86_400), new_id(NOW)
            opened.execute(_CONNECTION, (who, who, told.platform, at, at))
            values = (who, who, told.platform, told.name, told.handle, at, at)
            row_id = opened.execute(_CREATOR, values).fetchall()[0][0]
            row = indexing.row(told)
            creators._save(opened, row_id, at, row)
            found.append(Member(row_id, told, row, days))
    return found


def _told(chance: random.Random) -> Told:
    return Told(
        platform=chance.choice(("instagram", "youtube", "tiktok")),
        name=f"{chance.choice(('Çağla', 'Deniz', 'Anna'))} {chance.choice(('Yılmaz', 'Kaya', 'Bell'))}",
        handle=f"h{chance.randrange(10**6)}",
        dimensions=tuple(_dimensions(chance)),
        steps=_steps(chance),
        today=TODAY,
        about=_about(chance),
    )


def _dimensions(chance: random.Random) -> list[Dimension]:
    """People in twentieths of a hundred, so that shares meet thresholds; a quarter of the dimensions is missing."""
    buckets = {
        Name.AGE: ("13-17", *AGES),
        Name.GENDER: ("female", "male", "unknown"),
        Name.COUNTRY: (*COUNTRIES, "(other)"),
        Name.CITY: CITIES,
    }
    found = []
    for name, spellings in buckets.items():
        parts = [0] * len(spellings)
        for _ in range(20):
            parts[min(int(chance.expovariate(0.9)), len(parts) - 1)] += 5
        chance.shuffle(parts)
        if chance.random() < 0.75:
            found.append(dimension(name, [(one, float(n)) for one, n in zip(spellings, parts, strict=True) if n]))
    return found


def _steps(chance: random.Random) -> list[Step]:
    followers, before = chance.choice((999, 1_000, 25_000, 3_000_000)), chance.choice((900, 1_000, 20_000))
    views, posts = chance.randrange(1, 10**6), chance.randrange(1, 400)
    return [
        step
        for step in (
            Step("followers", TODAY - timedelta(days=40), before),
            Step("followers", TODAY, followers),
            Step("views", TODAY, views),
            Step("reach", TODAY, 1_000),
            Step("engagements", TODAY, chance.choice((10, 50, 100))),
            Step("posts", TODAY - timedelta(days=posts), 1),
            Step("posts", TODAY - timedelta(days=posts // 2), 2),
        )
        if chance.random() < 0.85
    ]


def _about(chance: random.Random) -> About:
    if chance.random() < 0.3:
        return About()
    start, times = chance.choice((None, 100, 500)), chance.choice((None, 1, 3))
    end = None if times is None else (start or 200) * times
    return About(
        categories=tuple(chance.sample(CATEGORIES, chance.randrange(3))),
        countries=tuple(chance.sample(COUNTRIES, chance.randrange(2))),
        languages=tuple(chance.sample(("tr", "en", "de"), chance.randrange(3))),
        city=chance.choice(("", *CITIES)),
        contact_email=chance.choice(("", "a@example.org")),
        price_from=start,
        price_to=end,
        currency=None if start is None and end is None else chance.choice(("TRY", "EUR")),
    )
