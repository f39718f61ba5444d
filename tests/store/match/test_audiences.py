"""Whom does a company want to reach? Named audiences: whose they are, what may be in them, and what they look like."""

from dataclasses import replace
from typing import Any

import pytest

from functions.match.audience_keeping import MOST
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Source
from tests.store import connections
from tests.store.connections import NOW
from tests.store.match.people import Place, Somebody
from tests.unit.audience.samples import dimension

ROUTES = [("GET", ""), ("POST", ""), ("GET", "/x"), ("PATCH", "/x"), ("DELETE", "/x")]
FORM: dict[str, Any] = {
    "name": "Young women",
    "definition": {"kind": "form", "dimensions": {"age": {"18-24": 0.6, "25-34": 0.4}, "gender": {"female": 1}}},
}
MIXTURE_OF = "definition.parts.{}.audience_id"


def ga4(place: Place, who: Somebody, customers: float = 0.0) -> str:
    """A company's GA4: 300 women and 100 men; of the customers as many women as said, and 50 men."""
    connection_id = connections.connection(place.database, who.user_id, "ga4")
    told = [dimension(Name.GENDER, [("female", 300.0), ("male", 100.0)]), dimension(Name.AGE, [("25-34", 80.0)])]
    if customers:
        bought = dimension(Name.GENDER, [("female", customers), ("male", 50.0)])
        told.append(replace(bought, source=Source("ga4", "totalPurchasers")))
    connections.snapshot(place.database, connection_id, "ga4", told)
    return connection_id


def shares(audience: dict[str, Any], name: str) -> dict[str, float]:
    found = next(one for one in audience["dimensions"] if one["name"] == name)
    return {bucket["bucket"]: round(bucket["share"], 4) for bucket in found["buckets"]}


def listed(who: Somebody) -> list[tuple[str, str, bool, bool]]:
    items = who.done("GET", "/match/audiences")["items"]
    return [(one["id"], one["name"], one["saved"], one["is_default"]) for one in items]


@pytest.mark.parametrize(("method", "rest"), ROUTES)
def test_without_a_token_the_answer_is_401(company: Somebody, method: str, rest: str) -> None:
    status, problem = company.call(method, f"/match/audiences{rest}", token="", body=FORM)
    assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_audience_is_404_and_stays(company: Somebody, rival: Somebody) -> None:
    own = rival.done("POST", "/match/audiences", FORM)["id"]
    for method, body in (("GET", None), ("PATCH", {"name": "Mine"}), ("DELETE", None)):
        assert company.refused(method, f"/match/audiences/{own}", body) == (404, "not_found")
    assert rival.done("GET", f"/match/audiences/{own}")["name"] == "Young women"
    assert listed(company) == []


def test_a_strangers_audience_cannot_be_mixed_in(company: Somebody, rival: Somebody) -> None:
    ids = [rival.done("POST", "/match/audiences", FORM)["id"], company.done("POST", "/match/audiences", FORM)["id"]]
    status, problem = company.call("POST", "/match/audiences", body=mixture(*ids))
    assert (status, problem["code"]) == (422, "audience_invalid")
    assert [fault["field"] for fault in problem["errors"]] == [MIXTURE_OF.format(0)]


@pytest.mark.parametrize(("method", "rest"), ROUTES)
@pytest.mark.parametrize("role", ["influencer", "none"])
def test_audiences_are_for_companies(place: Place, role: str, method: str, rest: str) -> None:
    body = FORM if method == "POST" else {} if method == "PATCH" else None
    assert place.somebody(role).refused(method, f"/match/audiences{rest}", body) == (403, "forbidden")


@pytest.mark.parametrize("audience_id", ["x", "ga4:all", "ga4:x", "%00", "a\x00b", "\ud800", "x" * 300])
def test_an_id_that_is_nobodys_is_404(company: Somebody, audience_id: str) -> None:
    for method, body in (("GET", None), ("PATCH", {"name": "a"}), ("DELETE", None)):
        assert company.refused(method, f"/match/audiences/{audience_id}", body) == (404, "not_found")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "a"},
        {**FORM, "name": ""},
        {**FORM, "name": " "},
        {**FORM, "name": "a\x00b"},
        {**FORM, "name": "x" * 81},
        {**FORM, "more": 1},
        {**FORM, "is_default": "yes"},
        {**FORM, "definition": {"kind": "ga4"}},
        {**FORM, "definition": {"kind": "ga4", "users": "some"}},
        {**FORM, "definition": {"kind": "other"}},
        {**FORM, "definition": {"kind": "form", "dimensions": {"city": {"Ankara": 1}}}},
        {**FORM, "definition": {"kind": "form", "dimensions": {"age": {}}}},
        {**FORM, "definition": {"kind": "mixture", "parts": [{"audience_id": "ga4:all", "weight": 1}]}},
        {**FORM, "definition": {"kind": "mixture", "parts": [{"audience_id": "ga4:all", "weight": 0}] * 2}},
    ],
)
def test_what_does_not_fit_is_422(company: Somebody, body: Any) -> None:
    assert company.refused("POST", "/match/audiences", body) == (422, "invalid_request")
    assert listed(company) == []


