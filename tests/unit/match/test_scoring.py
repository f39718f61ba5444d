"""Does the score keep the laws of docs/matching.md? P1 to P9 of them, as far as no SQL is needed."""

import itertools
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match.scoring import Fit, Side, fit, overlap, query, similarity
from functions.shared.audience.buckets import Name
from functions.shared.matching.confidence import Label
from functions.shared.matching.features import Features, embedding, features
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, SIZE
from functions.shared.matching.weights import DEFAULT, Weights
from tests.audiences import NOW, amounts, audience, companies, creators, dimension, distributions, weights

EXACT = pytest.approx
PAIRS = st.integers(1, 61).flatmap(lambda size: st.tuples(distributions(size), distributions(size)))
COMPANY = audience(
    "ga4",
    age={"18-24": 5_000, "25-34": 9_000, "35-44": 2_000},
    gender={"female": 9_000, "male": 3_000},
    country={"TR": 12_000, "DE": 900},
    device={"mobile": 14_000, "desktop": 4_000},
)
"""A Turkish shop, mostly young women on telephones."""


def rated(creator: Features, company: Features = COMPANY, by: Weights = DEFAULT) -> Fit:
    return fit(creator, company, by, NOW)


@given(pair=PAIRS, seed=st.integers(0, 2**32))
def test_p1_similarity_is_one_with_itself_bounded_symmetric_and_blind_to_order(
    pair: tuple[tuple[float, ...], tuple[float, ...]], seed: int
) -> None:
    p, q = pair
    order = random.Random(seed).sample(range(len(p)), len(p))
    assert similarity(p, p) == EXACT(1)
    assert 0 <= similarity(p, q) <= 1
    assert similarity(p, q) == similarity(q, p)
    assert similarity([p[at] for at in order], [q[at] for at in order]) == EXACT(similarity(p, q), abs=1e-12)
    assert overlap(p, q) <= similarity(p, q) + 1e-12


@given(creator=creators(), company=companies(), by=weights())
def test_p2_the_score_is_the_inner_product_that_the_index_computes(
    creator: Features, company: Features, by: Weights
) -> None:
    vector, asked = embedding(creator), query(company, by)
    assert len(vector) == len(asked) == SIZE
    inner = math.fsum(mine * yours for mine, yours in zip(vector, asked, strict=True))
    assert inner == EXACT(rated(creator, company, by).score, abs=1e-6)


@given(pair=PAIRS, steps=st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted))
def test_p3_moving_towards_the_company_never_lowers_the_similarity(
    pair: tuple[tuple[float, ...], tuple[float, ...]], steps: list[float]
) -> None:
    p, q = pair
    nearer = [tuple((1 - t) * mine + t * yours for mine, yours in zip(p, q, strict=True)) for t in (0.0, *steps, 1.0)]
    found = [similarity(one, q) for one in nearer]
    assert all(later >= before - 1e-9 for before, later in itertools.pairwise(found))


@given(told=amounts(Name.COUNTRY), times=st.integers(2, 1_000))
def test_p4_without_shrinkage_only_shares_count(told: dict[str, float], times: int) -> None:
    more = {bucket: people * times for bucket, people in told.items()}
    one, many = (features([dimension(Name.COUNTRY, people)], "instagram", None, tau=0.0) for people in (told, more))
    assert rated(one).score == EXACT(rated(many).score, abs=1e-12)


@given(company=companies(), by=weights(), platform=st.sampled_from(["instagram", "youtube", "tiktok"]))
def test_p5_who_tells_nothing_scores_like_the_average_and_nobody_is_sure(
    company: Features, by: Weights, platform: str
) -> None:
    found = rated(features([], platform, None), company, by)
    assert found.score == EXACT(found.average_score)
    assert found.lift == EXACT(0, abs=1e-9)
    assert (found.confidence, found.label) == (0, Label.LOW)
    assert found.standard_error > 0 or found.score == EXACT(1)
    assert {one.creator_state for one in found.dimensions} == {Side.MISSING}


