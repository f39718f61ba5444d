"""What is asked for, and what is enough?"""

import pytest

from functions.connect import providers
from functions.connect.providers import OFFERS, AudienceOf
from functions.shared.problems import Code, Problem
from functions.shared.tokens.grants import Provider


def test_every_provider_is_offered_once_and_says_whose_audience_it_is() -> None:
    assert set(OFFERS) == set(Provider)
    company = {provider for provider, offer in OFFERS.items() if offer.audience_of is AudienceOf.COMPANY}
    assert company == {Provider.GA4}


@pytest.mark.parametrize("name", ["tiktok", "", "GA4", "google", "../ga4", "ga4\n", "é"])
def test_there_is_no_consent_for_others(name: str) -> None:
    with pytest.raises(Problem) as problem:
        providers.asked(name)
    assert problem.value.code is Code.NOT_FOUND


def test_all_that_is_asked_for_must_be_granted_and_more_may() -> None:
    offer = OFFERS[Provider.YOUTUBE]
    assert providers.grants_enough(offer, offer.scopes)
    assert providers.grants_enough(offer, [*offer.scopes, "openid"])
    for left_out in offer.scopes:
        assert not providers.grants_enough(offer, set(offer.scopes) - {left_out})
    assert not providers.grants_enough(offer, [])


def test_a_google_project_is_known_by_its_number() -> None:
    assert providers.same_project("123-a.apps.googleusercontent.com", "123-b.apps.googleusercontent.com")
    assert not providers.same_project("123-a.apps.googleusercontent.com", "124-a.apps.googleusercontent.com")
    assert providers.same_project("sandbox-google", "sandbox-google")
    assert not providers.same_project("sandbox-ga4", "sandbox-youtube")
