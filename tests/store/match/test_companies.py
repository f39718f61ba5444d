"""Which companies does an influencer find? Visible ones that fit, and nothing of their audience but how well."""

import itertools
from typing import Any

import pytest

from functions.match import company_rows
from functions.shared.audience.buckets import Name
from functions.shared.identity import AccountRow
from functions.shared.roles import ROLE_CACHE_SECONDS
from tests.store import connections
from tests.store.connections import NOW
from tests.store.match.people import Place, Somebody
from tests.store.match.sharing import MEN, WOMEN, account, profile
from tests.store.match.test_audiences import ga4
from tests.unit.audience.samples import dimension

COMPANIES = "/match/companies"


def form(gender: dict[str, float], name: str = "Target", **more: Any) -> dict[str, Any]:
    return {"name": name, "definition": {"kind": "form", "dimensions": {"gender": gender}}, "is_default": True, **more}


def looking_for(place: Place, gender: dict[str, float], *, visible: bool = True) -> Somebody:
    who = place.somebody("company")
    profile(place, who, kind="company", visible=visible)
    who.done("POST", "/match/audiences", form(gender))
    return who


def found(who: Somebody, **query: str) -> list[str]:
    return [one["company"]["id"] for one in who.done("GET", COMPANIES, **query)["items"]]


def test_without_a_token_the_answer_is_401(influencer: Somebody) -> None:
    assert influencer.call("GET", COMPANIES, token="")[0] == 401


@pytest.mark.parametrize("role", ["company", "none"])
def test_only_influencers_look_for_companies(place: Place, role: str) -> None:
    assert place.somebody(role).refused("GET", COMPANIES) == (403, "forbidden")


@pytest.mark.parametrize(
    "query",
    [{"limit": "0"}, {"platform": "vine"}, {"cursor": "x"}, {"cursor": "1_2_3"}, {"cursor": "nan_a_b"}, {"x": "1"}],
)
def test_a_bad_query_is_422(place: Place, influencer: Somebody, query: dict[str, str]) -> None:
    account(place, influencer)
    assert influencer.refused("GET", COMPANIES, **query) == (422, "invalid_request")


def test_without_an_own_audience_there_is_nothing_to_match_with(influencer: Somebody) -> None:
    assert influencer.refused("GET", COMPANIES) == (409, "audience_missing")


def test_the_company_that_fits_best_comes_first(place: Place, influencer: Somebody) -> None:
    men, women = looking_for(place, {"male": 1.0}), looking_for(place, {"female": 1.0})
    account(place, influencer, WOMEN)
    assert found(influencer) == [women.user_id, men.user_id]
    first = influencer.done("GET", COMPANIES)["items"][0]
    assert first["company"]["name"] == f"Name of {women.user_id}"
    (score,) = first["scores"]
    assert (score["platform"], score["derived_by_us"]) == ("instagram", False)
    assert score["fit"]["gender"] > 0.9


def test_the_own_audience_needs_no_sharing_and_is_compared_platform_by_platform(
    place: Place, influencer: Somebody
) -> None:
    looking_for(place, {"female": 1.0})
    account(place, influencer, WOMEN)
    account(place, influencer, MEN, "youtube")
    (only,) = influencer.done("GET", COMPANIES)["items"]
    scores = {score["platform"]: score["fit"]["gender"] for score in only["scores"]}
    assert scores["instagram"] > scores["youtube"]
    (only,) = influencer.done("GET", COMPANIES, platform="youtube")["items"]
    assert [score["platform"] for score in only["scores"]] == ["youtube"]


def test_nothing_of_a_companys_audience_is_told(place: Place, influencer: Somebody) -> None:
    looking_for(place, {"female": 0.8137, "male": 0.1863})
    account(place, influencer, WOMEN)
    account(place, influencer, MEN, "tiktok")
    text = str(influencer.done("GET", COMPANIES))
    assert all(secret not in text for secret in ("0.81", "0.186", "Target", "ga4", "bucket", "sample", "audience"))
    (one,) = influencer.done("GET", COMPANIES)["items"]
    steps = {"instagram": 100, "tiktok": 20}
    for score in one["scores"]:
        for value in (score["score"], *score["fit"].values()):
            assert value * steps[score["platform"]] == pytest.approx(round(value * steps[score["platform"]]))


def test_pages_tell_no_more_of_a_companys_audience_than_the_fits_shown(place: Place, influencer: Somebody) -> None:
    """Neither by the cursor, nor by the order: of companies that fit about equally well the first is the oldest."""
    account(place, influencer, WOMEN, "tiktok")
    everybody = [looking_for(place, {"female": part, "male": 1 - part}).user_id for part in (0.78, 0.81, 0.79)]
    met, cursor = [], ""
    while cursor is not None:
        page = influencer.done("GET", COMPANIES, limit="1", **({"cursor": cursor} if cursor else {}))
        (one,), cursor = page["items"], page["next_cursor"]
        met.append(one["company"]["id"])
        assert cursor is None or cursor.startswith(f"{round(100 * one['scores'][0]['score'])}_{met[-1]}_")
    assert met == sorted(everybody)


