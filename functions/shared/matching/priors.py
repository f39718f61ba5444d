"""What does the audience of an average creator look like? What is assumed where nobody told anything; pure.

    age, gender, device   of the platform          country   of the platform, or of the home country

It stands in for a missing dimension (weights are never renormalised over what is there), and it is what a small sample
shrinks towards. Published, from docs/matching.md: [P] page or report read, [S] second-hand, [K] general knowledge.
"""

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from functions.shared.audience.buckets import Name
from functions.shared.matching.layout import BUCKETS, place
from functions.shared.matching.reach import PLATFORMS, REACH

GA4 = "ga4"
HOME_SHARE = 5 / 7.5
"""Mean of Beta(5, 2.5): what part of an audience lives where its creator does."""
SPREAD = 12.0
"""How alike creators are: archetypes are drawn from Dirichlet(12 prior) in the generator of matching reference §4.3."""
_AGE: Mapping[str, tuple[float, ...]] = {
    "instagram": (30.1, 31.5, 16.1, 8.0, 3.6, 2.1),  # [S] world, January 2022, Meta's ad tools; without 13-17 (8.5)
    "youtube": (17, 24, 21, 15, 11, 12),  # [K] rounded; [S] 18-24 about 15, 25-34 20 to 21, 35-44 15.5 of all ages
    "tiktok": (30.7, 35.3, 16.4, 9.2, 8.4 * 11 / 23, 8.4 * 12 / 23),  # [S] January 2025; 55+ parted as in self-reports
}
_WOMEN: Mapping[str, float] = {
    "instagram": 0.473,  # [S] men 52.7 %, 2025, Meta's ad tools
    "youtube": 0.456,  # [S] 2025, Google's ad tools
    "tiktok": 0.443,  # [S] January 2025, TikTok's ad tools
}
_DEVICE: Mapping[str, tuple[float, ...]] = {  # [K] all: mobile, desktop, tablet, tv
    "instagram": (0.95, 0.03, 0.02, 0.0),
    "youtube": (0.63, 0.15, 0.06, 0.16),
    "tiktok": (0.96, 0.02, 0.02, 0.0),
}
_SITES = (0.62, 0.35, 0.02, 0.01)
"""[K] visits to web sites by device, which is what GA4 sees."""


@cache
def prior(name: Name, platform: str, home: str | None = None) -> tuple[float, ...]:
    """Shares in the order of the layout, summing to 1. `platform`: instagram, youtube, tiktok or ga4 (a company's site:
    the mean of the three). `home`: ISO code of where the creator or the company is; None: the platform's world.
    """
    world = _world(name, platform)
    if name is not Name.COUNTRY or home is None:
        return world
    at = BUCKETS[name].index(place(name, home))
    rest = (1 - HOME_SHARE) / (1 - world[at])
    return tuple(HOME_SHARE if index == at else share * rest for index, share in enumerate(world))


@lru_cache(maxsize=4096)
def expected_roots(shares: tuple[float, ...]) -> tuple[float, ...]:
    """[Note: Expected root] The mean of √p over creators who vary around `shares`, less than √ of their mean (Jensen).

    What somebody unknown scores on average is Σ E[√p] √q. Imputing √prior instead takes everybody unknown for the
    average audience itself, which is broader, and so more like any company, than single audiences are: a creator who
    tells one dimension only, a copied one, then ranks first (docs/matching.md, "liars"). For p ~ Dirichlet(SPREAD
    shares): E[√p] = Γ(a + 1/2) Γ(SPREAD) / (Γ(a) Γ(SPREAD + 1/2)), a = SPREAD share.
    """
    whole = math.lgamma(SPREAD) - math.lgamma(SPREAD + 0.5)
    amounts = [SPREAD * share for share in shares]
    return tuple(math.exp(math.lgamma(a + 0.5) - math.lgamma(a) + whole) if a > 0 else 0.0 for a in amounts)


@cache
def _world(name: Name, platform: str) -> tuple[float, ...]:
    if platform == GA4 and name is Name.DEVICE:
        return _SITES
    if platform == GA4:
        columns = zip(*(_world(name, one) for one in PLATFORMS), strict=True)
        return _normalised(tuple(sum(column) for column in columns))
    if name is Name.GENDER:
        return (_WOMEN[platform], 1 - _WOMEN[platform])
    if name is Name.COUNTRY:
        return _normalised(tuple(REACH[platform][bucket] for bucket in BUCKETS[name]))
    return _normalised((_AGE if name is Name.AGE else _DEVICE)[platform])


def _normalised(amounts: tuple[float, ...]) -> tuple[float, ...]:
    whole = sum(amounts)
    return tuple(amount / whole for amount in amounts)
