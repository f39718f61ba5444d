"""Is a creator who does not share, or no longer, out of reach of every endpoint? All GETs and POSTs there are, walked.

A new route is walked as soon as it exists; a POST without a body here fails the walk.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from functions.match import wiring
from functions.match.app import app
from functions.shared import creators
from functions.shared.audience.buckets import Name
from functions.shared.rates import DAY
from tests.fakes.metrics import CountedMetrics
from tests.store.match.people import Place, Somebody
from tests.store.match.sharing import account, creator, profile, shared, switch
from tests.store.match.test_audiences import FORM, ga4

AUDIENCE = {Name.GENDER: {"female": 1_234_571.0, "male": 87_643.0}, Name.COUNTRY: {"TR": 7_654_321.0}}
FOLLOWERS = 345_679.0
SEARCH: dict[str, Any] = {"name": "Everybody", "query": {"limit": 50}}
BODIES: dict[str, dict[str, Any]] = {
    "/match/search": {"limit": 50},
    "/match/audiences": FORM,
    "/match/shortlists": {"name": "List"},
    "/match/searches": SEARCH,
    "/match/searches/{search_id}/seen": {},
}
QUERIES = {"/match/trends": {"keyword": "kahve"}}
ENDINGS: dict[str, Callable[[Place, str], None]] = {}


def ending(take: Callable[[Place, str], None]) -> Callable[[Place, str], None]:
    ENDINGS[take.__name__] = take
    return take


@ending
def consent_withdrawn(place: Place, connection_id: str) -> None:
    switch(place, connection_id, on=False)


@ending
def disconnected(place: Place, connection_id: str) -> None:
    with place.database.transaction() as opened:
        opened.execute("delete from connect.connections where id = %s", (connection_id,))


@ending
def grant_dead(place: Place, connection_id: str) -> None:
    with place.database.transaction() as opened:
        opened.execute("update connect.connections set status = 'needs_reauth' where id = %s", (connection_id,))
        creators.withdraw(opened, connection_id)


def secrets(who: Somebody, platform: str = "instagram") -> set[str]:
    """What only somebody who shares it may be known by."""
    numbers = {"1234571", "87643", "7654321", "345679", "172839"}
    return numbers | {who.user_id, f"{platform} of {who.user_id}", f"h-{who.user_id[-6:]}", f"Name of {who.user_id}"}


def watched(place: Place, who: Somebody, connection_id: str | None = None) -> dict[str, str]:
    """Whatever a company can keep of somebody who shares, digests included: ids for the paths of the walk."""
    company = place.somebody("company")
    ga4(place, company)
    kept = {
        "audience_id": company.done("POST", "/match/audiences", FORM)["id"],
        "shortlist_id": company.done("POST", "/match/shortlists", {"name": "List"})["id"],
        "search_id": company.done("POST", "/match/searches", SEARCH)["id"],
        "influencer_id": who.user_id,
        "": company.user_id,
    }
    company.call("PUT", f"/match/shortlists/{kept['shortlist_id']}/items/{who.user_id}", body={"notes": "call"})
    for on in (False, True):
        if connection_id is not None:
            switch(place, connection_id, on=on)
        replace(place.match.digesting, metrics=CountedMetrics()).run()
        place.clock.now += DAY + 1
    return {**kept, "session": company.session_id}


def walk(who: Somebody, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(route, everything that is answered); what a company wrote itself, an id in a list, is not an answer."""
    for endpoint in app.endpoints:
        if endpoint.method not in ("GET", "POST"):
            continue
        assert endpoint.method == "GET" or endpoint.path in BODIES, f"a body for {endpoint.path}"
        path = "/".join(names[part[1:-1]] if part.startswith("{") else part for part in endpoint.path.split("/"))
        body, query = BODIES.get(endpoint.path) if endpoint.method == "POST" else None, QUERIES.get(endpoint.path)
        status, answer, headers = who.answer(endpoint.method, path, query, body=body)
        assert status < 500, (endpoint.path, answer)
        text = f"{status} {answer} {headers}".replace(f"'influencer_id': '{names['influencer_id']}'", "")
        route = f"{endpoint.method} {endpoint.path}"
        yield route, text.replace(f"{names['influencer_id']},", "") if endpoint.path.endswith(".csv") else text


