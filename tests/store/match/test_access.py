"""Who may ask, and whose is it?"""

import pytest

from functions.shared.audience.buckets import Name
from functions.shared.audience.metrics import Metric
from tests.store import connections
from tests.store.match.people import Place, Somebody
from tests.unit.audience.samples import TODAY, dimension

ROUTES = ["/match/audience", "/match/trends"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("token", ["", "Bearer x", "Bearer"])
def test_without_a_token_the_answer_is_401(somebody: Somebody, route: str, token: str) -> None:
    status, problem = somebody.call("GET", route, {"keyword": "kahve"}, token=token)
    assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_audience_is_not_seen(place: Place, somebody: Somebody, stranger: Somebody) -> None:
    for shared in (False, True):
        own = connections.connection(
            place.database,
            stranger.user_id,
            "instagram" if shared else "ga4",
            at=connections.NOW - shared,
            share_with_brands=shared,
        )
        connections.snapshot(place.database, own, "instagram", [dimension(Name.GENDER, [("female", 9.0)])])
        connections.metric(place.database, own, Metric.FOLLOWERS, {TODAY: 5.0})
    assert somebody.audience() == []
    assert len(stranger.audience()) == 2


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_in_a_request_chooses_a_user(place: Place, somebody: Somebody, stranger: Somebody, route: str) -> None:
    connections.connection(place.database, stranger.user_id)
    query = {"user_id": stranger.user_id}
    status, answer = somebody.call("GET", route, query)
    assert status == 422 or answer == {"items": []}
