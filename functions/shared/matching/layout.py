"""Which number of an embedding is which bucket? Four blocks side by side, in an order that never changes; pure.

    0-5 age   6-7 gender   8-68 country: 60 markets and `other`   69-72 device

Another order, bucket or market makes every stored vector wrong: then VERSION rises and match.tend writes them anew.
"""

from collections.abc import Mapping

from functions.shared.audience.buckets import AGES, DEVICES, GENDERS, OTHER, Name

VERSION = 1
_MARKETS = """
TR US IN BR ID JP MX GB DE FR IT ES RU CA AU KR PH TH VN MY PK BD EG SA AE NG ZA AR CO CL
PE PL NL BE SE NO DK FI AT CH PT GR CZ RO HU UA KZ AZ IQ IR IL MA DZ KE SG HK TW NZ EC IE
"""
MARKETS = tuple(_MARKETS.split())
"""ISO 3166-1 alpha-2 of the 60 largest audiences, Türkiye first. All others are `other`."""
DIMENSIONS = (Name.AGE, Name.GENDER, Name.COUNTRY, Name.DEVICE)
BUCKETS: Mapping[Name, tuple[str, ...]] = {
    Name.AGE: AGES,
    Name.GENDER: GENDERS,
    Name.COUNTRY: (*MARKETS, OTHER),
    Name.DEVICE: DEVICES,
}


def _blocks() -> Mapping[Name, slice]:
    found, start = {}, 0
    for name in DIMENSIONS:
        found[name] = slice(start, start + len(BUCKETS[name]))
        start += len(BUCKETS[name])
    return found


_BLOCKS = _blocks()
SIZE = sum(len(BUCKETS[name]) for name in DIMENSIONS)


def block(name: Name) -> slice:
    """Where the dimension lies in an embedding. Raises KeyError for one that matching does not compare."""
    return _BLOCKS[name]


def place(name: Name, bucket: str) -> str:
    """The bucket of the layout that a known bucket falls into: a country outside the 60 is `other`."""
    return bucket if name is not Name.COUNTRY or bucket in _KNOWN else OTHER


_KNOWN = frozenset(MARKETS)
