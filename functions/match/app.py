"""Who fits whom, and whose audience is it? The table of contents of the service, with `routes_*.py` beside it."""

from typing import Any

from chalice.app import Rate, SQSEvent

from functions.match import (
    own_audience,
    routes_audiences,
    routes_profile,
    routes_search,
    routes_searches,
    routes_shortlists,
    trend_wish,
    triggers,
    views,
    wiring,
)
from functions.match.schemas import FindTrend, OwnAudiences, Trend
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.http import Service

app = Service("match", wiring.wire)
app.include(
    routes_search.routes,
    routes_audiences.routes,
    routes_profile.routes,
    routes_shortlists.routes,
    routes_searches.routes,
)


@app.endpoint("GET", "/match/audience")
def audience(caller: Caller, match: Match) -> OwnAudiences:
    connected = match.audiences.own(caller.user_id, own_audience.since(match.now))
    return views.own_audiences([own_audience.audience(one, match.now) for one in connected])


@app.endpoint("GET", "/match/trends")
def trends(query: FindTrend, caller: Caller, match: Match) -> Trend:
    found = trend_wish.look_up(match.trends, match.wishes, caller.user_id, query.keyword, query.geo, match.now)
    return views.trend(found)


@app.on_sqs_message(queue="match-erasure", batch_size=1, name="erase")
def erase(event: SQSEvent) -> dict[str, Any]:
    return triggers.erase(event.to_dict(), wiring.wire().erasing)


@app.schedule(Rate(1, unit=Rate.HOURS), name="digest")
def digest(_event: Any) -> dict[str, Any]:
    return triggers.digest(wiring.wire().digesting)


@app.schedule(Rate(1, unit=Rate.HOURS), name="tend")
def tend(_event: Any) -> dict[str, Any]:
    return triggers.tend(wiring.wire().tending)
