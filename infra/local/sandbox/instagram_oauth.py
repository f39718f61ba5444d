"""How does Instagram hand out tokens? Consent, code, a token of an hour, one of sixty days, and its renewal.

Instagram API with Instagram Login, Business Login (read November 2026).
"""

from infra.local.sandbox import authorization, pages, special_accounts
from infra.local.sandbox.accounts import INSTAGRAM, Account
from infra.local.sandbox.authorization import RefusedRequest, Wanted
from infra.local.sandbox.exchange import Answer, Asked, Refused, sent_to, shown, told, with_query
from infra.local.sandbox.meta_calls import BASIC, code_error, graph_error, named, spend_app
from infra.local.sandbox.tokens import Kind, Token, opened
from infra.local.sandbox.world import DAY, HOUR, LONG, World

AUTHORIZE = "/oauth/authorize"


def authorize(world: World, asked: Asked) -> Answer:
    """GET shows whose account and what for, POST is the answer."""
    parameters = {name: values[0] for name, values in asked.query.items()} if asked.method == "GET" else asked.form
    try:
        wanted = authorization.read(world, parameters, INSTAGRAM, separators=",")
    except RefusedRequest as error:
        return shown(pages.refused("Instagram", error.status, error.error), error.status)
    account = world.accounts.get(parameters.get("account", ""))
    if account is None or account.service != INSTAGRAM:
        return shown(pages.chooser("Instagram", _offered(world), wanted.told))
    if asked.method == "GET":
        return shown(pages.consent("Instagram", account, wanted, f"{asked.base}/www.instagram.com{AUTHORIZE}"))
    return _decided(world, asked, wanted, account)


def token(world: World, asked: Asked) -> Answer:
    """POST api.instagram.com/oauth/access_token: a code becomes a token of one hour, in either documented shape.

    `user_id` is the app-scoped one: who the professional account is, only /me tells.
    """
    code = _code(world, asked)
    account = world.accounts[code.account]
    short = world.issue(Kind.INSTAGRAM_SHORT, code.client, code.account, code.scopes, lives=HOUR).sealed()
    user_id = account.profile.app_id if account.profile else ""
    if account.flat:
        return told({"access_token": short, "user_id": int(user_id), "permissions": list(code.scopes)})
    return told({"data": [{"access_token": short, "user_id": user_id, "permissions": ",".join(code.scopes)}]})


def exchange(world: World, asked: Asked) -> Answer:
    """GET graph.instagram.com/access_token: a token of an hour becomes one of sixty days."""
    short = _presented(world, asked, Kind.INSTAGRAM_SHORT)
    if asked.first("client_secret") != world.clients[short.client].client_secret:
        return graph_error(101, "Error validating application.")
    if asked.first("grant_type") != "ig_exchange_token":
        return graph_error(100, "Unsupported grant_type")
    return _long(world, short)


def refresh(world: World, asked: Asked) -> Answer:
    """GET graph.instagram.com/refresh_access_token: at least 24 hours old, not expired, basic still granted."""
    old = _presented(world, asked, Kind.INSTAGRAM_LONG)
    if asked.first("grant_type") != "ig_refresh_token":
        return graph_error(100, "Unsupported grant_type")
    if BASIC not in old.scopes:
        return named("permission")
    if world.now() - old.issued < DAY:
        return graph_error(100, "A token can be refreshed when it is at least 24 hours old")
    return _long(world, old)


def _code(world: World, asked: Asked) -> Token:
    """Raises Refused."""
    registration = world.clients.get(asked.form.get("client_id", ""))
    if registration is None or registration.client_secret != asked.form.get("client_secret"):
        raise Refused(code_error("Error validating client secret."))
    if asked.form.get("grant_type") != "authorization_code":
        raise Refused(code_error("Invalid grant_type"))
    code = opened(asked.form.get("code", ""))
    if code is None or code.kind is not Kind.INSTAGRAM_CODE or code.client != registration.client_id:
        raise Refused(code_error("Invalid authorization code"))
    if asked.form.get("redirect_uri") != code.redirect_uri:
        raise Refused(code_error("Error validating verification code: redirect_uri is not identical"))
    if world.refusal(code):
        raise Refused(code_error("This authorization code has expired"))
    if not world.ledger.once(code.nonce, code.expires, world.now()):
        raise Refused(code_error("This authorization code has been used"))
    return code


def _offered(world: World) -> list[Account]:
    found = [each for each in world.accounts.values() if each.service == INSTAGRAM]
    return sorted(found, key=lambda each: (each.login != special_accounts.CREATOR_INSTAGRAM, not each.special))


def _decided(world: World, asked: Asked, wanted: Wanted, account: Account) -> Answer:
    allowed = [value for name, value in asked.form_lists if name == "allowed" and value in wanted.scopes]
    state = {"state": wanted.state} if wanted.state else {}
    if asked.form.get("decision") != "allow" or not allowed:
        denied = {"error": "access_denied", "error_reason": "user_denied"}
        words = {"error_description": "The user denied your request"}
        return sent_to(with_query(wanted.redirect_uri, {**denied, **words, **state}))
    code = world.issue(
        Kind.INSTAGRAM_CODE,
        wanted.registration.client_id,
        account.login,
        allowed,
        lives=HOUR,
        redirect_uri=wanted.redirect_uri,
    )
    return sent_to(with_query(wanted.redirect_uri, {"code": code.sealed(), **state}, "_"))


def _presented(world: World, asked: Asked, kind: Kind) -> Token:
    """Raises Refused: 190."""
    found = opened(asked.bearer)
    if found is None or found.kind is not kind:
        raise Refused(named("token_467" if found else "token"))
    if reason := world.refusal(found):
        raise Refused(named(reason))
    return found


def _long(world: World, of: Token) -> Answer:
    usage = spend_app(world, of.client)
    kept = world.issue(Kind.INSTAGRAM_LONG, of.client, of.account, of.scopes, lives=LONG)
    answer = {"access_token": kept.sealed(), "token_type": "bearer", "expires_in": LONG - 56}
    return told({**answer, "permissions": ",".join(of.scopes)}, headers=usage)
