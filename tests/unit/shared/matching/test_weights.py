"""Are weights parts of one, whatever sliders send?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.buckets import Name
from functions.shared.matching.layout import DIMENSIONS
from functions.shared.matching.weights import DEFAULT, Weights
from tests.audiences import weights


@given(by=weights(), times=st.floats(1e-6, 1e6))
def test_only_their_ratios_count(by: Weights, times: float) -> None:
    parts = by.normalised()
    more = Weights(*(by.of(name) * times for name in DIMENSIONS)).normalised()
    assert math.fsum(parts.of(name) for name in DIMENSIONS) == pytest.approx(1)
    for name in DIMENSIONS:
        assert more.of(name) == pytest.approx(parts.of(name))


@pytest.mark.parametrize("wrong", [(0, 0, 0, 0), (-1, 1, 1, 1), (math.nan, 1, 1, 1), (math.inf, 1, 1, 1)])
def test_what_cannot_be_weights_is_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Weights(*wrong)


def test_the_largest_sliders_do_not_overflow() -> None:
    assert Weights(1e308, 1e308, 1e308, 1e308).normalised() == Weights(0.25, 0.25, 0.25, 0.25)


def test_the_default_is_a_whole() -> None:
    assert DEFAULT.normalised().of(Name.COUNTRY) == pytest.approx(0.4)
