"""What does a company look for again and again? The routes of saved searches."""

from collections.abc import Sequence

from functions.match import views_search, views_searches
from functions.match.saved_searches import Saved
from functions.match.schemas_searches import ChangeSearch, NewSearch, SavedSearch, SavedSearches
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("GET", "/match/searches")
def searches(caller: Caller, match: Match) -> SavedSearches:
    match.roles.require(caller.user_id, "company")
    return _shown(match.saved.all(caller.user_id), match)


@routes.endpoint("POST", "/match/searches", status=201)
def save_search(body: NewSearch, caller: Caller, match: Match) -> SavedSearch:
    match.roles.require(caller.user_id, "company")
    return _one(match.saved.add(caller.user_id, body.name, body.query.model_dump_json(), match.now), match)


@routes.endpoint("GET", "/match/searches/{search_id}")
def saved_search(search_id: str, caller: Caller, match: Match) -> SavedSearch:
    match.roles.require(caller.user_id, "company")
    return _one(match.saved.find(caller.user_id, search_id) if is_id(search_id) else None, match)


@routes.endpoint("PATCH", "/match/searches/{search_id}")
def change_search(search_id: str, body: ChangeSearch, caller: Caller, match: Match) -> SavedSearch:
    match.roles.require(caller.user_id, "company")
    query = body.query.model_dump_json() if body.query else None
    return _one(match.saved.change(caller.user_id, search_id, body.name, query) if is_id(search_id) else None, match)


@routes.endpoint("DELETE", "/match/searches/{search_id}", status=204)
def remove_search(search_id: str, caller: Caller, match: Match) -> None:
    match.roles.require(caller.user_id, "company")
    if not is_id(search_id) or not match.saved.remove(caller.user_id, search_id):
        raise Problem(Code.NOT_FOUND)


@routes.endpoint("POST", "/match/searches/{search_id}/seen", status=204)
def seen_search(search_id: str, caller: Caller, match: Match) -> None:
    match.roles.require(caller.user_id, "company")
    if not is_id(search_id) or not match.saved.see(caller.user_id, search_id, match.now):
        raise Problem(Code.NOT_FOUND)


def _one(saved: Saved | None, match: Match) -> SavedSearch:
    if saved is None:
        raise Problem(Code.NOT_FOUND)
    return _shown([saved], match).items[0]


def _shown(found: Sequence[Saved], match: Match) -> SavedSearches:
    cards = match.searching.cards(views_searches.named(found))
    return views_searches.searches(found, {key: views_search.card(creator) for key, creator in cards.items()})
