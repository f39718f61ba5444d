"""Is every bucket in its place for good? A stored vector knows nothing but positions."""

import hashlib

from functions.shared.audience.buckets import AGES, COUNTRIES, DEVICES, GENDERS, OTHER, Name
from functions.shared.matching import layout
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, MARKETS, SIZE, VERSION, block, place


def test_the_blocks_lie_side_by_side() -> None:
    assert [block(name) for name in DIMENSIONS] == [slice(0, 6), slice(6, 8), slice(8, 69), slice(69, 73)]
    assert SIZE == 73
    assert (BUCKETS[Name.AGE], BUCKETS[Name.GENDER], BUCKETS[Name.DEVICE]) == (AGES, GENDERS, DEVICES)
    assert BUCKETS[Name.COUNTRY] == (*MARKETS, OTHER)


def test_the_markets_are_sixty_known_countries_with_turkiye_among_them() -> None:
    assert len(MARKETS) == len(set(MARKETS)) == 60
    assert set(MARKETS) <= COUNTRIES
    assert "TR" in MARKETS


def test_another_order_has_another_version() -> None:
    """Whoever changes the layout raises VERSION, then this hash: what is stored was written in the old order."""
    order = "|".join(",".join(BUCKETS[name]) for name in DIMENSIONS)
    assert (VERSION, hashlib.sha256(order.encode()).hexdigest()[:12]) == (1, "bc444b28cb14")


def test_every_country_has_a_place() -> None:
    assert {place(Name.COUNTRY, code) for code in COUNTRIES} == {*MARKETS, OTHER}
    assert place(Name.COUNTRY, "BG") == OTHER
    assert place(Name.AGE, "18-24") == "18-24"
    assert layout.place(Name.COUNTRY, OTHER) == OTHER
