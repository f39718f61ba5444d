"""Whom does a company consider? The routes of shortlists and their items."""

from functions.match import views_shortlists
from functions.match.schemas_shortlists import (
    ChangeShortlist,
    NewShortlist,
    PutItem,
    Shortlist,
    ShortlistEntry,
    Shortlists,
    WholeShortlist,
)
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Download, Routes

routes = Routes()


@routes.endpoint("GET", "/match/shortlists")
def shortlists(caller: Caller, match: Match) -> Shortlists:
    match.roles.require(caller.user_id, "company")
    return views_shortlists.all_lists(match.listing.all(caller.user_id))


@routes.endpoint("POST", "/match/shortlists", status=201)
def add_shortlist(body: NewShortlist, caller: Caller, match: Match) -> Shortlist:
    match.roles.require(caller.user_id, "company")
    return views_shortlists.one(match.listing.add(caller.user_id, body.name, body.notes, match.now))


@routes.endpoint("GET", "/match/shortlists/{shortlist_id}")
def shortlist(shortlist_id: str, caller: Caller, match: Match) -> WholeShortlist:
    match.roles.require(caller.user_id, "company")
    found, items = match.listing.get(caller.user_id, shortlist_id)
    matches = match.searching.of(caller.user_id, [item.influencer_id for item in items], match.now)
    return views_shortlists.whole(found, items, matches, youtube=match.searching.youtube)


@routes.endpoint("PATCH", "/match/shortlists/{shortlist_id}")
def change_shortlist(shortlist_id: str, body: ChangeShortlist, caller: Caller, match: Match) -> Shortlist:
    match.roles.require(caller.user_id, "company")
    wish = views_shortlists.list_wish(body)
    return views_shortlists.one(match.listing.change(caller.user_id, shortlist_id, wish, match.now))


@routes.endpoint("DELETE", "/match/shortlists/{shortlist_id}", status=204)
def remove_shortlist(shortlist_id: str, caller: Caller, match: Match) -> None:
    match.roles.require(caller.user_id, "company")
    match.listing.remove(caller.user_id, shortlist_id)


@routes.endpoint("PUT", "/match/shortlists/{shortlist_id}/items/{influencer_id}")
def put_item(shortlist_id: str, influencer_id: str, body: PutItem, caller: Caller, match: Match) -> ShortlistEntry:
    match.roles.require(caller.user_id, "company")
    wish = views_shortlists.item_wish(body)
    return views_shortlists.entry(match.listing.put(caller.user_id, shortlist_id, influencer_id, wish, match.now))


@routes.endpoint("DELETE", "/match/shortlists/{shortlist_id}/items/{influencer_id}", status=204)
def remove_item(shortlist_id: str, influencer_id: str, caller: Caller, match: Match) -> None:
    match.roles.require(caller.user_id, "company")
    match.listing.take_off(caller.user_id, shortlist_id, influencer_id, match.now)


@routes.endpoint("GET", "/match/shortlists/{shortlist_id}/export.csv")
def export_shortlist(shortlist_id: str, caller: Caller, match: Match) -> Download:
    return views_shortlists.table(shortlist(shortlist_id, caller, match), match.now)