@given(creator=creators(), other=creators(), by=weights(), name=st.sampled_from(DIMENSIONS))
def test_p6_a_dimension_without_weight_changes_nothing(
    creator: Features, other: Features, by: Weights, name: Name
) -> None:
    heedless = replace(by, **{name.value: 0.0, "age" if name is not Name.AGE else "country": 1.0})
    changed = replace(creator, by_name={**creator.by_name, name: other.by_name[name]})
    before, after = rated(creator, by=heedless), rated(changed, by=heedless)
    assert (before.score, before.confidence, before.standard_error) == (
        after.score,
        after.confidence,
        after.standard_error,
    )


@given(creator=creators(), company=companies(), by=weights(), name=st.sampled_from(DIMENSIONS))
def test_p7_what_is_missing_never_outranks_a_perfect_match(
    creator: Features, company: Features, by: Weights, name: Name
) -> None:
    """Renormalised weights break this: with one dimension left that fits, everything fits."""
    wanted = company.by_name[name].shares
    perfect = dimension(name, dict(zip(BUCKETS[name], (share * 500 for share in wanted), strict=True)))
    alike = features([perfect], creator.platform, creator.home).by_name[name]
    silent = features([], creator.platform, creator.home).by_name[name]
    told = rated(replace(creator, by_name={**creator.by_name, name: alike}), company, by)
    missing = rated(replace(creator, by_name={**creator.by_name, name: silent}), company, by)
    assert missing.score <= told.score + 1e-9
    assert missing.confidence <= told.confidence


@given(creator=creators(), company=companies(), by=weights())
def test_p9_contributions_sum_to_the_score_and_differences_to_nothing(
    creator: Features, company: Features, by: Weights
) -> None:
    found = rated(creator, company, by)
    assert math.fsum(one.contribution for one in found.dimensions) == EXACT(found.score, abs=1e-12)
    assert math.fsum(one.weight for one in found.dimensions) == EXACT(1)
    for one in found.dimensions:
        assert math.fsum(row.difference for row in one.buckets) == EXACT(0, abs=1e-9)
        assert one.overlap == EXACT(1 - math.fsum(abs(row.difference) for row in one.buckets) / 2)
        assert one.contribution == one.weight * one.similarity


@given(creator=creators(), company=companies(), by=weights())
def test_every_number_stays_within_its_bounds(creator: Features, company: Features, by: Weights) -> None:
    found = rated(creator, company, by)
    for value in (found.score, found.average_score, found.confidence, *(one.confidence for one in found.dimensions)):
        assert 0 <= value <= 1 + 1e-12
    assert 0 <= found.standard_error <= 0.5
    assert found.cautious <= found.score
    assert found.lift <= 1 + 1e-9
    assert all(-1 <= one.lift <= 1 + 1e-9 for one in found.dimensions)


def test_over_and_under_name_the_buckets_that_differ_most() -> None:
    creator = audience("instagram", age={"18-24": 500, "25-34": 8_000, "35-44": 1_500, "45-54": 400})
    age = rated(creator).dimensions[0]
    assert [one.bucket for one in age.over()] == ["25-34", "45-54", "35-44"]
    assert [one.bucket for one in age.under()] == ["18-24"]
    assert [one.bucket for one in age.over(1)] == ["25-34"]
    assert age.under()[0].difference == EXACT(age.creator[0] - age.company[0])


def test_both_sides_say_where_their_numbers_come_from() -> None:
    found = rated(audience("instagram", gender={"F": 50, "M": 50}), audience("ga4", country={"TR": 1}))
    states = {one.name: (one.creator_state, one.company_state) for one in found.dimensions}
    assert states[Name.GENDER] == (Side.REPORTED, Side.MISSING)
    assert states[Name.COUNTRY] == (Side.MISSING, Side.REPORTED)
    assert found.confidence == 0


def test_lift_is_the_way_from_the_average_creator_to_a_perfect_one() -> None:
    found = rated(audience("instagram", "TR", country={"TR": 50_000, "DE": 3_000}))
    assert found.lift == EXACT((found.score - found.average_score) / (1 - found.average_score))
    assert found.lift > 0


def test_where_the_average_is_perfect_there_is_nothing_to_be_better_by() -> None:
    nobody = features([], "instagram", None)
    assert fit(nobody, nobody, DEFAULT, NOW).lift == 0
