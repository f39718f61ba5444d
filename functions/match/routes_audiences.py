"""Whom does a company want to reach? The routes of its named audiences."""

from functions.match import views_audiences
from functions.match.schemas_company import ChangeAudience, NamedAudience, NamedAudiences, NewAudience
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("GET", "/match/audiences")
def named_audiences(caller: Caller, match: Match) -> NamedAudiences:
    match.roles.require(caller.user_id, "company")
    return views_audiences.audiences(match.keeping.listed(caller.user_id))


@routes.endpoint("POST", "/match/audiences", status=201)
def add_audience(body: NewAudience, caller: Caller, match: Match) -> NamedAudience:
    match.roles.require(caller.user_id, "company")
    return views_audiences.audience(match.keeping.add(caller.user_id, views_audiences.wish(body), match.now))


@routes.endpoint("GET", "/match/audiences/{audience_id}")
def named_audience(audience_id: str, caller: Caller, match: Match) -> NamedAudience:
    match.roles.require(caller.user_id, "company")
    return views_audiences.audience(match.keeping.get(caller.user_id, audience_id))


@routes.endpoint("PATCH", "/match/audiences/{audience_id}")
def change_audience(audience_id: str, body: ChangeAudience, caller: Caller, match: Match) -> NamedAudience:
    match.roles.require(caller.user_id, "company")
    changed = match.keeping.change(caller.user_id, audience_id, views_audiences.wish(body), match.now)
    return views_audiences.audience(changed)


@routes.endpoint("DELETE", "/match/audiences/{audience_id}", status=204)
def remove_audience(audience_id: str, caller: Caller, match: Match) -> None:
    match.roles.require(caller.user_id, "company")
    match.keeping.remove(caller.user_id, audience_id, match.now)
