"""Are made-up people believable, told from real ones, and the same every time?"""

from collections import Counter
from itertools import islice
from statistics import median

import pytest

from functions.match import company_audience, profiles
from functions.match.categories import CATEGORIES
from functions.match.company_audience import Form
from functions.match.schemas_company import NewAudience
from functions.match.schemas_profile import PutProfile
from functions.shared.audience.buckets import COUNTRIES
from functions.shared.audience.self_report import clean_handle
from functions.shared.ids import is_id, new_id
from infra.local.population import ids
from infra.local.population.companies import companies
from infra.local.population.people import Person, creator, creators
from infra.local.population.profiles import Profile, profile
from infra.local.population.topics import NEAR, TOPICS

MANY = 1_500


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return list(creators(MANY))


def test_ids_are_ulids_of_nobody_and_none_comes_twice(people: list[Person]) -> None:
    found = [person.user_id for person in people]
    found += [account.connection_id for person in people for account in person.accounts]
    assert len(set(found)) == len(found)
    assert all(is_id(each) and ids.is_made_up(each) for each in found)
    assert not ids.is_made_up(new_id(1_795_300_000.0))


def test_a_person_is_the_same_whatever_else_is_drawn(people: list[Person]) -> None:
    assert creator(7) == people[7] == next(islice(creators(3, first=6), 1, None))
    assert creator(7).accounts[0].crowd == people[7].accounts[0].crowd
    assert creator(7, seed="another").name != people[7].name


def test_most_are_in_turkey_and_the_rest_where_published_creators_are(people: list[Person]) -> None:
    homes = Counter(person.home for person in people)
    assert 0.55 < homes["TR"] / MANY < 0.7
    assert len(homes) >= 8
    assert set(homes) <= COUNTRIES
    assert all(person.city for person in people if person.home == "TR")


def test_sizes_are_those_of_the_reference(people: list[Person]) -> None:
    sizes = [account.size for person in people for account in person.accounts]
    assert 6_000 < median(sizes) < 12_000
    assert min(sizes) < 100
    assert max(sizes) > 1_000_000


def test_everybody_has_one_to_three_platforms(people: list[Person]) -> None:
    numbers = Counter(len(person.accounts) for person in people)
    assert set(numbers) == {1, 2, 3}
    platforms = Counter(account.platform for person in people for account in person.accounts)
    assert min(platforms.values()) > MANY / 4


def test_handles_are_ones_and_nobodys(people: list[Person]) -> None:
    handles = [person.accounts[0].handle for person in people]
    assert len(set(handles)) == MANY
    assert all(clean_handle(handle) == handle and ".demo" in handle for handle in handles)


def test_topics_are_the_categories_of_the_api() -> None:
    assert tuple(TOPICS) == CATEGORIES
    assert {near for listed in NEAR.values() for near in listed} <= set(CATEGORIES)


def test_what_they_say_of_themselves_the_api_would_take(people: list[Person]) -> None:
    said = [found for person in people if (found := profile(person))]
    assert 0.8 < len(said) / MANY < 0.95
    assert 0.7 < sum(found.price is not None for found in said) / len(said) < 0.9
    for found in [*said, *(company.profile for company in companies())]:
        PutProfile.model_validate(_sent(found))
        assert profiles.email(found.contact_email) == "" or found.contact_email.endswith(".test")
        assert all(".example/" in link["url"] for link in found.links)


def _sent(said: Profile) -> dict[str, object]:
    price = dict(zip(("from", "to", "currency"), said.price, strict=True)) if said.price else None
    return {
        "rev": 0,
        "display_name": said.display_name,
        "bio": said.bio,
        "categories": list(said.categories),
        "countries": list(said.countries),
        "languages": list(said.languages),
        "city": said.city,
        "links": list(said.links),
        "contact_email": said.contact_email,
        "price": price,
        "visible": said.visible,
    }


def test_audiences_of_companies_could_have_been_typed_into_the_form() -> None:
    made = list(companies())
    assert len(made) == 20
    for company in made:
        definition = {"kind": "form", "dimensions": company.shares}
        NewAudience.model_validate({"name": company.audience_name, "definition": definition})
        assert company_audience.faults(Form(company.shares)) == ()
        assert company.profile.visible
