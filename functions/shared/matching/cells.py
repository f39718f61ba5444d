"""In which part of the index does an audience lie? Cells by country, so that a search need not look into all; pure.

An inverted file with a coarse quantizer (Jégou, Douze, Schmid 2011), whose cells nobody has to learn: the country
weighs most and parts creators best. docs/decisions/0015 has what is found in them.
"""

import math
import operator
from collections.abc import Sequence
from functools import cache

from functions.shared.audience.buckets import Name
from functions.shared.matching.layout import BUCKETS, block
from functions.shared.matching.priors import GA4, prior

AT_LEAST = 0.3
"""Of an audience lives in the country of its cell; creators at home there have more, nineteen in twenty of them."""
NOWHERE = ""
"""The cell of audiences that have no such country."""
CELLS = (*BUCKETS[Name.COUNTRY], NOWHERE)


def cell(embedding: Sequence[float]) -> str:
    """A country of the layout, `other`, or NOWHERE."""
    roots = embedding[block(Name.COUNTRY)]
    most = max(range(len(roots)), key=roots.__getitem__)
    return CELLS[most] if roots[most] ** 2 >= AT_LEAST else NOWHERE


def weight(query: Sequence[float]) -> float:
    """What the country counts in a query (scoring.query), as a part of 1."""
    return math.hypot(*query[block(Name.COUNTRY)])


def nearest(query: Sequence[float]) -> list[str]:
    """All cells, the one whose usual creator has the highest score first."""
    asked = query[block(Name.COUNTRY)]
    scores = {name: math.fsum(map(operator.mul, asked, _usual(name))) for name in CELLS}
    return sorted(CELLS, key=lambda name: -scores[name])


@cache
def _usual(name: str) -> tuple[float, ...]:
    return tuple(map(math.sqrt, prior(Name.COUNTRY, GA4, name or None)))
