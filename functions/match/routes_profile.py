"""Who is this user to the other side? The routes of the own profile."""

from functions.match.schemas_profile import Profile, PutProfile
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("GET", "/match/profile")
def profile(caller: Caller, match: Match) -> Profile:
    raise NotImplementedError


@routes.endpoint("PUT", "/match/profile")
def put_profile(body: PutProfile, caller: Caller, match: Match) -> Profile:
    raise NotImplementedError
