"""How does Google hand out tokens? Consent, code, refresh token, access token, revocation.

https://developers.google.com/identity/protocols/oauth2/web-server, granular permissions included.
"""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import unquote_plus

from infra.local.sandbox import authorization, pages, special_accounts
from infra.local.sandbox.accounts import GOOGLE, Account
from infra.local.sandbox.authorization import RefusedRequest, Wanted
from infra.local.sandbox.exchange import Answer, Asked, Refused, sent_to, shown, told, with_query
from infra.local.sandbox.google_calls import named
from infra.local.sandbox.registrations import Registration
from infra.local.sandbox.tokens import Kind, Token, opened, s256
from infra.local.sandbox.world import HOUR, World

DECIDE = "/signin/oauth/consent"
CODE_LIVES = 600


def authorize(world: World, asked: Asked) -> Answer:
    """Step one chooses the account, step two the permissions."""
    try:
        wanted = _read(world, {name: values[0] for name, values in asked.query.items()})
    except RefusedRequest as error:
        return shown(pages.refused("Google", error.status, error.error), error.status)
    account = world.accounts.get(asked.first("account") or asked.first("login_hint"))
    if account is None or account.service != GOOGLE:
        return shown(pages.chooser("Google", _offered(world, wanted), wanted.told))
    return shown(pages.consent("Google", account, wanted, f"{asked.base}/accounts.google.com{DECIDE}"))


def decide(world: World, asked: Asked) -> Answer:
    """The form of step two."""
    parameters = dict(asked.form)
    try:
        wanted = _read(world, parameters)
    except RefusedRequest as error:
        return shown(pages.refused("Google", error.status, error.error), error.status)
    account = world.accounts.get(parameters.get("account", ""))
    allowed = [value for name, value in asked.form_lists if name == "allowed" and value in wanted.scopes]
    if account is None or parameters.get("decision") != "allow" or not allowed:
        return sent_to(with_query(wanted.redirect_uri, {"error": "access_denied", "state": wanted.state}))
    code = _code(world, wanted, account, allowed)
    more = {"iss": "https://accounts.google.com", "code": code.sealed(), "scope": " ".join(code.scopes)}
    back = {"state": wanted.state, **more, "authuser": "0", "prompt": "consent"}
    return sent_to(with_query(wanted.redirect_uri, back))


def token(world: World, asked: Asked) -> Answer:
    registration = _client(world, asked)
    if asked.form.get("grant_type") == "authorization_code":
        return _exchange(world, asked, registration)
    if asked.form.get("grant_type") == "refresh_token":
        return _renew(world, asked, registration)
    return _oauth_error("unsupported_grant_type", "Invalid grant_type")


def revoke(world: World, asked: Asked) -> Answer:
    """Per project: every token of that account at this client dies, with all scopes."""
    found = opened(asked.form.get("token", "") or asked.first("token"))
    if found is None or not found.kind.value.startswith("google") or world.refusal(found):
        return _oauth_error("invalid_token", "Token expired or revoked")
    world.ledger.end(found.client, found.account, "revoked")
    return told({})


def _read(world: World, parameters: Mapping[str, str]) -> Wanted:
    wanted = authorization.read(world, parameters, GOOGLE, separators="")
    if parameters.get("code_challenge") and parameters.get("code_challenge_method") != "S256":
        raise RefusedRequest(400, "invalid_request")
    return wanted


def _offered(world: World, wanted: Wanted) -> list[Account]:
    """Companies where Analytics is asked for, else creators; the ordinary example first, special ones next."""
    analytics = any("auth/analytics" in scope for scope in wanted.scopes)
    found = [each for each in world.accounts.values() if each.service == GOOGLE and each.is_company == analytics]
    first = special_accounts.COMPANY if analytics else special_accounts.CREATOR
    return sorted(found, key=lambda each: (each.login != first, not each.special))