def test_only_visible_companies_are_found_and_a_hidden_one_is_gone_at_once(place: Place, influencer: Somebody) -> None:
    account(place, influencer)
    looking_for(place, {"female": 1.0}, visible=False)
    shown = looking_for(place, {"female": 1.0})
    assert found(influencer) == [shown.user_id]
    with place.database.statement() as opened:
        opened.execute("update match.profiles set visible = false")
    assert found(influencer) == []


def test_a_company_follows_its_default_audience(place: Place, influencer: Somebody) -> None:
    account(place, influencer, WOMEN)
    still, moving = looking_for(place, {"female": 0.6, "male": 0.4}), looking_for(place, {"female": 1.0})
    assert found(influencer) == [moving.user_id, still.user_id]
    moving.done("POST", "/match/audiences", form({"male": 1.0}))
    assert found(influencer) == [still.user_id, moving.user_id]
    for one in moving.done("GET", "/match/audiences")["items"]:
        moving.done("DELETE", f"/match/audiences/{one['id']}")
    assert found(influencer) == [still.user_id]


def test_what_ga4_tells_anew_is_carried_over_and_goes_with_the_connection(
    place: Place, influencer: Somebody, company: Somebody
) -> None:
    account(place, influencer, WOMEN)
    profile(place, company, kind="company", visible=True)
    site = ga4(place, company)
    assert found(influencer) == []
    assert company_rows.tend(place.database, NOW, itertools.count().__next__) == 1
    assert found(influencer) == [company.user_id]
    assert company_rows.tend(place.database, NOW, itertools.count().__next__) == 0
    before = influencer.done("GET", COMPANIES)["items"][0]["scores"][0]["fit"]["gender"]
    connections.snapshot(place.database, site, "ga4", [dimension(Name.GENDER, [("male", 900.0)])], at=NOW + 60)
    with place.database.statement() as opened:
        opened.execute(
            "update connect.connections set checked_at = %s where id = %s", (connections.moment(NOW + 60), site)
        )
    assert company_rows.tend(place.database, NOW + 61, itertools.count().__next__) == 1
    assert influencer.done("GET", COMPANIES)["items"][0]["scores"][0]["fit"]["gender"] < before
    with place.database.statement() as opened:
        opened.execute("delete from connect.connections where id = %s", (site,))
    assert found(influencer) == []


def test_companies_that_tell_nothing_hold_up_nobody(place: Place, influencer: Somebody) -> None:
    account(place, influencer, WOMEN)
    silent, site_of = place.somebody("company"), place.somebody("company")
    for who in (silent, site_of):
        profile(place, who, kind="company", visible=True)
    connections.connection(place.database, silent.user_id, "ga4")
    ga4(place, site_of)
    assert company_rows.tend(place.database, NOW, elapsed=itertools.count().__next__, batch=1) == 2
    assert found(influencer) == [site_of.user_id]


def test_pages_go_on_where_they_ended_and_hold_for_one_audience(place: Place, influencer: Somebody) -> None:
    own = account(place, influencer, WOMEN)
    for part in (1.0, 0.5, 0.5, 0.5, 0.1):
        looking_for(place, {"female": part, "male": 1 - part} if part < 1 else {"female": 1.0})
    everybody = found(influencer)
    pages, cursor = [], ""
    while cursor is not None:
        page = influencer.done("GET", COMPANIES, limit="2", **({"cursor": cursor} if cursor else {}))
        pages += [one["company"]["id"] for one in page["items"]]
        last, cursor = cursor, page["next_cursor"]
    assert pages == everybody
    assert len(set(pages)) == 5
    forged = f"9999999999{last}"
    assert influencer.refused("GET", COMPANIES, cursor=forged) == (422, "invalid_request")
    connections.snapshot(place.database, own, "instagram", [dimension(Name.GENDER, [("male", 9.0)])], at=NOW + 1)
    assert influencer.refused("GET", COMPANIES, cursor=last) == (422, "invalid_request")


def test_who_was_a_company_does_not_find_itself(place: Place) -> None:
    both = looking_for(place, {"female": 1.0})
    other = looking_for(place, {"female": 1.0})
    account(place, both, WOMEN)
    AccountRow(f"U#{both.user_id}", "USER", role="influencer", status="active").save()
    assert both.refused("GET", COMPANIES) == (403, "forbidden")
    place.clock.now += ROLE_CACHE_SECONDS + 1
    assert found(both) == [other.user_id]
