"""What does a company look for again and again? The routes of saved searches."""

from functions.match.schemas_searches import ChangeSearch, NewSearch, SavedSearch, SavedSearches
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("GET", "/match/searches")
def searches(caller: Caller, match: Match) -> SavedSearches:
    raise NotImplementedError


@routes.endpoint("POST", "/match/searches", status=201)
def save_search(body: NewSearch, caller: Caller, match: Match) -> SavedSearch:
    raise NotImplementedError


@routes.endpoint("GET", "/match/searches/{search_id}")
def saved_search(search_id: str, caller: Caller, match: Match) -> SavedSearch:
    raise NotImplementedError


@routes.endpoint("PATCH", "/match/searches/{search_id}")
def change_search(search_id: str, body: ChangeSearch, caller: Caller, match: Match) -> SavedSearch:
    raise NotImplementedError


@routes.endpoint("DELETE", "/match/searches/{search_id}", status=204)
def remove_search(search_id: str, caller: Caller, match: Match) -> None:
    raise NotImplementedError


@routes.endpoint("POST", "/match/searches/{search_id}/seen", status=204)
def seen_search(search_id: str, caller: Caller, match: Match) -> None:
    raise NotImplementedError
