"""Do made-up audiences have what real ones have: cut lists, small samples, missing parts, states?"""

from itertools import pairwise
from statistics import mean

import pytest

from functions.shared.audience.buckets import MINORS, OTHER, Name
from functions.shared.audience.distribution import Dimension, Provenance, Reason, State
from functions.shared.audience.metrics import Metric
from functions.shared.matching.features import home_of
from infra.local.population import pace
from infra.local.population.people import Account, creators
from infra.local.population.pulls import dimensions
from tests.unit.audience.samples import NOW, TODAY

MANY = 400
ACCOUNTS = [(person, account) for person in creators(MANY) for account in person.accounts]


def told(account: Account) -> tuple[Dimension, ...]:
    values = pace.values(account, TODAY)
    return dimensions(account, NOW, int(values[Metric.FOLLOWERS]), int(values.get(Metric.VIEWS, 0)))


@pytest.fixture(scope="module")
def audiences() -> list[tuple[Account, dict[Name, Dimension]]]:
    return [(account, {each.name: each for each in told(account)}) for _, account in ACCOUNTS]


Audiences = list[tuple[Account, dict[Name, Dimension]]]


def test_every_state_that_an_account_can_be_in_is_there(audiences: Audiences) -> None:
    found = {(account.platform, each.reason) for account, by_name in audiences for each in by_name.values()}
    assert found >= {
        ("instagram", None),
        ("instagram", Reason.TOO_FEW),
        ("instagram", Reason.NO_DATA),
        ("youtube", None),
        ("youtube", Reason.NO_DATA),
        ("tiktok", None),
    }
    assert {each.state for _, by_name in audiences for each in by_name.values()} == {State.VALUE, State.SUPPRESSED}


def test_dimensions_are_missing_as_often_as_the_reference_says(audiences: Audiences) -> None:
    missing = [
        by_name[Name.COUNTRY].state is not State.VALUE
        for account, by_name in audiences
        if account.size > 2_000 and account.platform == "instagram"
    ]
    assert 0.1 < mean(missing) < 0.28


def test_long_lists_of_countries_are_cut_at_45_and_filled_up_with_other(audiences: Audiences) -> None:
    listed = [by_name[Name.COUNTRY] for account, by_name in audiences if account.platform == "instagram"]
    cut = [each for each in listed if each.truncated]
    assert len(cut) > len(listed) / 5
    assert all(len(each.tally.amounts) == 45 for each in cut)
    assert any(each.shares.get(OTHER, 0) > 0 for each in cut)


def test_small_samples_are_there_and_large_ones(audiences: Audiences) -> None:
    sizes = [each.sample_size for _, by_name in audiences for each in by_name.values() if each.state is State.VALUE]
    assert min(sizes) < 100
    assert max(sizes) > 20_000


def test_what_is_typed_is_self_reported_and_counts_as_a_hundred_people_at_most(audiences: Audiences) -> None:
    typed = [each for account, by_name in audiences if account.platform == "tiktok" for each in by_name.values()]
    assert {each.source.provenance for each in typed} == {Provenance.SELF_REPORTED}
    assert max(each.sample_size for each in typed) <= 100


def test_an_audience_is_at_home_where_its_creator_is(audiences: Audiences) -> None:
    homes = {account.connection_id: person.home for person, account in ACCOUNTS}
    known = [
        home_of([by_name[Name.COUNTRY]]) == homes[account.connection_id]
        for account, by_name in audiences
        if Name.COUNTRY in by_name and by_name[Name.COUNTRY].state is State.VALUE
    ]
    assert mean(known) > 0.85


def test_platforms_of_one_creator_resemble_each_other_more_than_strangers(audiences: Audiences) -> None:
    """By the part of women: the archetype is the same on all of them."""
    women: dict[str, dict[str, float]] = {account.connection_id[-17:]: {} for account, _ in audiences}
    for account, _ in audiences:
        women[account.connection_id[-17:]][account.platform] = account.crowd.women
    pairs = [
        (found["instagram"], found["youtube"]) for found in women.values() if len(found) > 1 and "tiktok" not in found
    ]
    own = mean(abs(one - other) for one, other in pairs)
    strangers = mean(abs(one - other) for (one, _), (_, other) in pairwise(pairs))
    assert own < strangers * 0.75


def test_minors_are_there_and_apart(audiences: Audiences) -> None:
    ages = [by_name[Name.AGE] for account, by_name in audiences if account.platform == "instagram"]
    assert any(each.minors_share > 0.02 for each in ages)
    assert all(MINORS not in each.shares for each in ages)
