"""Does an audience lie where somebody who looks for it looks first?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.buckets import Name
from functions.shared.matching import cells
from functions.shared.matching.layout import MARKETS, SIZE, block
from functions.shared.matching.priors import expected_roots, prior

COUNTRY = block(Name.COUNTRY)


def _usual(home: str | None) -> tuple[float, ...]:
    """Of a creator of whom only the home is known."""
    found = [0.3] * SIZE
    found[COUNTRY] = expected_roots(prior(Name.COUNTRY, "instagram", home))
    return tuple(found)


def _embedding(shares: tuple[float, ...], weight: float = 1.0) -> tuple[float, ...]:
    found = [0.3] * SIZE
    found[COUNTRY] = [weight * share**0.5 for share in shares]
    return tuple(found)


@given(st.sampled_from(MARKETS), st.floats(0.31, 1))
def test_who_lives_like_a_country_is_in_its_cell_which_is_the_nearest(country: str, share: float) -> None:
    at = MARKETS.index(country)
    rest = (1 - share) / (len(MARKETS))
    shares = tuple(share if place == at else rest for place in range(len(MARKETS) + 1))
    assert cells.cell(_embedding(shares)) == country
    assert cells.nearest(_embedding(shares))[0] == country


@pytest.mark.parametrize(("home", "expected"), [("TR", "TR"), ("XK", "other"), (None, cells.NOWHERE)])
def test_usual_creators_are_in_the_cell_of_their_home(home: str | None, expected: str) -> None:
    assert cells.cell(_usual(home)) == expected


def test_every_cell_is_looked_into_once() -> None:
    found = cells.nearest(_embedding(prior(Name.COUNTRY, "ga4", "DE"), 0.4))
    assert sorted(found) == sorted(cells.CELLS)
    assert found[0] == "DE"


@given(st.floats(0, 1))
def test_the_weight_of_the_country_is_read_off_a_query(weight: float) -> None:
    assert cells.weight(_embedding(prior(Name.COUNTRY, "ga4", "TR"), weight)) == pytest.approx(weight)
