"""Who fits, and why? The routes of search, of one influencer, and of the companies that an influencer fits."""

from functions.match.schemas_company import AskCompanies, CompanyMatches
from functions.match.schemas_influencer import AskFit, AskLookalikes, Influencer, InfluencerFit, Lookalikes
from functions.match.schemas_search import SearchAnswer, SearchRequest
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("POST", "/match/search")
def search(body: SearchRequest, caller: Caller, match: Match) -> SearchAnswer:
    raise NotImplementedError


@routes.endpoint("GET", "/match/influencers/{influencer_id}")
def influencer(influencer_id: str, caller: Caller, match: Match) -> Influencer:
    raise NotImplementedError


@routes.endpoint("GET", "/match/influencers/{influencer_id}/fit")
def influencer_fit(influencer_id: str, query: AskFit, caller: Caller, match: Match) -> InfluencerFit:
    raise NotImplementedError


@routes.endpoint("GET", "/match/influencers/{influencer_id}/lookalikes")
def lookalikes(influencer_id: str, query: AskLookalikes, caller: Caller, match: Match) -> Lookalikes:
    raise NotImplementedError


@routes.endpoint("GET", "/match/companies")
def companies(query: AskCompanies, caller: Caller, match: Match) -> CompanyMatches:
    raise NotImplementedError
