"""Who calls an API of Google, and what does Google say when it does not answer? RFC 6750; Google's error envelope."""

from collections.abc import Collection

from infra.local.sandbox import faults
from infra.local.sandbox.accounts import Account
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.tokens import Kind, Token, opened
from infra.local.sandbox.world import World

SCOPE = "https://www.googleapis.com/auth/"


def named(error: str) -> Answer:
    """A refusal of errors/google.json."""
    found = faults.answer("google", error)
    if found is None:
        raise KeyError(error)
    return found


def api_error(code: int, status: str, message: str, reason: str, domain: str = "global") -> Answer:
    errors = [{"message": message, "domain": domain, "reason": reason}]
    return told({"error": {"code": code, "message": message, "errors": errors, "status": status}}, code)


def bad_request(message: str, reason: str = "badRequest") -> Answer:
    return api_error(400, "INVALID_ARGUMENT", message, reason)


def not_found(message: str, reason: str = "notFound") -> Answer:
    return api_error(404, "NOT_FOUND", message, reason)


def caller(world: World, asked: Asked, any_of: Collection[str]) -> tuple[Account, Token]:
    """The account whose access token this is, with one of these scopes. Raises Refused: 401, or 403 without scope."""
    token = opened(asked.bearer)
    if token is None or token.kind is not Kind.GOOGLE_ACCESS or world.refusal(token):
        raise Refused(named("unauthenticated"))
    if not {SCOPE + scope for scope in any_of} & set(token.scopes):
        raise Refused(named("scope_insufficient"))
    return world.accounts[token.account], token
