"""What may a brand know of one influencer: detail, explanation, lookalikes? Only what is shared right now."""

import pytest

from functions.shared.audience.buckets import Name
from functions.shared.matching.layout import BUCKETS
from tests.store.match.people import Place, Somebody
from tests.store.match.sharing import MEN, WOMEN, account, creator, ids, profile, shared
from tests.store.match.test_audiences import ga4

ROUTES = ["", "/fit", "/lookalikes"]


@pytest.fixture
def shop(place: Place, company: Somebody) -> Somebody:
    """A company whose GA4 says: three women to one man, 25 to 34."""
    ga4(place, company)
    return company


@pytest.mark.parametrize("rest", ROUTES)
def test_without_a_token_the_answer_is_401(place: Place, company: Somebody, rest: str) -> None:
    status, problem = company.call("GET", f"/match/influencers/{creator(place).user_id}{rest}", token="")
    assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("rest", ROUTES)
@pytest.mark.parametrize("name", ["nobody", "x" * 300, "a\x00b", "\u0130", "%00"])
def test_an_unknown_id_is_404(shop: Somebody, rest: str, name: str) -> None:
    assert shop.refused("GET", f"/match/influencers/{name}{rest}") == (404, "not_found")


@pytest.mark.parametrize("rest", ROUTES)
def test_who_shares_nothing_is_404(place: Place, shop: Somebody, influencer: Somebody, rest: str) -> None:
    account(place, influencer)
    profile(place, influencer)
    assert shop.refused("GET", f"/match/influencers/{influencer.user_id}{rest}") == (404, "not_found")


@pytest.mark.parametrize("rest", ROUTES)
@pytest.mark.parametrize("role", ["influencer", "none"])
def test_only_companies_look_at_others(place: Place, role: str, rest: str) -> None:
    who = creator(place)
    assert place.somebody(role).refused("GET", f"/match/influencers/{who.user_id}{rest}") == (403, "forbidden")


@pytest.mark.parametrize(
    ("rest", "query"),
    [
        ("/fit", {"age": "x"}),
        ("/fit", {"age": "-1"}),
        ("/fit", {"age": "0", "gender": "0"}),
        ("/fit", {"age": "nan"}),
        ("/fit", {"audience": "a b"}),
        ("/lookalikes", {"limit": "0"}),
        ("/lookalikes", {"limit": "51"}),
        ("/lookalikes", {"platform": "vine"}),
    ],
)
def test_a_bad_query_is_422(place: Place, shop: Somebody, rest: str, query: dict[str, str]) -> None:
    who = creator(place)
    assert shop.refused("GET", f"/match/influencers/{who.user_id}{rest}", **query) == (422, "invalid_request")


def test_a_detail_shows_each_shared_platform_with_its_numbers(place: Place, shop: Somebody) -> None:
    who = creator(place, followers=7_000)
    account(place, who, MEN, "youtube")
    profile(place, who, bio="Hi", contact_email="a@b.example", countries=["TR"])
    found = shop.done("GET", f"/match/influencers/{who.user_id}")
    assert (found["id"], found["bio"], found["contact_email"], found["countries"]) == (
        who.user_id,
        "Hi",
        "a@b.example",
        ["TR"],
    )
    (one,) = found["platforms"]
    assert (one["card"]["platform"], one["card"]["followers"]) == ("instagram", 7_000)
    assert {metric["metric"]: metric["value"] for metric in one["metrics"]}["reach"] == 3_500.0
    assert [series["metric"] for series in one["series"]] == ["followers"]
    assert {each["name"]: each["state"] for each in one["dimensions"]} == {"age": "value", "gender": "value"}
    checks = {check["name"]: check for check in one["activity"]["checks"]}
    assert set(checks) == {"growth", "engagement", "reach"}
    assert {check["state"] for check in checks.values()} == {"too_little_data"}
    assert {each["metric"] for each in checks["engagement"]["inputs"]} == {"engagements", "reach"}


def test_an_influencer_sees_the_own_page_as_brands_do(place: Place, influencer: Somebody) -> None:
    account(place, influencer)
    assert influencer.done("GET", f"/match/influencers/{influencer.user_id}")["platforms"] == []
    shared(place, influencer, MEN, "youtube")
    own = influencer.done("GET", f"/match/influencers/{influencer.user_id}")
    assert [one["card"]["platform"] for one in own["platforms"]] == ["youtube"]


def test_a_fit_has_every_bucket_of_every_platform(place: Place, shop: Somebody) -> None:
    who = creator(place)
    shared(place, who, MEN, "tiktok")
    found = shop.done("GET", f"/match/influencers/{who.user_id}/fit", gender="1", age="3")
    assert found["weights"] == {"age": 0.75, "gender": 0.25, "country": 0.0, "device": 0.0}
    assert found["audience"]["id"] == "ga4:all"
    assert [one["platform"] for one in found["items"]] == ["instagram", "tiktok"]
    for one in found["items"]:
        for name in (Name.AGE, Name.GENDER, Name.COUNTRY, Name.DEVICE):
            buckets = one["fit"][name.value]["buckets"]
            assert {bucket["bucket"] for bucket in buckets} == set(BUCKETS[name])
            assert sum(bucket["difference"] for bucket in buckets) == pytest.approx(0.0, abs=1e-9)
    assert [each["bucket"] for each in found["items"][0]["fit"]["age"]["buckets"]] == list(BUCKETS[Name.AGE])


def test_a_fit_is_the_score_of_the_search(place: Place, shop: Somebody) -> None:
    who = creator(place)
    (searched,) = shop.done("POST", "/match/search", {})["items"]
    (explained,) = shop.done("GET", f"/match/influencers/{who.user_id}/fit")["items"]
    assert explained["score"] == pytest.approx(searched["score"])
    assert explained["fit"]["gender"]["overlap"] == pytest.approx(searched["fit"]["gender"]["overlap"])


def test_a_fit_with_a_strangers_audience_is_404(place: Place, shop: Somebody, rival: Somebody) -> None:
    who = creator(place)
    path = f"/match/influencers/{who.user_id}/fit"
    assert rival.refused("GET", path, audience="ga4:all") == (404, "not_found")
    assert rival.refused("GET", path) == (409, "audience_missing")


def test_lookalikes_are_others_with_a_like_audience_and_say_what_they_may_share(place: Place, shop: Somebody) -> None:
    who = creator(place, WOMEN, followers=1_000)
    shared(place, who, WOMEN, "tiktok")
    near, far = creator(place, WOMEN, followers=500), creator(place, MEN, followers=9_000)
    found = shop.done("GET", f"/match/influencers/{who.user_id}/lookalikes", platform="instagram")
    assert (found["platform"], ids(found["items"])) == ("instagram", [near.user_id, far.user_id])
    like, unlike = found["items"]
    assert like["similarity"] > unlike["similarity"]
    assert like["overlap_at_most"]["people"] == 500
    assert 0 < unlike["overlap_at_most"]["people"] < 500
    assert unlike["overlap_at_most"]["of_smaller"] < 0.5


def test_lookalikes_are_as_many_as_asked_for_beside_the_own_platforms(place: Place, shop: Somebody) -> None:
    who = creator(place)
    for platform in ("youtube", "tiktok"):
        shared(place, who, WOMEN, platform)
    others = {creator(place).user_id for _ in range(3)}
    items = shop.done("GET", f"/match/influencers/{who.user_id}/lookalikes", limit="2")["items"]
    assert len(items) == 2
    assert set(ids(items)) < others
