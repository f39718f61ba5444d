"""Which numbers does a GA4 property have? Rows of a report before anything is cut, ordered or withheld."""

import itertools
import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from infra.local.sandbox import published
from infra.local.sandbox.accounts import Property
from infra.local.sandbox.audiences import Audience, audience, counts
from infra.local.sandbox.movement import grown, wave, week_of

DEMOGRAPHIC = frozenset({"userAgeBracket", "userGender", "brandingInterest"})
"""Dimensions that thresholds apply to."""
METRICS = {
    "activeUsers": ("TYPE_INTEGER", 1.0),
    "totalUsers": ("TYPE_INTEGER", 1.03),
    "newUsers": ("TYPE_INTEGER", 0.64),
    "totalPurchasers": ("TYPE_INTEGER", 0.045),
    "sessions": ("TYPE_INTEGER", 1.55),
    "engagedSessions": ("TYPE_INTEGER", 0.95),
    "engagementRate": ("TYPE_FLOAT", 0.0),
    "screenPageViews": ("TYPE_INTEGER", 4.2),
    "keyEvents": ("TYPE_FLOAT", 0.021),
    "purchaseRevenue": ("TYPE_CURRENCY", 3.4),
}
"""Name -> type and how many of it come with an active user."""
_INTERESTS = ("Technology/Technophiles", "Travel/Travel Buffs", "Shoppers", "Food & Dining", "Beauty & Wellness")
_CHANNELS = {"Organic Search": 0.38, "Direct": 0.27, "Organic Social": 0.16, "Paid Search": 0.12, "Referral": 0.07}
_BUYING: Mapping[str, Mapping[str, float]] = {
    "userAgeBracket": {"18-24": 0.5, "25-34": 0.95, "35-44": 1.4, "45-54": 1.35, "55-64": 1.05, "65+": 0.75},
    "deviceCategory": {"desktop": 1.7, "mobile": 0.85, "tablet": 1.2, "smart tv": 0.05},
}
"""How readily users of a bucket buy, beside 1.0: older ones than those who look, and at a desk."""
_ABROAD = 0.2
"""The same for countries that are not the site's own, and for cities and languages of these."""
_CITY_NAMES = str.maketrans("ıİ", "iI")


@dataclass(frozen=True, slots=True)
class Window:
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def total(site: Property, window: Window, *, weekly: bool) -> int:
    """Active users. `weekly`: as of the account's week, else of the day where the property is lively."""
    if site.state == "empty":
        return 0
    now = grown(site.seed, site.users, window.last, lively=site.lively and not weekly)
    return int(now * (window.days / 28) ** 0.62)


def rows(site: Property, window: Window, dimensions: Sequence[str], twist: str) -> dict[tuple[str, ...], int]:
    """Users by bucket; raises KeyError for a dimension that is not known."""
    if not dimensions:
        users = total(site, window, weekly=False)
        return {(): users} if users else {}
    people = total(site, window, weekly="date" not in dimensions)
    mixes = [_mix(site, window, name, twist) for name in dimensions]
    if len(mixes) == 1:
        return {(bucket,): users for bucket, users in counts(mixes[0], people).items()}
    found = {}
    for buckets in itertools.product(*mixes):
        share = 1.0
        for mix, bucket in zip(mixes, buckets, strict=True):
            share *= mix[bucket]
        if users := int(people * share):
            found[buckets] = users
    return found


def metric(name: str, site: Property, window: Window, users: int) -> str:
    """The metric's value as text, as Google writes it. Raises KeyError."""
    kind, rate = METRICS[name]
    rng = random.Random(f"{site.seed} {name}")
    if name == "engagementRate":
        return f"{rng.uniform(0.42, 0.68):.4f}"
    if name == "totalPurchasers":
        return str(round(users * buying(site)))
    if name == "purchaseRevenue" and not buying(site):
        return "0"
    wavy = 1.0 if name in ("activeUsers", "totalUsers") else wave(site.seed, window.last)
    value = users * rate * (1.0 if rate == 1.0 else rng.uniform(0.85, 1.15)) * wavy
    return str(round(value)) if kind == "TYPE_INTEGER" else f"{value:.2f}"


