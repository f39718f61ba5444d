# ruff: noqa: ANN001, ANN201, ANN202 - written as most people write NumPy
"""Which facets has each creator? The numbers of functions/shared/matching/facets.py, looked up a column at a time."""

import numpy as np

from functions.shared.audience.buckets import Name
from functions.shared.matching import cells, facets
from functions.shared.matching.facets import EDGES, Fact, Ranged
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, MARKETS, SIZE, block
from tests.bench.match.speed.crowd.population import CATEGORIES, CITIES, NOWHERE, PLATFORMS

NONE = np.iinfo(np.int32).max
"""After all others when sorted; 31 bits of a hash hardly ever make it."""
_STEPS = 100 // facets.STEP + 1


def tokens(chunk):
    """Numbers of each row in rising order, and which of them are there."""
    columns = [column[:, None] for column in _columns(chunk)]
    shares = [_shares(chunk.steps), _city_shares()[chunk.city, chunk.city_step]]
    found = np.concatenate([*shares, _abroad(chunk), *columns], axis=1)
    found.sort(axis=1)
    there = found != NONE
    there[:, 1:] &= found[:, 1:] != found[:, :-1]
    return found, there


def _columns(chunk):
    yield _fact(Fact.CATEGORY, CATEGORIES)[chunk.category]
    yield _fact(Fact.PLATFORM, PLATFORMS)[chunk.platform]
    yield _or_none(_fact(Fact.COUNTRY, (*MARKETS, ""))[chunk.home], chunk.home != NOWHERE)
    yield _fact(Fact.LANGUAGE, (*(country.lower() for country in MARKETS), "en"))[chunk.home]
    yield _fact(Fact.CITY, _cities())[chunk.city]
    yield _or_none(np.full(len(chunk.ids), facets.fact(Fact.CURRENCY, "EUR")), chunk.price >= 0)
    yield _or_none(np.full(len(chunk.ids), facets.fact(Fact.VERIFIED)), chunk.verified)
    yield _or_none(np.full(len(chunk.ids), facets.fact(Fact.CONTACT)), chunk.contact)
    yield _pairs()[chunk.category, np.searchsorted(EDGES[Ranged.FOLLOWERS], chunk.followers, side="right")]
    yield _cells(chunk.embedding[:, block(Name.COUNTRY)])
    for column in Ranged:
        yield _range(column, getattr(chunk, column.value).astype(np.float64))


def _or_none(values, there):
    return np.where(there, values, NONE).astype(np.int32)


def _fact(kind, values):
    return np.array([facets.fact(kind, value) for value in values], np.int32)


def _cities():
    return [f"city {number}" for number in range((len(MARKETS) + 1) * CITIES)]


def _range(column, values):
    edges = np.array(EDGES[column])
    table = np.array([facets.ranged(column, value) for value in (edges[0] - 1, *edges)], np.int32)
    return _or_none(table[np.searchsorted(edges, np.nan_to_num(values), side="right")], ~np.isnan(values))


def _reached(dimension, bucket):
    """Two numbers at most for each step from 0 % to 100 %."""
    told = (facets.shares(dimension, {bucket: step / (_STEPS - 1)}) for step in range(_STEPS))
    return [[*found, NONE, NONE][:2] for found in told]


def _pairs():
    places = [EDGES[Ranged.FOLLOWERS][0] - 1, *EDGES[Ranged.FOLLOWERS]]
    return np.array([[facets.paired(category, each) for each in places] for category in CATEGORIES], np.int32)


def _cells(roots):
    most = roots.argmax(axis=1)
    there = roots[np.arange(len(roots)), most] ** 2 >= cells.AT_LEAST
    return _fact(Fact.CELL, cells.CELLS)[np.where(there, most, len(cells.CELLS) - 1)]


def _abroad(chunk):
    """A column for each market."""
    steps = chunk.steps[:, block(Name.COUNTRY)][:, : len(MARKETS)]
    there = (steps * facets.STEP >= facets.ABROAD) & (np.arange(len(MARKETS)) != chunk.home[:, None])
    return _or_none(_fact(Fact.ABROAD, MARKETS)[None, :], there)


def _city_shares():
    return np.array([_reached(Name.CITY.value, city) for city in _cities()], np.int32)


def _share_table():
    table = np.full((SIZE, _STEPS, 2), NONE, np.int32)
    for name in DIMENSIONS:
        if name is not Name.DEVICE:
            table[block(name)] = [_reached(name.value, bucket) for bucket in BUCKETS[name]]
    return table


_TABLE = _share_table()


def _shares(steps):
    return _TABLE[np.arange(SIZE), steps].reshape(len(steps), -1)
