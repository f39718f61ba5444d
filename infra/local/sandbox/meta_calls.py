"""Who calls the Instagram API, and what does Meta say when it does not answer? Graph errors, and usage headers."""

import json

from infra.local.sandbox import faults
from infra.local.sandbox.accounts import Account, Profile
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.quotas import DAY, HOUR
from infra.local.sandbox.tokens import Kind, Token, opened
from infra.local.sandbox.world import World

BASIC, INSIGHTS = "instagram_business_basic", "instagram_business_manage_insights"
LEAST_IMPRESSIONS = 10


def named(error: str) -> Answer:
    """A refusal of errors/meta.json."""
    found = faults.answer("instagram.", error)
    if found is None:
        raise KeyError(error)
    return found


def graph_error(code: int, message: str, status: int = 400, subcode: int | None = None) -> Answer:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AbCdEfGhIjKlMnOpQrStUvW"}
    return told({"error": {**error, **({"error_subcode": subcode} if subcode else {})}}, status)


def code_error(message: str) -> Answer:
    """Of api.instagram.com, whose errors have another shape."""
    return told({"error_type": "OAuthException", "code": 400, "error_message": message}, 400)


def caller(world: World, asked: Asked, scope: str) -> tuple[Account, Profile, Token]:
    """Raises Refused: 190 for a token that is not good, 10 without the permission."""
    token = opened(asked.bearer)
    if token is None or token.kind not in (Kind.INSTAGRAM_SHORT, Kind.INSTAGRAM_LONG):
        raise Refused(named("token"))
    if reason := world.refusal(token):
        raise Refused(named(reason))
    if scope not in token.scopes:
        raise Refused(named("permission"))
    account = world.accounts[token.account]
    if account.profile is None:
        raise Refused(named("token_467"))
    return account, account.profile, token


def spend(world: World, token: Token, profile: Profile, followers: int) -> dict[str, str]:
    """Counts a call against the account's own limit (4,800 x impressions in 24 h) and tells how full it is.

    Raises Refused: 80002.
    """
    limit = world.quotas.limits.instagram_calls_per_impression * max(LEAST_IMPRESSIONS, followers // 2)
    key = f"{token.client} {profile.user_id}"
    allowed = world.quotas.spend("instagram.account_day", key, DAY, limit)
    percent = min(100, 100 * world.quotas.used("instagram.account_day", key) // max(1, limit))
    wait = 0 if allowed else max(1, round((world.quotas.ends("instagram.account_day", key) - world.now()) / 60))
    usage = {"type": "instagram", "call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
    told_usage = [{**usage, "estimated_time_to_regain_access": wait}]
    headers = {"x-business-use-case-usage": json.dumps({profile.user_id: told_usage})}
    if not allowed:
        refused = graph_error(80002, "(#80002) There have been too many calls to this Instagram account.")
        raise Refused(Answer(refused.status, refused.body, {**refused.headers, **headers}))
    return headers


def spend_app(world: World, client: str) -> dict[str, str]:
    """Counts a call against the app's limit (200 an hour for each of its users). Raises Refused: 4."""
    users = sum(1 for each in world.accounts if world.ledger.consent(client, each).serial)
    limit = world.quotas.limits.instagram_app_hour * max(1, users)
    allowed = world.quotas.spend("instagram.app_hour", client, HOUR, limit)
    percent = min(100, 100 * world.quotas.used("instagram.app_hour", client) // max(1, limit))
    usage = {"call_count": percent, "total_time": percent // 2, "total_cputime": percent // 2}
    if not allowed:
        raise Refused(named("app_limit"))
    return {"x-app-usage": json.dumps(usage)}
