"""Who ranks, and by what? Ours through the real features and query, beside what else is done in the field.

A contender is made of what is known of all creators, and then tells for a company a number for each of them.
"""

import heapq
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from functions.match.scoring import fit, query
from functions.shared.audience.buckets import Name
from functions.shared.matching.features import TAU, Features, embedding, features, home_of
from functions.shared.matching.layout import BUCKETS, DIMENSIONS
from functions.shared.matching.weights import DEFAULT
from tests.bench.match.quality.observing import NOW, Seen
from tests.bench.match.quality.world import PLATFORM

Vector = Sequence[float]
Rank = Callable[[Features], list[float]]
OURS = "ours"
FOLLOWERS = "followers, largest first"
_REVIEWED = 200
_EASED = 0.8
"""A threshold asks for four fifths of what the company itself has: stricter ones find nobody."""


@dataclass(frozen=True, slots=True)
class Known:
    """Creators as our code knows them, and their followers."""

    features: list[Features]
    followers: list[float]


def known(seen: Sequence[Seen], tau: float = TAU) -> Known:
    return Known(
        [features(one.told, PLATFORM, home_of(one.told), tau=tau) for one in seen], [one.followers for one in seen]
    )


def inner(vectors: Sequence[Vector], asked: Vector) -> list[float]:
    return [sum(map(operator.mul, vector, asked)) for vector in vectors]


def ours(creators: Known) -> Rank:
    """The stored vector and the query that the index multiplies."""
    vectors = [embedding(one) for one in creators.features]
    return lambda company: inner(vectors, query(company, DEFAULT))


def cautious(creators: Known) -> Rank:
    """One standard error down, among the best by score: what people may sort by."""
    rank = ours(creators)

    def judge(company: Features) -> list[float]:
        scores = rank(company)
        downs = [-1.0] * len(scores)
        for at in heapq.nlargest(_REVIEWED, range(len(scores)), key=scores.__getitem__):
            downs[at] = fit(creators.features[at], company, DEFAULT, NOW).cautious
        return downs

    return judge


def plain_prior(creators: Known) -> Rank:
    """√prior for what is missing, instead of what √p is on average: see [Note: Expected root]."""
    vectors = [_blocks(one, lambda shares: [math.sqrt(share) for share in shares]) for one in creators.features]
    return lambda company: inner(vectors, query(company, DEFAULT))


def zero(creators: Known) -> Rank:
    """What is missing scores 0."""
    vectors = [_only_told(one) for one in creators.features]
    return lambda company: inner(vectors, query(company, DEFAULT))


def renormalised(creators: Known) -> Rank:
    """What is missing is left out, and the weights of what is there sum to 1."""
    vectors = [_only_told(one) for one in creators.features]
    there = [sum(DEFAULT.of(name) for name in DIMENSIONS if one.by_name[name].present) for one in creators.features]
    return lambda company: [
        score / whole if whole else 0.0
        for score, whole in zip(inner(vectors, query(company, DEFAULT)), there, strict=True)
    ]


def cosine(creators: Known) -> Rank:
    """Cosine of the shares by dimension; the prior stands in for what is missing, as with ours."""
    vectors = [_blocks(one, _unit) for one in creators.features]
    return lambda company: inner(vectors, _blocks(company, _unit, weighted=True))


def dot(creators: Known) -> Rank:
    """Plain inner product of the shares; the prior stands in as well."""
    vectors = [_blocks(one, tuple) for one in creators.features]
    return lambda company: inner(vectors, _blocks(company, tuple, weighted=True))


def overlapping(creators: Known) -> Rank:
    """The overlap that explains our scores, as a ranking."""
    vectors = [_blocks(one, tuple, weighted=True) for one in creators.features]

    def rank(company: Features) -> list[float]:
        wanted = _blocks(company, tuple, weighted=True)
        return [sum(map(min, vector, wanted)) for vector in vectors]

    return rank


def majority(creators: Known) -> Rank:
    """How many of the largest buckets (age, gender, country) are the company's; among equals by followers."""
    tops = [{name: _top(one, name) for name in DIMENSIONS} for one in creators.features]
    order = _places(creators.followers)

    def rank(company: Features) -> list[float]:
        wanted = {name: _top(company, name) for name in DIMENSIONS}
        return [
            sum(top[name] == wanted[name] for name in DIMENSIONS if wanted[name] is not None) + place
            for top, place in zip(tops, order, strict=True)
        ]

    return rank


def thresholds(creators: Known) -> Rank:
    """At least so much of the company's largest age, gender and country; who passes all comes first, by followers."""
    order = _places(creators.followers)

    def rank(company: Features) -> list[float]:
        asked = [(name, *limit) for name in DIMENSIONS if (limit := _limit(company, name)) is not None]
        return [
            float(all(_reported(one, name, at) >= least for name, at, least in asked)) + place
            for one, place in zip(creators.features, order, strict=True)
        ]

    return rank


def followers(creators: Known) -> Rank:
    return lambda _: creators.followers


CONTENDERS: dict[str, Callable[[Known], Rank]] = {
    OURS: ours,
    "ours, cautious": cautious,
    "ours, √prior for missing": plain_prior,
    "overlap": overlapping,
    "cosine": cosine,
    "dot product": dot,
    "ours, missing scores 0": zero,
    "ours, weights renormalised": renormalised,
    "threshold filters": thresholds,
    "majority buckets": majority,
    FOLLOWERS: followers,
}


def _only_told(of: Features) -> Vector:
    rows = [of.by_name[name].reported or (0.0,) * len(BUCKETS[name]) for name in DIMENSIONS]
    return [math.sqrt(share) for row in rows for share in row]


def _blocks(of: Features, form: Callable[[Vector], Vector], *, weighted: bool = False) -> Vector:
    weights = {name: DEFAULT.of(name) if weighted else 1.0 for name in DIMENSIONS}
    return [weights[name] * value for name in DIMENSIONS for value in form(of.by_name[name].shares)]


def _unit(shares: Vector) -> Vector:
    length = math.hypot(*shares)
    return [share / length for share in shares]


def _top(of: Features, name: Name) -> int | None:
    shares = of.by_name[name].reported
    return None if shares is None else max(range(len(shares)), key=shares.__getitem__)


def _limit(company: Features, name: Name) -> tuple[int, float] | None:
    at, shares = _top(company, name), company.by_name[name].reported
    return None if at is None or shares is None else (at, _EASED * shares[at])


def _reported(of: Features, name: Name, at: int) -> float:
    shares = of.by_name[name].reported
    return 0.0 if shares is None else shares[at]


def _places(sizes: Sequence[float]) -> list[float]:
    """0 to below 1 by size: decides among equals and never against a whole step."""
    ordered = sorted(range(len(sizes)), key=sizes.__getitem__)
    places = [0.0] * len(sizes)
    for place, at in enumerate(ordered):
        places[at] = place / len(sizes)
    return places