def buying(site: Property) -> float:
    """The part of the users who buy. Every sixth site sells nothing, and says so by zeros."""
    rng = random.Random(f"{site.seed} shop")
    sells = site.state != "no_purchases" and rng.random() < 5 / 6
    return METRICS["totalPurchasers"][1] * rng.uniform(0.5, 1.5) if sells else 0.0


def purchasers(
    site: Property, dimensions: Sequence[str], found: Mapping[tuple[str, ...], int]
) -> dict[tuple[str, ...], int]:
    """Whole people of each bucket of a report, zero too: together the site's part of the users in it."""
    tilted = {buckets: users * _readiness(site, dimensions, buckets) for buckets, users in found.items()}
    whole = sum(tilted.values())
    people = round(sum(found.values()) * buying(site))
    if not people or not whole:
        return dict.fromkeys(found, 0)
    exact = {buckets: amount / whole for buckets, amount in tilted.items()}
    keyed = {str(at): part for at, part in enumerate(exact.values())}
    amounts = counts(keyed, people)
    return {buckets: min(found[buckets], amounts.get(str(at), 0)) for at, buckets in enumerate(exact)}


def _readiness(site: Property, dimensions: Sequence[str], buckets: tuple[str, ...]) -> float:
    women = random.Random(f"{site.seed} women").uniform(0.9, 1.5)
    ready = 1.0
    for name, bucket in zip(dimensions, buckets, strict=True):
        if name in _BUYING:
            ready *= _BUYING[name].get(bucket, 1.0)
        elif name == "userGender":
            ready *= women if bucket == "female" else 1.0
        elif name in ("countryId", "city", "languageCode"):
            ready *= 1.0 if bucket in _at_home(site.home) else _ABROAD
    return ready


@lru_cache
def _at_home(country: str) -> frozenset[str]:
    """What country, cities and language of the site are called in reports."""
    cities = _plain(dict.fromkeys(published.cities(country), 1.0))
    return frozenset({country, published.LANGUAGES.get(country, "en-us"), *cities, "(not set)", "(other)"})


def _mix(site: Property, window: Window, name: str, twist: str) -> Mapping[str, float]:
    people = audience("ga4", site.seed, site.home, "", week_of(site.seed, window.last))
    if name in ("userAgeBracket", "userGender"):
        hidden = (
            1.0 if "all_unknown" in (site.state, twist) else random.Random(f"{site.seed} signals").uniform(0.35, 0.7)
        )
        known = people.ages if name == "userAgeBracket" else people.genders
        return _with(known, "unknown", hidden)
    return _of(people, window, name)


def _of(people: Audience, window: Window, name: str) -> Mapping[str, float]:
    if name == "city":
        return _with(_plain(people.cities), "(not set)", 0.06)
    if name == "date":
        days = [window.first + timedelta(days=at) for at in range(window.days)]
        weights = {day.strftime("%Y%m%d"): wave("site", day) for day in days}
        return {day: weight / sum(weights.values()) for day, weight in weights.items()}
    if name == "countryId":
        return _with(people.countries, "(not set)", 0.005)
    if name == "languageCode":
        return _with(people.languages, "(not set)", 0.001)
    fixed = {
        "deviceCategory": people.devices,
        "sessionDefaultChannelGroup": _CHANNELS,
        "brandingInterest": dict.fromkeys(_INTERESTS, 0.3),
    }
    return fixed[name]


def _with(mix: Mapping[str, float], bucket: str, share: float) -> Mapping[str, float]:
    rest = {each: part * (1 - share) for each, part in mix.items()}
    return {bucket: share, **rest}


def _plain(cities: Mapping[str, float]) -> Mapping[str, float]:
    """Google names cities in English and without their region."""
    found: dict[str, float] = {}
    for city, share in cities.items():
        name = unicodedata.normalize("NFKD", city.partition(",")[0].translate(_CITY_NAMES))
        plain = "".join(letter for letter in name if not unicodedata.combining(letter))
        found[plain] = found.get(plain, 0.0) + share
    return found
