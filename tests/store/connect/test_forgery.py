"""Forged, replayed, expired, swapped: nothing is stored, and whose trip it was can still be finished."""

from functools import partial

import pytest

from functions.shared.tokens.grants import Provider
from tests.store.connect.people import CHANNEL, COMPANY, COOKIE, PROFILE, SITE, Person, result, state_of, with_query
from tests.store.connect.place import Place

EXPIRED = f"{SITE}/connections/?connect=youtube&result=expired"


def under_way(person: Person, provider: str = "youtube", account: str = CHANNEL) -> str:
    """The address that a browser is about to come back with."""
    return person.consent(person.start(provider), account)


def test_a_forged_state_opens_nothing(person: Person) -> None:
    back = under_way(person)
    assert person.come_back(back, state="A" * 43) == EXPIRED
    assert person.come_back(back, state=state_of(back)[:-1] + "!") == EXPIRED
    assert person.has_nothing()
    assert result(person.come_back(back)) == "connected"


def test_a_state_works_once(place: Place, person: Person) -> None:
    back = under_way(person)
    assert result(person.come_back(back)) == "connected"
    kept, calls = person.held(), place.calls("google.token")
    assert person.come_back(back) == EXPIRED
    assert person.held() == kept
    assert place.calls("google.token") == calls
    assert [item for item in place.items("connect", person.user_id) if "CS#" in str(item)] == []


def test_a_no_uses_the_state_up_as_well(person: Person) -> None:
    address = person.start("youtube")
    denied, granted = person.consent(address, CHANNEL, deny=True), person.consent(address, CHANNEL)
    assert result(person.come_back(denied)) == "denied"
    assert person.come_back(granted) == EXPIRED
    assert person.has_nothing()


def test_after_ten_minutes_it_is_too_late(place: Place, person: Person) -> None:
    back = under_way(person)
    place.clock.now += 600
    assert person.come_back(back) == EXPIRED
    assert person.has_nothing()


def test_another_browser_can_neither_finish_nor_spoil_a_trip(person: Person, stranger: Person) -> None:
    """Login CSRF: somebody else's answer in my browser, my answer in somebody else's."""
    back = under_way(person)
    assert stranger.come_back(back) == EXPIRED
    stranger.start("youtube")
    assert stranger.come_back(back) == EXPIRED
    assert stranger.come_back(with_query(back, error="access_denied")) == EXPIRED
    assert stranger.has_nothing()
    assert person.has_nothing()
    assert result(person.come_back(back)) == "connected"


def test_swapped_states_of_two_people_open_nothing(person: Person, stranger: Person) -> None:
    mine, theirs = under_way(person), under_way(stranger)
    assert person.come_back(mine, state=state_of(theirs)) == EXPIRED
    assert stranger.come_back(theirs, state=state_of(mine)) == EXPIRED
    assert person.has_nothing()
    assert stranger.has_nothing()


def test_swapped_states_of_two_trips_of_one_browser_store_nothing(person: Person) -> None:
    """The browser is right, but the code was bound to the other trip's verifier."""
    first, second = under_way(person), under_way(person)
    assert result(person.come_back(first, state=state_of(second))) == "failed"
    assert person.has_nothing()


def test_a_state_of_one_provider_is_none_of_another(person: Person) -> None:
    back = under_way(person, "ga4", COMPANY)
    assert person.come_back(back, provider="youtube") == EXPIRED
    assert person.come_back(back, provider="instagram").endswith("connect=instagram&result=expired")
    assert person.has_nothing()
    assert result(person.come_back(back)) == "needs_property"


def test_somebody_elses_code_is_refused_by_the_verifier(person: Person, stranger: Person) -> None:
    """Code injection (RFC 9700 §4.5): PKCE ties a code to the browser that asked for it."""
    stolen = under_way(stranger, account="rotating@sandbox.test")
    back = under_way(person)
    code = dict(pair.partition("=")[::2] for pair in stolen.partition("?")[2].split("&"))["code"]
    assert result(person.come_back(back, code=code.replace("%2F", "/"))) == "failed"
    assert person.has_nothing()


@pytest.mark.parametrize("cookie", ["", "x" * 43, None])
def test_without_its_cookie_a_browser_is_nobody(person: Person, cookie: str | None) -> None:
    back = under_way(person)
    own = person.cookies.pop(COOKIE)
    if cookie is not None:
        person.cookies[COOKIE] = cookie
    assert person.come_back(back) == EXPIRED
    person.cookies[COOKIE] = own
    assert result(person.come_back(back)) == "connected"


def test_whoever_has_signed_out_since_connects_nothing(person: Person) -> None:
    back = under_way(person)
    person.sign_out()
    assert person.come_back(back) == EXPIRED
    assert person.has_nothing()


def test_a_second_person_in_the_same_browser_does_not_get_the_firsts_account(person: Person, stranger: Person) -> None:
    back = under_way(person, "instagram", PROFILE)
    person.sign_out()
    stranger.cookies = dict(person.cookies)
    assert result(stranger.come_back(back)) == "expired"
    assert stranger.has_nothing()


def test_two_callbacks_at_once_are_one_connection(place: Place, person: Person) -> None:
    for provider, account in (("youtube", CHANNEL), ("instagram", PROFILE)):
        back = under_way(person, provider, account)
        results = sorted(place.at_once(*[partial(person.come_back, back)] * 8))
        assert [result(landed) for landed in results] == ["connected", *["expired"] * 7]
    assert place.rows(person.user_id) == 2
    assert set(person.held()) == {Provider.YOUTUBE, Provider.INSTAGRAM}
    assert len(place.queued()) == 2


def test_two_trips_that_end_at_once_are_one_connection(place: Place, person: Person) -> None:
    backs = [under_way(person) for _ in range(4)]
    landed = place.at_once(*[partial(person.come_back, back) for back in backs])
    assert [result(each) for each in landed] == ["connected"] * 4
    ((connection_id,),) = place.query("select id from connect.connections where user_id = %s", person.user_id)
    assert person.held()[Provider.YOUTUBE].key.connection_id == connection_id


def test_starting_is_limited(person: Person) -> None:
    for _ in range(20):
        person.start("youtube")
    status, problem = person.call("POST", "/connect/{provider}/start", {}, provider="youtube")
    assert (status, problem["code"]) == (429, "rate_limited")
