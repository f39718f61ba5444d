"""Is what stands in for the unknown a distribution, on every platform and at home in every country?"""

import math
import random

import pytest

from functions.shared.audience.buckets import OTHER, Name
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, MARKETS
from functions.shared.matching.priors import GA4, HOME_SHARE, SPREAD, expected_roots, prior
from functions.shared.matching.reach import PLATFORMS, REACH


@pytest.mark.parametrize("platform", [*PLATFORMS, GA4])
@pytest.mark.parametrize("name", DIMENSIONS)
@pytest.mark.parametrize("home", [None, "TR", "BG"])
def test_a_prior_is_a_distribution_over_the_layout(name: Name, platform: str, home: str | None) -> None:
    shares = prior(name, platform, home)
    assert len(shares) == len(BUCKETS[name])
    assert math.fsum(shares) == pytest.approx(1, abs=1e-12)
    assert all(share >= 0 for share in shares)


@pytest.mark.parametrize(("home", "bucket"), [*((code, code) for code in MARKETS), ("BG", OTHER), ("VE", OTHER)])
def test_at_home_live_two_thirds_and_elsewhere_the_world(home: str, bucket: str) -> None:
    shares = dict(zip(BUCKETS[Name.COUNTRY], prior(Name.COUNTRY, "instagram", home), strict=True))
    world = dict(zip(BUCKETS[Name.COUNTRY], prior(Name.COUNTRY, "instagram"), strict=True))
    assert shares[bucket] == pytest.approx(HOME_SHARE)
    other, another = [code for code in ("US", "IN", "BR") if code != bucket][:2]
    assert shares[other] / shares[another] == pytest.approx(world[other] / world[another])


def test_what_is_expected_of_the_unknown_is_the_mean_of_creators_who_vary() -> None:
    """[Note: Expected root], beside creators who are drawn."""
    chance, shares, draws = random.Random(1), prior(Name.AGE, "instagram"), 4_000
    sums = [0.0] * len(shares)
    for _ in range(draws):
        drawn = [chance.gammavariate(SPREAD * share, 1) for share in shares]
        sums = [total + math.sqrt(one / sum(drawn)) for total, one in zip(sums, drawn, strict=True)]
    assert [total / draws for total in sums] == pytest.approx(expected_roots(shares), abs=0.01)
    assert all(root <= math.sqrt(share) for root, share in zip(expected_roots(shares), shares, strict=True))
    assert expected_roots((1.0, 0.0)) == pytest.approx((1.0, 0.0))


def test_only_countries_know_a_home() -> None:
    assert prior(Name.AGE, "youtube", "TR") == prior(Name.AGE, "youtube")


def test_published_numbers_arrive_as_they_were_published() -> None:
    instagram = prior(Name.AGE, "instagram")
    assert instagram[0] / instagram[1] == pytest.approx(30.1 / 31.5)
    assert prior(Name.AGE, "tiktok")[:2] == pytest.approx((0.307, 0.353))
    assert prior(Name.GENDER, "youtube") == pytest.approx((0.456, 0.544))


def test_a_site_is_visited_like_the_mean_of_the_platforms() -> None:
    ages = [prior(Name.AGE, platform) for platform in PLATFORMS]
    assert prior(Name.AGE, GA4) == pytest.approx([sum(column) / 3 for column in zip(*ages, strict=True)])


def test_every_platform_reaches_every_market() -> None:
    for platform in PLATFORMS:
        assert set(REACH[platform]) == set(BUCKETS[Name.COUNTRY])
        assert min(REACH[platform].values()) > 0
