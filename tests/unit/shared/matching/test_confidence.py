"""Does confidence fall with everything that gives reason to doubt, and say nothing about the fit?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Provenance
from functions.shared.matching.confidence import Label, confidence, label, reliability
from functions.shared.matching.features import Feature, Features, features
from functions.shared.matching.weights import DEFAULT, Weights
from tests.audiences import NOW, audience, creators, dimension, weights

DAY = 86_400


def gender(people: float, provenance: Provenance = Provenance.REPORTED) -> Feature:
    told = dimension(Name.GENDER, {"F": people / 2, "M": people / 2}, provenance=provenance)
    return features([told], "instagram", None).by_name[Name.GENDER]


def test_each_factor_is_what_the_docs_say() -> None:
    assert reliability(gender(50), NOW) == pytest.approx(0.5)
    assert reliability(gender(150), NOW) == pytest.approx(0.75)
    assert reliability(gender(150, Provenance.SELF_REPORTED), NOW) == pytest.approx(0.375 * math.exp(-0.5 / 90))
    assert reliability(gender(150), NOW + 90 * DAY) == pytest.approx(0.75 / math.e)
    cut = features([dimension(Name.COUNTRY, {"TR": 750}, cut_of=1_000)], "instagram", None).by_name[Name.COUNTRY]
    assert reliability(cut, NOW) == pytest.approx(1_000 / 1_050 * 0.75)
    assert reliability(features([], "instagram", "TR").by_name[Name.AGE], NOW) == 0


def test_without_a_moment_nothing_ages() -> None:
    assert reliability(gender(150), None) == reliability(gender(150), NOW)
    assert reliability(gender(150), NOW - DAY) == reliability(gender(150), NOW)


@given(creator=creators(), by=weights(), days=st.floats(0, 1_000))
def test_it_lies_between_0_and_1_and_never_grows_with_age(creator: Features, by: Weights, days: float) -> None:
    now, later = confidence(creator, by, NOW), confidence(creator, by, NOW + days * DAY)
    assert 0 <= later <= now <= 1


def test_what_is_missing_costs_its_weight() -> None:
    known = audience("instagram", age={"18-24": 1e9}, gender={"F": 1e9}, device={"mobile": 1e9})
    assert confidence(known, DEFAULT, NOW) == pytest.approx(1 - DEFAULT.country)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, Label.HIGH),
        (0.75, Label.HIGH),
        (0.7499, Label.MEDIUM),
        (0.45, Label.MEDIUM),
        (0.4499, Label.LOW),
        (0, Label.LOW),
    ],
)
def test_labels_begin_where_the_docs_say(value: float, expected: Label) -> None:
    assert label(value) is expected
