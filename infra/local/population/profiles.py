"""What do made-up creators say about themselves? Bio, price of a post, an address that leads nowhere.

Prices are guesses by size, not a market study. Addresses end in .example and .test, which nobody can own (RFC 2606).
"""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.population.names import plain
from infra.local.population.people import Person
from infra.local.population.topics import TOPICS

CURRENCIES: Mapping[str, tuple[str, float]] = {
    "TR": ("TRY", 48.0),
    "DE": ("EUR", 1.0),
    "NL": ("EUR", 1.0),
    "FR": ("EUR", 1.0),
    "US": ("USD", 1.1),
    "GB": ("GBP", 0.86),
    "AZ": ("AZN", 1.9),
    "IN": ("INR", 92.0),
    "BR": ("BRL", 6.2),
}
"""Home -> currency and how many of it a euro is, roughly."""
_LOCAL_PRICES = {"TR": 0.55, "AZ": 0.45, "IN": 0.4, "BR": 0.55}
_WITHOUT, _WITHOUT_PRICE, _WITH_EMAIL, _WITH_LINK = 0.12, 0.2, 0.7, 0.5
_MORE = {
    "tr": (
        "İş birliği için yazın",
        "Her pazar yeni içerik",
        "Samimi, plansız, gerçek",
        "Reklamı sevdiğim markalara yaparım",
    ),
    "en": ("Write me to work together", "Something new every Sunday", "Honest, unscripted", "Only brands that I use"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A row of match.profiles, without times."""

    user_id: str
    kind: str
    display_name: str
    bio: str
    categories: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    city: str = ""
    links: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)
    contact_email: str = ""
    price: tuple[int, int, str] | None = None
    visible: bool = False


def profile(person: Person) -> Profile | None:
    """None: one who has not filled it in."""
    rng = random.Random(f"{person.seed} profile")
    if rng.random() < _WITHOUT:
        return None
    own = f"{plain(person.name.first)}-{plain(person.name.last)}-{person.number}"
    site = {"label": "Blog", "url": f"https://{own}.example/"}
    return Profile(
        user_id=person.user_id,
        kind="influencer",
        display_name=person.name.full,
        bio=_bio(rng, person),
        categories=person.topics,
        countries=(person.home,),
        languages=person.languages,
        city=person.city,
        links=(site,) if rng.random() < _WITH_LINK else (),
        contact_email=f"{own}@demo.test" if rng.random() < _WITH_EMAIL else "",
        price=None if rng.random() < _WITHOUT_PRICE else _price(rng, person),
    )


def _bio(rng: random.Random, person: Person) -> str:
    language = "tr" if "tr" in person.languages else "en"
    topic = TOPICS[person.topics[0]]
    lines = [rng.choice(topic.tr if language == "tr" else topic.en), rng.choice(_MORE[language])]
    return " · ".join([*lines[:1], *([person.city] if person.city else []), *lines[1:]])


def _price(rng: random.Random, person: Person) -> tuple[int, int, str]:
    """Of a post: some ten euros per thousand followers, less for more of them."""
    followers = max(account.size for account in person.accounts)
    currency, rate = CURRENCIES[person.home]
    euros = 14 * (followers / 1000) ** 0.8 * rng.lognormvariate(0, 0.35) * _LOCAL_PRICES.get(person.home, 1.0)
    lowest = rounded(euros * rate)
    return lowest, max(lowest, rounded(lowest * rng.uniform(1.2, 2.5))), currency


def rounded(amount: float) -> int:
    """Two significant digits, as people name prices; 1 at least."""
    digits: int = 10 ** max(0, math.floor(math.log10(max(amount, 1))) - 1)
    return max(1, round(amount / digits) * digits)
