"""Is a mixture between its parts, and no surer than they are?"""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from functions.match import mixing
from functions.shared.audience.buckets import AGES, GENDERS, Name
from functions.shared.audience.distribution import Dimension
from functions.shared.matching.features import Features, features
from functions.shared.matching.layout import DIMENSIONS
from tests.unit.audience.samples import dimension

AMOUNTS = st.integers(0, 100_000).map(float)


def _dimension(name: Name, buckets: tuple[str, ...]) -> st.SearchStrategy[Dimension]:
    listed = st.lists(AMOUNTS, min_size=len(buckets), max_size=len(buckets))
    return listed.map(lambda amounts: dimension(name, list(zip(buckets, amounts, strict=True))))


AUDIENCES: st.SearchStrategy[Features] = st.lists(
    _dimension(Name.AGE, AGES) | _dimension(Name.GENDER, GENDERS), max_size=2, unique_by=lambda found: found.name
).map(lambda found: features(found, "ga4", None))
PARTS = st.lists(st.tuples(AUDIENCES, st.floats(0.001, 1_000)), min_size=2, max_size=5)


@given(PARTS)
def test_every_share_lies_between_those_of_the_parts(parts: list[tuple[Features, float]]) -> None:
    mixed = mixing.mixed(parts, "ga4", None)
    for name in DIMENSIONS:
        shares = mixed.by_name[name].shares
        assert math.isclose(math.fsum(shares), 1.0)
        for column, share in enumerate(shares):
            own = [part.by_name[name].shares[column] for part, _ in parts]
            assert min(own) - 1e-9 <= share <= max(own) + 1e-9


@given(PARTS)
def test_its_sample_is_at_most_that_of_all_parts_and_it_is_there_when_one_of_them_is(
    parts: list[tuple[Features, float]],
) -> None:
    mixed = mixing.mixed(parts, "ga4", None)
    for name in DIMENSIONS:
        own = [part.by_name[name] for part, _ in parts]
        assert mixed.by_name[name].present == any(feature.present for feature in own)
        assert 0 <= mixed.by_name[name].n <= sum(feature.n for feature in own) + len(own) * 5.0
        assert (mixed.by_name[name].reported is not None) == mixed.by_name[name].present


@given(AUDIENCES, st.floats(0.001, 1_000), st.floats(0.001, 1_000))
def test_an_audience_mixed_with_itself_stays_as_it_is(one: Features, first: float, second: float) -> None:
    mixed = mixing.mixed([(one, first), (one, second)], "ga4", None)
    for name in DIMENSIONS:
        for share, own in zip(mixed.by_name[name].shares, one.by_name[name].shares, strict=True):
            assert math.isclose(share, own, abs_tol=1e-12)
        assert mixed.by_name[name].n >= one.by_name[name].n - 1e-6


@given(AUDIENCES)
def test_features_survive_being_kept(one: Features) -> None:
    kept = mixing.decoded(json.loads(json.dumps(mixing.encoded(one))))
    for name in DIMENSIONS:
        before, after = one.by_name[name], kept.by_name[name]
        assert (after.shares, after.reported, after.n, after.present) == (
            before.shares,
            before.reported,
            before.n,
            before.present,
        )
