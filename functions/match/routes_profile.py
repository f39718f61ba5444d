"""Who is this user to the other side? The routes of the own profile."""

from functions.match import views_profile
from functions.match.profiles import Kind
from functions.match.schemas_profile import Profile, PutProfile
from functions.match.wiring import Match
from functions.shared.access import Caller
from functions.shared.problems import Code, Problem
from functions.shared.signature import Routes

routes = Routes()


@routes.endpoint("GET", "/match/profile")
def profile(caller: Caller, match: Match) -> Profile:
    return views_profile.profile(_kind(caller, match), match.profiles.find(caller.user_id))


@routes.endpoint("PUT", "/match/profile")
def put_profile(body: PutProfile, caller: Caller, match: Match) -> Profile:
    kind = _kind(caller, match)
    saved = match.profiles.save(caller.user_id, kind, views_profile.wish(body), body.rev, match.now)
    if saved is None:
        raise Problem(Code.CONFLICT, "Another revision was saved in the meantime")
    return views_profile.profile(kind, saved)


def _kind(caller: Caller, match: Match) -> Kind:
    """Who is neither has chosen no side yet."""
    role = match.roles.of(caller.user_id)
    if role not in list(Kind):
        raise Problem(Code.FORBIDDEN, "Only for accounts with a role")
    return Kind(role)