def told(who: Somebody, names: dict[str, str], hidden: set[str]) -> dict[str, set[str]]:
    found = {route: {secret for secret in hidden if secret in text} for route, text in walk(who, names)}
    return {route: secrets for route, secrets in found.items() if secrets}


def company_of(place: Place, names: dict[str, str]) -> Somebody:
    return Somebody(place, names[""], names["session"])


def shown(place: Place) -> tuple[Somebody, str]:
    who = place.somebody("influencer")
    profile(place, who, bio="Hi", contact_email="reach@me.example", countries=["TR"])
    return who, shared(place, who, AUDIENCE, followers=FOLLOWERS)


def test_the_walk_meets_who_shares(place: Place) -> None:
    """Or else it would prove nothing."""
    who, connection_id = shown(place)
    names = watched(place, who, connection_id)
    met = told(company_of(place, names), names, secrets(who))
    lists = {"GET /match/shortlists/{shortlist_id}", "GET /match/shortlists/{shortlist_id}/export.csv"}
    kept = {"GET /match/searches", "GET /match/searches/{search_id}", *lists}
    assert {"POST /match/search", "GET /match/influencers/{influencer_id}", *kept} <= set(met)


@pytest.mark.parametrize("end", list(ENDINGS))
def test_who_shares_no_longer_is_met_nowhere(place: Place, end: str) -> None:
    who, connection_id = shown(place)
    names = watched(place, who, connection_id)
    ENDINGS[end](place, connection_id)
    for looking in (company_of(place, names), place.somebody("company"), place.somebody("influencer")):
        assert told(looking, names, secrets(who) | {"reach@me.example"}) == {}


def test_who_never_shared_is_met_nowhere(place: Place) -> None:
    who = place.somebody("influencer")
    profile(place, who)
    account(place, who, AUDIENCE, followers=FOLLOWERS)
    names = watched(place, who)
    for looking in (company_of(place, names), place.somebody("influencer")):
        assert told(looking, names, secrets(who)) == {}


def test_a_platform_that_is_not_shared_is_met_nowhere_while_another_is(place: Place) -> None:
    who = creator(place)
    account(place, who, AUDIENCE, "youtube", followers=FOLLOWERS)
    names = watched(place, who)
    hidden = secrets(who, "youtube") - {who.user_id, f"h-{who.user_id[-6:]}", f"Name of {who.user_id}"}
    met = told(company_of(place, names), names, hidden | {"youtube of"})
    assert met == {}


def test_a_companys_audience_is_met_by_nobody_else(place: Place) -> None:
    who, _ = shown(place)
    names = watched(place, who)
    owner = company_of(place, names)
    profile(place, owner, kind="company", visible=True)
    owner.done("PATCH", f"/match/audiences/{names['audience_id']}", {"name": "Secret plan", "is_default": True})
    hidden = {"Secret plan", names["audience_id"], names["search_id"], names["shortlist_id"]}
    for looking in (place.somebody("company"), who):
        assert told(looking, names, hidden) == {}


def test_what_was_made_of_youtubes_numbers_is_met_nowhere_when_that_is_off(place: Place) -> None:
    """Not even while rows and digests of before are still there."""
    who = place.somebody("influencer")
    names = watched(place, who, shared(place, who, AUDIENCE, "youtube", followers=FOLLOWERS))
    with place.database.statement() as opened:
        opened.execute("update match.creator_index set engagement_rate = 0.40625, growth = 0.28125, views = 192837")
    owner = company_of(place, names)
    (found,) = owner.done("GET", "/match/searches")["items"][0]["digest"]["new"]
    derived = {"0.40625", "0.28125", "192837", f"'score': {found['score']}"}
    assert "GET /match/influencers/{influencer_id}" in told(owner, names, derived)
    place.match = replace(place.match, **wiring.over(place.database, place.clock, youtube=False))
    for looking in (owner, place.somebody("company"), who):
        assert told(looking, names, derived) == {}


def test_who_shares_again_is_met_again(place: Place) -> None:
    who, connection_id = shown(place)
    names = watched(place, who, connection_id)
    switch(place, connection_id, on=False)
    switch(place, connection_id, on=True)
    assert "POST /match/search" in told(company_of(place, names), names, {who.user_id})
