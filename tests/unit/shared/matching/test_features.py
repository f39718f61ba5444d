"""Do dimensions become what matching compares, with nothing lost and nothing made up? P4, P5, P8, P11, P12."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import instagram, youtube
from functions.shared.audience.buckets import AGES, OTHER, Name
from functions.shared.audience.distribution import Dimension, Provenance, Pull, Reason, Source, Unit, Window
from functions.shared.audience.forming import missing
from functions.shared.matching.features import TAU, Features, embedding, features, home_of
from functions.shared.matching.layout import BUCKETS, DIMENSIONS, MARKETS, block
from functions.shared.matching.priors import prior
from tests.audiences import NOW, PULL, amounts, audience, creators, dimension, dimensions


def one(told: Dimension) -> dict[str, float]:
    """Reported shares by bucket."""
    feature = features([told], "instagram", None).by_name[told.name]
    assert feature.reported is not None
    return dict(zip(BUCKETS[told.name], feature.reported, strict=True))


@given(creator=creators())
def test_a_block_of_an_embedding_has_length_one_or_a_little_less_where_nothing_is_told(creator: Features) -> None:
    vector = embedding(creator)
    for name, feature in creator.by_name.items():
        length = math.hypot(*vector[block(name)])
        assert length == pytest.approx(1) if feature.present else 0.6 < length < 1
        assert math.fsum(feature.shares) == pytest.approx(1)


@given(told=amounts(Name.COUNTRY))
def test_p5_the_prior_alone_without_anybody_and_the_raw_shares_with_everybody(told: dict[str, float]) -> None:
    few, many = ({code: people * times for code, people in told.items()} for times in (1e-12, 1e9))
    assumed = prior(Name.COUNTRY, "instagram", "TR")
    for people, nearly in ((few, assumed), (many, None)):
        feature = features([dimension(Name.COUNTRY, people)], "instagram", "TR").by_name[Name.COUNTRY]
        assert feature.shares == pytest.approx(nearly or feature.reported, abs=1e-5)
    silent = features([], "instagram", "TR").by_name[Name.COUNTRY]
    assert (silent.shares, silent.n, silent.present, silent.reported) == (assumed, 0, False, None)


def test_p5_the_prior_counts_as_five_people() -> None:
    feature = audience("instagram", gender={"F": 15}).by_name[Name.GENDER]
    assert TAU == 5
    assert feature.shares[0] == pytest.approx((15 + 5 * prior(Name.GENDER, "instagram")[0]) / 20)


@given(told=dimensions(), home=st.sampled_from([None, "TR", "DE"]))
def test_what_has_no_value_is_missing_and_what_has_one_is_there(told: list[Dimension], home: str | None) -> None:
    found = features(told, "tiktok", home)
    present = {name for name, feature in found.by_name.items() if feature.present}
    assert present == {each.name for each in told if each.matched_sample_size > 0}
    assert set(found.by_name) == set(DIMENSIONS)


@pytest.mark.parametrize("reason", [Reason.TOO_FEW, Reason.THRESHOLDED, Reason.FAILED, Reason.NOT_OFFERED])
def test_neither_suppressed_nor_unavailable_counts_as_zero(reason: Reason) -> None:
    silent = missing(Name.AGE, reason, Source("instagram", "follower_demographics"), PULL, Unit.PEOPLE)
    assert features([silent], "instagram", None) == features([], "instagram", None)


@given(told=amounts(Name.GENDER, 2), part=st.floats(0.01, 0.95))
def test_p8_unknown_people_change_no_share_and_cost_sample(told: dict[str, float], part: float) -> None:
    known = {bucket: people * (1 - part) for bucket, people in told.items()}
    whole = dimension(Name.GENDER, told)
    for spelling in ("U", "(not set)", "unknown"):
        partly = dimension(Name.GENDER, {**known, spelling: sum(told.values()) * part})
        assert one(partly) == pytest.approx(one(whole))
        n = features([partly], "instagram", None).by_name[Name.GENDER].n
        assert n == pytest.approx(whole.sample_size * (1 - part))


def test_p8_who_says_neither_female_nor_male_is_left_out_with_their_part_of_the_sample() -> None:
    feature = audience("youtube", gender={"female": 60, "male": 20, "user_specified": 20}).by_name[Name.GENDER]
    assert feature.reported == pytest.approx((0.75, 0.25))
    assert feature.n == pytest.approx(80)


def test_p11_seven_ages_of_instagram_become_six_of_adults() -> None:
    ages = dict(zip(("13-17", *AGES), (200, 400, 300, 50, 25, 15, 10), strict=True))
    results = [{"dimension_values": [age], "value": people} for age, people in ages.items()]
    answer = {"data": [{"total_value": {"breakdowns": [{"dimension_keys": ["age"], "results": results}]}}]}
    (told,) = instagram.audience({Name.AGE: answer}, PULL, people=1_000)
    feature = features([told], "instagram", None).by_name[Name.AGE]
    assert feature.reported == pytest.approx([people / 800 for people in list(ages.values())[1:]])
    assert feature.n == 800
    assert feature.minors_share == pytest.approx(0.2)


def test_p11_youtubes_oldest_are_ours() -> None:
    headers = [{"name": name} for name in ("ageGroup", "gender", "viewerPercentage")]
    rows = [["age18-24", "female", 60.0], ["age65-", "male", 40.0]]
    told, _ = youtube.demographics({"columnHeaders": headers, "rows": rows}, PULL, views=1_000)
    shares = one(told)
    assert (shares["18-24"], shares["65+"]) == pytest.approx((0.6, 0.4))


@given(told=amounts(Name.COUNTRY, 45), more=st.integers(1, 100_000))
def test_p12_what_a_cut_list_left_out_is_other_and_no_country_gains(told: dict[str, float], more: int) -> None:
    whole = sum(told.values()) + more
    cut = dimension(Name.COUNTRY, told, cut_of=whole)
    shares = one(cut)
    for code in MARKETS:
        assert shares[code] == pytest.approx(told.get(code, 0) / whole)
    outside = sum(people for code, people in told.items() if code not in MARKETS)
    assert shares[OTHER] == pytest.approx((outside + more) / whole)
    feature = features([cut], "instagram", None).by_name[Name.COUNTRY]
    assert feature.truncated_share == pytest.approx(more / whole)


def test_a_cut_list_of_nobody_knows_how_many_distrusts_all_that_is_unknown() -> None:
    told = replace(dimension(Name.COUNTRY, {"TR": 60, "(not set)": 40}), truncated=True)
    assert features([told], "instagram", None).by_name[Name.COUNTRY].truncated_share == pytest.approx(0.4)


def test_the_home_is_where_at_least_a_third_lives() -> None:
    assert home_of([dimension(Name.COUNTRY, {"TR": 40, "DE": 30, "US": 30})]) == "TR"
    assert home_of([dimension(Name.COUNTRY, {"BG": 90, "TR": 10})]) == "BG"
    assert home_of([dimension(Name.COUNTRY, dict.fromkeys(("TR", "DE", "US", "GB"), 25))]) is None
    assert home_of([dimension(Name.COUNTRY, {"TR": 10}, cut_of=100)]) is None
    assert home_of([]) is None


def test_of_two_metrics_the_one_asked_for_counts() -> None:
    told = [
        dimension(Name.GENDER, {"female": 90, "male": 10}, provider="ga4", metric=metric)
        for metric in ("activeUsers", "customers")
    ]
    told[1] = dimension(Name.GENDER, {"female": 20, "male": 80}, provider="ga4", metric="customers")
    assert features(told, "ga4", None, "customers").by_name[Name.GENDER].reported == pytest.approx((0.2, 0.8))
    assert features(told, "ga4", None, "activeUsers").by_name[Name.GENDER].reported == pytest.approx((0.9, 0.1))
    assert not features(told[:1], "ga4", None, "customers").by_name[Name.GENDER].present


def test_reported_numbers_are_as_old_as_the_last_check_and_claims_as_the_day_they_are_about() -> None:
    ancient = Pull(Window(date(2026, 1, 1), date(2026, 1, 31)), NOW - 80 * 86_400)
    reported = dimension(Name.GENDER, {"F": 1}, pull=ancient)
    claimed = dimension(Name.GENDER, {"F": 1}, pull=ancient, provenance=Provenance.SELF_REPORTED)

    def known_at(told: Dimension, checked_at: float | None) -> float:
        return features([told], "tiktok", None, checked_at=checked_at).by_name[Name.GENDER].fetched_at

    assert known_at(reported, NOW) == NOW
    assert known_at(reported, None) == NOW - 80 * 86_400
    assert datetime.fromtimestamp(known_at(claimed, NOW), UTC).date() == date(2026, 1, 31)