def _code(world: World, wanted: Wanted, account: Account, allowed: list[str]) -> Token:
    before = world.ledger.consent(wanted.registration.client_id, account.login)
    first = before.serial == 0 or not before.scopes
    included = before.scopes if wanted.told.get("include_granted_scopes") == "true" else []
    return world.issue(
        Kind.GOOGLE_CODE,
        wanted.registration.client_id,
        account.login,
        list(dict.fromkeys([*allowed, *included])),
        lives=CODE_LIVES,
        redirect_uri=wanted.redirect_uri,
        challenge=wanted.told.get("code_challenge", ""),
        offline=wanted.told.get("access_type") == "offline" and (first or "consent" in wanted.told.get("prompt", "")),
    )


def _exchange(world: World, asked: Asked, registration: Registration) -> Answer:
    code = opened(asked.form.get("code", ""))
    if code is None or code.kind is not Kind.GOOGLE_CODE or code.client != registration.client_id:
        return _oauth_error("invalid_grant", "Malformed auth code.")
    if world.refusal(code) or not world.ledger.once(code.nonce, code.expires, world.now()):
        return _oauth_error("invalid_grant", "Bad Request")
    if asked.form.get("redirect_uri") != code.redirect_uri:
        return _oauth_error("redirect_uri_mismatch", "Bad Request")
    verifier = asked.form.get("code_verifier", "")
    if code.challenge and not verifier:
        return _oauth_error("invalid_grant", "Missing code verifier.")
    if s256(verifier) != code.challenge and (code.challenge or verifier):
        return _oauth_error("invalid_grant", "Invalid code verifier.")
    account, more = world.accounts[code.account], {}
    if code.offline:
        kept = world.issue(Kind.GOOGLE_REFRESH, code.client, code.account, code.scopes)
        more["refresh_token"] = kept.sealed()
        if account.ending:
            more["refresh_token_expires_in"] = str(int(account.ending.after))
    return told(_answer(world, code, more))


def _renew(world: World, asked: Asked, registration: Registration) -> Answer:
    kept = opened(asked.form.get("refresh_token", ""))
    if kept is None or kept.kind is not Kind.GOOGLE_REFRESH:
        return named("invalid_grant")
    if kept.client != registration.client_id:
        return _oauth_error("unauthorized_client", "Unauthorized", 401)
    if reason := world.refusal(kept):
        return named(reason)
    more = {}
    if world.accounts[kept.account].rotates:
        more["refresh_token"] = world.issue(Kind.GOOGLE_REFRESH, kept.client, kept.account, kept.scopes).sealed()
    return told(_answer(world, kept, more))


def _answer(world: World, of: Token, more: Mapping[str, str]) -> dict[str, object]:
    access = world.issue(Kind.GOOGLE_ACCESS, of.client, of.account, of.scopes, lives=HOUR)
    lives = {name: int(value) for name, value in more.items() if name.endswith("_in")}
    scope = " ".join(of.scopes)
    told_first = {"access_token": access.sealed(), "expires_in": HOUR - 1, **more, **lives}
    return {**told_first, "scope": scope, "token_type": "Bearer"}


def _client(world: World, asked: Asked) -> Registration:
    """By the body or by HTTP Basic (RFC 6749 §2.3.1). Raises Refused."""
    client_id, secret = asked.form.get("client_id", ""), asked.form.get("client_secret", "")
    scheme, _, credentials = asked.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            client_id, _, secret = map(unquote_plus, base64.b64decode(credentials).decode().partition(":"))
        except (binascii.Error, UnicodeDecodeError):
            raise Refused(named("invalid_client")) from None
    found = world.clients.get(client_id)
    if found is None or found.client_secret != secret:
        raise Refused(named("invalid_client"))
    return found


def _oauth_error(error: str, description: str, status: int = 400) -> Answer:
    """RFC 6749 §5.2."""
    return told({"error": error, "error_description": description}, status)
