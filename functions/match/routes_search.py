"""Who fits, and why? The routes of search, of one influencer, and of the companies that an influencer fits."""

from functions.match import views_company, views_influencer, views_search
from functions.match.schemas_company import AskCompanies, CompanyMatches
from functions.match.schemas_influencer import AskFit, AskLookalikes, Influencer, InfluencerFit, Lookalikes
from functions.match.schemas_search import SearchAnswer, SearchRequest
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("POST", "/match/search")
def search(body: SearchRequest, caller: Caller, match: Match) -> SearchAnswer:
    match.roles.require(caller.user_id, "company")
    found = match.searching.search(caller.user_id, views_search.wanted(body), body.limit, body.cursor, match.now)
    return views_search.answer(found, youtube=match.searching.youtube)


@routes.endpoint("GET", "/match/influencers/{influencer_id}")
def influencer(influencer_id: str, caller: Caller, match: Match) -> Influencer:
    own = influencer_id == caller.user_id
    if not own:
        match.roles.require(caller.user_id, "company")
    return views_influencer.influencer(match.influencers.get(influencer_id, match.now, own=own))


@routes.endpoint("GET", "/match/influencers/{influencer_id}/fit")
def influencer_fit(influencer_id: str, query: AskFit, caller: Caller, match: Match) -> InfluencerFit:
    match.roles.require(caller.user_id, "company")
    weights = views_influencer.weights(query)
    found = match.searching.fit(caller.user_id, influencer_id, query.audience, weights, match.now)
    return views_influencer.fit(found, youtube=match.searching.youtube)


@routes.endpoint("GET", "/match/influencers/{influencer_id}/lookalikes")
def lookalikes(influencer_id: str, query: AskLookalikes, caller: Caller, match: Match) -> Lookalikes:
    match.roles.require(caller.user_id, "company")
    asked, found = match.resembling.like(influencer_id, query.platform, query.limit, match.now)
    return views_influencer.lookalikes(asked, found, youtube=match.searching.youtube)


@routes.endpoint("GET", "/match/companies")
def companies(query: AskCompanies, caller: Caller, match: Match) -> CompanyMatches:
    match.roles.require(caller.user_id, "influencer")
    found, following = match.mirror.look(caller.user_id, query.platform, query.cursor, query.limit, match.now)
    return views_company.companies(found, following, youtube=match.mirror.youtube)
