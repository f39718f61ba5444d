"""Is the bound on a shared audience never below what two audiences really share, and as low as it honestly can be?"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.overlap import at_most
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Provenance
from functions.shared.matching.features import Features, features
from tests.audiences import audience, creators, dimension

AGES, COUNTRIES = ("13-17", "18-24", "25-34", "65+"), ("TR", "DE", "BG", "VN")
PEOPLE = st.lists(
    st.tuples(st.sampled_from(AGES), st.sampled_from(("F", "M")), st.sampled_from(COUNTRIES)), min_size=1, max_size=120
)


def told(people: list[tuple[str, str, str]]) -> Features:
    """What a provider says of these people: each dimension alone."""
    columns = zip((Name.AGE, Name.GENDER, Name.COUNTRY), zip(*people, strict=True), strict=True)
    return features(
        [dimension(name, {each: float(column.count(each)) for each in set(column)}) for name, column in columns],
        "instagram",
        None,
    )


@given(world=PEOPLE, seed=st.integers(0, 2**32))
def test_nobody_shares_more_than_the_bound(world: list[tuple[str, str, str]], seed: int) -> None:
    chance = random.Random(seed)
    first, second = ([at for at in range(len(world)) if chance.random() < 0.6] or [0] for _ in range(2))
    shared = len(set(first) & set(second))
    bound = at_most(told([world[at] for at in first]), len(first), told([world[at] for at in second]), len(second))
    assert shared <= bound.people <= min(len(first), len(second))
    assert 0 <= bound.of_smaller <= 1


@given(first=creators(), second=creators(), sizes=st.lists(st.integers(0, 10**9), min_size=2, max_size=2))
def test_it_is_the_same_from_both_sides_and_never_above_the_smaller(
    first: Features, second: Features, sizes: list[int]
) -> None:
    bound = at_most(first, sizes[0], second, sizes[1])
    assert bound == at_most(second, sizes[1], first, sizes[0])
    assert bound.people <= min(sizes)


def test_it_is_the_sum_of_the_smaller_parts_where_everybody_is_known() -> None:
    first = audience("instagram", gender={"F": 900_000, "M": 100_000}, country={"TR": 1_000_000})
    second = audience("instagram", gender={"F": 100_000, "M": 400_000}, country={"TR": 500_000})
    bound = at_most(first, 1_000_000, second, 500_000)
    assert bound.by is Name.GENDER
    assert bound.people == pytest.approx(100_000 + 100_000, rel=0.01)
    assert bound.of_smaller == pytest.approx(0.4, rel=0.01)


def test_audiences_of_two_countries_share_next_to_nobody() -> None:
    bound = at_most(
        audience("instagram", country={"TR": 80_000}), 80_000, audience("tiktok", country={"US": 9_000}), 9_000
    )
    assert bound.of_smaller < 0.01


def test_a_small_sample_bounds_little() -> None:
    def bound(people: int) -> float:
        first, second = (audience("instagram", country={code: people}) for code in ("TR", "US"))
        return at_most(first, 50_000, second, 50_000).of_smaller

    assert bound(10) > bound(100) > bound(10_000)
    assert bound(10) == 1


def test_what_nobody_told_or_somebody_claims_bounds_nothing() -> None:
    people = {"TR": 80.0}
    claimed = features([dimension(Name.COUNTRY, people, provenance=Provenance.SELF_REPORTED)], "tiktok", None)
    for other in (claimed, audience("tiktok"), audience("tiktok", gender={"F": 50})):
        bound = at_most(audience("instagram", country={"US": 10_000}), 10_000, other, 4_000)
        assert (bound.people, bound.of_smaller, bound.by) == (4_000, 1, None)


def test_two_audiences_may_share_their_minors() -> None:
    first = audience("instagram", age={"13-17": 50_000, "18-24": 50_000})
    second = audience("instagram", age={"13-17": 50_000, "65+": 50_000})
    assert at_most(first, 100_000, second, 100_000).people >= 50_000
