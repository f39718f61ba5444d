"""Whom does a company want to reach? The routes of its named audiences."""

from functions.match.schemas_company import ChangeAudience, NamedAudience, NamedAudiences, NewAudience
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("GET", "/match/audiences")
def named_audiences(caller: Caller, match: Match) -> NamedAudiences:
    raise NotImplementedError


@routes.endpoint("POST", "/match/audiences", status=201)
def add_audience(body: NewAudience, caller: Caller, match: Match) -> NamedAudience:
    raise NotImplementedError


@routes.endpoint("GET", "/match/audiences/{audience_id}")
def named_audience(audience_id: str, caller: Caller, match: Match) -> NamedAudience:
    raise NotImplementedError


@routes.endpoint("PATCH", "/match/audiences/{audience_id}")
def change_audience(audience_id: str, body: ChangeAudience, caller: Caller, match: Match) -> NamedAudience:
    raise NotImplementedError


@routes.endpoint("DELETE", "/match/audiences/{audience_id}", status=204)
def remove_audience(audience_id: str, caller: Caller, match: Match) -> None:
    raise NotImplementedError
