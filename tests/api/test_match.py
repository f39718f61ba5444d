"""From two accounts to a match with its reasons, on the deployed stack: GA4's audience beside a creator's, and how a
consent ends.
"""

from typing import Any

import pytest

from infra.local.stack import LocalStack
from tests.api.test_connections import COMPANY, INSTAGRAM, audience, connect, connection
from tests.clients import App, Eventually

pytestmark = pytest.mark.stack


def company(stack: LocalStack, eventually: Eventually) -> App:
    """Signed in, a company, with the audience of its site."""
    app = App(stack).sign_in()
    assert app.call("PATCH", "/auth/me", {"role": "company"}).status_code == 200
    assert connect(stack, app, "ga4", COMPANY) == "needs_property"
    found = connection(app, "ga4")["id"]
    listed = app.call("GET", f"/connect/connections/{found}/properties").json()["items"]
    app.call("PATCH", f"/connect/connections/{found}", {"property_id": listed[0]["id"]})
    eventually(lambda: audience(app, "ga4"))
    return app


def influencer(stack: LocalStack, eventually: Eventually) -> App:
    """Signed in, an influencer, with a pulled Instagram that is shared."""
    app = App(stack).sign_in()
    assert app.call("PATCH", "/auth/me", {"role": "influencer"}).status_code == 200
    assert connect(stack, app, "instagram", INSTAGRAM) == "connected"
    eventually(lambda: audience(app, "instagram"))
    return app


def share(app: App, *, on: bool) -> None:
    found = connection(app, "instagram")["id"]
    changed = app.call("PATCH", f"/connect/connections/{found}", {"share_with_brands": on})
    assert (changed.status_code, changed.json()["share_with_brands"]) == (200, on)


def matches(shop: App, who: App) -> list[dict[str, Any]]:
    answer = shop.call("POST", "/match/search", {"limit": 50})
    assert answer.status_code == 200, answer.text
    return [one for one in answer.json()["items"] if one["influencer"]["id"] == who.user_id]


def test_a_company_finds_who_shares_says_why_and_loses_who_does_no_longer(
    stack: LocalStack, eventually: Eventually
) -> None:
    shop, who = company(stack, eventually), influencer(stack, eventually)
    detail, path = f"/match/influencers/{who.user_id}", "/match/companies"
    assert matches(shop, who) == []
    assert shop.call("GET", detail).status_code == 404
    share(who, on=True)
    (found,) = matches(shop, who)
    assert sum(one["contribution"] for one in found["fit"].values()) == pytest.approx(found["score"])
    assert {found["fit"][name]["creator_state"] for name in ("age", "gender", "country")} == {"reported"}
    (explained,) = shop.call("GET", f"{detail}/fit").json()["items"]
    assert explained["score"] == pytest.approx(found["score"], abs=1e-6)
    assert shop.call("GET", f"{detail}/lookalikes").status_code == 200
    assert shop.call("GET", detail).json()["platforms"][0]["card"]["handle"] == found["influencer"]["handle"]

    hidden = who.call("GET", path).json()["items"]
    assert shop.user_id not in {one["company"]["id"] for one in hidden}
    profile = {"rev": 0, "display_name": "Shop", "visible": True}
    assert shop.call("PUT", "/match/profile", profile).status_code == 200
    mirrored = {one["company"]["id"]: one for one in who.call("GET", path).json()["items"]}
    assert [score["platform"] for score in mirrored[shop.user_id]["scores"]] == ["instagram"]

    share(who, on=False)
    assert matches(shop, who) == []
    assert shop.call("GET", detail).status_code == 404
    assert shop.call("GET", f"{detail}/fit").status_code == 404


def test_roles_hold_and_an_audience_is_its_owners(stack: LocalStack, eventually: Eventually) -> None:
    shop, other = company(stack, eventually), App(stack).sign_in()
    assert other.call("POST", "/match/search", {}).json()["code"] == "forbidden"
    assert other.call("PATCH", "/auth/me", {"role": "company"}).status_code == 200
    eventually(lambda: other.call("POST", "/match/search", {}).json()["code"] == "audience_missing")
    form = {"kind": "form", "dimensions": {"gender": {"female": 0.7, "male": 0.3}}}
    added = shop.call("POST", "/match/audiences", {"name": "Women", "definition": form})
    assert added.status_code == 201, added.text
    own = f"/match/audiences/{added.json()['id']}"
    for method, body in (("GET", None), ("PATCH", {"name": "Mine"}), ("DELETE", None)):
        assert other.call(method, own, body).status_code == 404
    listed = shop.call("GET", "/match/audiences").json()["items"]
    assert [one["name"] for one in listed if one["saved"]] == ["Women"]
