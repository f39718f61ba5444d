"""Whom does a company consider? The routes of shortlists and their items."""

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
    raise NotImplementedError


@routes.endpoint("POST", "/match/shortlists", status=201)
def add_shortlist(body: NewShortlist, caller: Caller, match: Match) -> Shortlist:
    raise NotImplementedError


@routes.endpoint("GET", "/match/shortlists/{shortlist_id}")
def shortlist(shortlist_id: str, caller: Caller, match: Match) -> WholeShortlist:
    raise NotImplementedError


@routes.endpoint("PATCH", "/match/shortlists/{shortlist_id}")
def change_shortlist(shortlist_id: str, body: ChangeShortlist, caller: Caller, match: Match) -> Shortlist:
    raise NotImplementedError


@routes.endpoint("DELETE", "/match/shortlists/{shortlist_id}", status=204)
def remove_shortlist(shortlist_id: str, caller: Caller, match: Match) -> None:
    raise NotImplementedError


@routes.endpoint("PUT", "/match/shortlists/{shortlist_id}/items/{influencer_id}")
def put_item(shortlist_id: str, influencer_id: str, body: PutItem, caller: Caller, match: Match) -> ShortlistEntry:
    raise NotImplementedError


@routes.endpoint("DELETE", "/match/shortlists/{shortlist_id}/items/{influencer_id}", status=204)
def remove_item(shortlist_id: str, influencer_id: str, caller: Caller, match: Match) -> None:
    raise NotImplementedError


@routes.endpoint("GET", "/match/shortlists/{shortlist_id}/export.csv")
def export_shortlist(shortlist_id: str, caller: Caller, match: Match) -> Download:
    raise NotImplementedError
