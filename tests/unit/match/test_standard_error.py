"""Is "82 ± 3" true? The delta method beside samples that are drawn again and again."""

import random
from statistics import mean, pstdev

import pytest

from functions.match.scoring import fit, similarity
from functions.shared.audience.buckets import AGES, Name
from functions.shared.matching.features import Features, features
from functions.shared.matching.weights import Weights
from tests.audiences import NOW, audience, dimension

TRUE = (0.30, 0.34, 0.20, 0.09, 0.05, 0.02)
WANTED = (0.10, 0.25, 0.30, 0.20, 0.10, 0.05)
AGE_ONLY = Weights(1, 0, 0, 0)
DRAWS = 300


def sample(chance: random.Random, shares: tuple[float, ...], n: int, platform: str) -> Features:
    drawn = chance.choices(AGES, shares, k=n)
    return features([dimension(Name.AGE, {age: float(drawn.count(age)) for age in AGES})], platform, None)


@pytest.mark.parametrize(("mine", "yours"), [(100, 20_000), (400, 400), (2_000, 150)])
def test_the_error_is_the_spread_of_repeated_samples(mine: int, yours: int) -> None:
    """150 people or more: with fewer the prior bends the score as well, which no spread shows."""
    chance = random.Random(mine)
    fits = [
        fit(sample(chance, TRUE, mine, "instagram"), sample(chance, WANTED, min(yours, 2_000), "ga4"), AGE_ONLY, NOW)
        for _ in range(DRAWS)
    ]
    assert pstdev(one.score for one in fits) == pytest.approx(mean(one.standard_error for one in fits), rel=0.2)
    within = mean(abs(one.score - similarity(TRUE, WANTED)) <= 2 * one.standard_error for one in fits)
    assert within >= 0.9


def test_the_error_of_both_sides_adds_up_and_a_large_sample_adds_nothing() -> None:
    def error(mine: float, yours: float) -> float:
        told = {"18-24": 0.4, "25-34": 0.6}
        creator = audience("instagram", age={age: share * mine for age, share in told.items()})
        company = audience("ga4", age={"18-24": 0.9 * yours, "35-44": 0.1 * yours})
        return fit(creator, company, AGE_ONLY, NOW).standard_error

    assert error(1_000, 1e9) < error(1_000, 1_000) < error(100, 1_000) < error(100, 100)
    assert error(1_000, 1e9) / error(4_000, 1e9) == pytest.approx(2, rel=0.02)
