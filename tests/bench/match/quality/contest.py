"""Who finds a company's creators, in which world? nDCG@20 of every contender, one world and one seed at a time."""

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from functions.match.scoring import fit
from functions.shared.audience.buckets import Name
from functions.shared.matching.features import Features, features, home_of
from functions.shared.matching.weights import DEFAULT
from tests.bench.match.quality import contenders, observing, sizes
from tests.bench.match.quality.contenders import CONTENDERS, FOLLOWERS, OURS, Known
from tests.bench.match.quality.observing import NOW, Noise, Seen
from tests.bench.match.quality.world import TOLD, Crowd, Home, World, world

TOP = 20
TRUTH = "(the true shares known)"
TAUS = (0.0, 20.0)


AT_HOME = Home()


@dataclass(frozen=True, slots=True)
class Scenario:
    archetypes: int
    noise: Noise
    home: Home = AT_HOME


SCENARIOS: dict[str, Scenario] = {
    "easy": Scenario(40, Noise(missing=0.12, people=(30, 20_000))),
    "hard": Scenario(600, Noise(missing=0.25, people=(15, 3_000))),
    "missing": Scenario(40, Noise(missing=0.5, people=(30, 20_000))),
    "small": Scenario(40, Noise(missing=0.12, people=(15, 100))),
    "cut": Scenario(40, Noise(missing=0.12, people=(30, 20_000)), Home(2, 4)),
    "withheld": Scenario(40, Noise(missing=0.12, people=(30, 20_000), users=(60, 400), withheld=True)),
    "liars": Scenario(40, Noise(missing=0.12, people=(30, 20_000), liars=25)),
}
LEGEND = """
  easy      40 kinds of audience; 12 % of dimensions missing, 30 to 20,000 people behind each
  hard      600 kinds; 25 % missing, 15 to 3,000 people
  missing   as easy, half of all dimensions missing
  small     as easy, 15 to 100 people
  cut       as easy, audiences spread over the world (a third at home), lists cut at 45 countries
  withheld  as easy, companies of 60 to 400 users, whose rows below 10 GA4 withholds
  liars     as easy, a quarter more creators who tell a single dimension, copied from a company"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Contender -> mean nDCG@20 over the companies; `wrong` says what must not be."""

    found: dict[str, float]
    wrong: tuple[str, ...]


def run(name: str, seed: int) -> Outcome:
    scenario = SCENARIOS[name]
    of = world(seed, scenario.archetypes, sizes.CREATORS, sizes.COMPANIES, scenario.home)
    seen = observing.creators(of, scenario.noise, seed)
    sites = [features(told, "ga4", home_of(told)) for told in observing.companies(of, scenario.noise, seed)]
    creators = contenders.known(seen)
    found, wrong = {TRUTH: _truth(of)}, []
    for contender, make in CONTENDERS.items():
        rank = make(creators)
        ranked = [rank(site) for site in sites]
        found[contender] = _quality(of, seen, ranked)
        if contender == OURS:
            wrong += _disagreements(creators, sites, ranked)
    for tau in TAUS:
        rank = contenders.ours(contenders.known(seen, tau))
        found[f"ours, prior of {tau:.0f} people"] = _quality(of, seen, [rank(site) for site in sites])
    if found[OURS] <= found[FOLLOWERS]:
        wrong.append(f"{name}, seed {seed}: ours finds no more than a list by followers")
    return Outcome(found, tuple(wrong))


def ndcg(relevant: Sequence[bool], wanted: int) -> float:
    """Discounted gain of a ranking over that of the best one (Järvelin and Kekäläinen 2002); gains of 0 and 1."""
    gained = math.fsum(1 / math.log2(place + 2) for place, found in enumerate(relevant) if found)
    best = math.fsum(1 / math.log2(place + 2) for place in range(min(wanted, len(relevant))))
    return gained / best


def _quality(of: World, seen: Sequence[Seen], ranked: Sequence[Sequence[float]]) -> float:
    kinds = [one.archetype for one in seen]
    return mean(
        ndcg([kinds[at] == company.archetype for at in best(scores)], kinds.count(company.archetype))
        for company, scores in zip(of.companies, ranked, strict=True)
    )


def best(scores: Sequence[float]) -> list[int]:
    return heapq.nlargest(TOP, range(len(scores)), key=scores.__getitem__)


def _truth(of: World) -> float:
    """The same score over shares that nobody had to sample: what no observation can pass but by luck."""
    seen = [Seen(one.archetype, one.followers, ()) for one in of.creators]
    vectors = [_roots(one.crowd, dict.fromkeys(TOLD, 1.0)) for one in of.creators]
    weights = {name: DEFAULT.of(name) for name in TOLD}
    return _quality(of, seen, [contenders.inner(vectors, _roots(one.crowd, weights)) for one in of.companies])


def _roots(crowd: Crowd, weights: Mapping[Name, float]) -> list[float]:
    return [weights[name] * math.sqrt(share) for name in TOLD for share in crowd[name]]


def _disagreements(creators: Known, sites: Sequence[Features], ranked: Sequence[Sequence[float]]) -> list[str]:
    """What is explained must be what ranked."""
    wrong = []
    for site, scores in zip(sites, ranked, strict=True):
        for at in best(scores):
            explained = fit(creators.features[at], site, DEFAULT, NOW)
            if not math.isclose(explained.score, scores[at], abs_tol=1e-9):
                wrong.append(f"creator {at}: ranked by {scores[at]:.9f}, explained as {explained.score:.9f}")
    return wrong