@pytest.mark.parametrize(
    ("dimensions", "faults"),
    [
        ({}, [("share", "empty")]),
        ({"gender": {"unknown": 1}}, [("share", "empty")]),
        ({"age": {"18-24": 0.5}}, [("age", "sum_off")]),
        ({"age": {"18-24": 1.5}}, [("age.18-24", "share_out_of_range")]),
        ({"age": {"18-24": 0.5, "teens": 0.5}}, [("age.teens", "bucket_unknown")]),
        ({"gender": {"female": 0.5, "F": 0.5}}, [("gender.F", "bucket_repeated")]),
    ],
)
def test_a_form_with_faults_is_refused_with_all_of_them(
    company: Somebody, dimensions: Any, faults: list[tuple[str, str]]
) -> None:
    body = {**FORM, "definition": {"kind": "form", "dimensions": dimensions}}
    status, problem = company.call("POST", "/match/audiences", body=body)
    assert (status, problem["code"]) == (422, "audience_invalid")
    assert [(fault["field"], fault["reason"]) for fault in problem["errors"]] == faults


def test_a_form_is_kept_as_it_was_sent_and_counts_as_self_reported(company: Somebody) -> None:
    added = company.done("POST", "/match/audiences", FORM)
    assert company.done("GET", f"/match/audiences/{added['id']}") == added
    assert {name: value for name, value in added["definition"]["dimensions"].items() if value} == FORM["definition"][
        "dimensions"
    ]
    assert shares(added, "age") == {"18-24": 0.6, "25-34": 0.4}
    states = {one["name"]: (one["state"], one["sample_size"]) for one in added["dimensions"]}
    assert states == {
        "age": ("self_reported", 100.0),
        "gender": ("self_reported", 100.0),
        "country": ("missing", 0.0),
        "device": ("missing", 0.0),
    }


def mixture(*ids: str, weights: tuple[float, ...] = (1, 3)) -> dict[str, Any]:
    parts = [{"audience_id": one, "weight": weight} for one, weight in zip(ids, weights, strict=True)]
    return {"name": "Both", "definition": {"kind": "mixture", "parts": parts}}


def test_ga4_gives_its_audiences_as_soon_as_it_told_them(place: Place, company: Somebody) -> None:
    connections.connection(place.database, company.user_id, "ga4")
    assert listed(company) == []
    with place.database.statement() as opened:
        opened.execute("delete from connect.connections")
    ga4(place, company)
    assert listed(company) == [("ga4:all", "Shop", False, True)]
    all_users = company.done("GET", "/match/audiences/ga4:all")
    assert shares(all_users, "gender") == {"female": 0.75, "male": 0.25}
    assert all_users["definition"] == {"kind": "ga4", "users": "all"}


def test_customers_are_an_audience_of_their_own(place: Place, company: Somebody) -> None:
    ga4(place, company, customers=50.0)
    assert [one[0] for one in listed(company)] == ["ga4:all", "ga4:customers"]
    assert shares(company.done("GET", "/match/audiences/ga4:customers"), "gender") == {"female": 0.5, "male": 0.5}


def test_a_mixture_weighs_its_parts(place: Place, company: Somebody) -> None:
    ga4(place, company)
    form = company.done("POST", "/match/audiences", FORM)["id"]
    mixed = company.done("POST", "/match/audiences", mixture("ga4:all", form))
    assert shares(mixed, "gender") == {"female": 0.9375, "male": 0.0625}
    state = next(one for one in mixed["dimensions"] if one["name"] == "gender")
    assert state["state"] == "self_reported"
    assert 100 < state["sample_size"] < 500


def test_a_mixture_keeps_its_parts_and_is_no_part(company: Somebody) -> None:
    first, second = (company.done("POST", "/match/audiences", FORM)["id"] for _ in range(2))
    mixed = company.done("POST", "/match/audiences", mixture(first, second))["id"]
    assert company.refused("DELETE", f"/match/audiences/{first}") == (409, "conflict")
    become = {"definition": mixture(second, first)["definition"]}
    assert company.refused("PATCH", f"/match/audiences/{first}", become) == (409, "conflict")
    for parts in ((mixed, first), (first, first), (first, "ga4:all")):
        assert company.refused("POST", "/match/audiences", mixture(*parts)) == (422, "audience_invalid")
    company.done("DELETE", f"/match/audiences/{mixed}")
    company.done("DELETE", f"/match/audiences/{first}")
    assert [one[0] for one in listed(company)] == [second]


def test_one_at_most_is_the_default(place: Place, company: Somebody, rival: Somebody) -> None:
    ga4(place, company)
    rival.done("POST", "/match/audiences", {**FORM, "is_default": True})
    first = company.done("POST", "/match/audiences", {**FORM, "is_default": True})["id"]
    second = company.done("POST", "/match/audiences", FORM)["id"]
    assert [one[0] for one in listed(company) if one[3]] == [first]
    company.done("PATCH", f"/match/audiences/{second}", {"is_default": True})
    assert [one[0] for one in listed(company) if one[3]] == [second]
    company.done("PATCH", f"/match/audiences/{second}", {"is_default": False})
    assert [one[0] for one in listed(company) if one[3]] == ["ga4:all"]
    assert [one[3] for one in listed(rival)] == [True]


def test_a_change_changes_only_what_it_names(place: Place, company: Somebody) -> None:
    before = company.done("POST", "/match/audiences", FORM)
    place.clock.now = NOW + 60
    renamed = company.done("PATCH", f"/match/audiences/{before['id']}", {"name": "Everybody"})
    assert {name for name in before if before[name] != renamed[name]} == {"name"}
    became = company.done("PATCH", f"/match/audiences/{before['id']}", {"definition": {"kind": "ga4", "users": "all"}})
    assert (became["definition"], became["name"]) == ({"kind": "ga4", "users": "all"}, "Everybody")
    assert {one["state"] for one in became["dimensions"]} == {"missing"}


def test_there_is_an_end_to_them(company: Somebody) -> None:
    for _ in range(MOST):
        company.done("POST", "/match/audiences", FORM)
    assert company.refused("POST", "/match/audiences", FORM) == (409, "limit_reached")
