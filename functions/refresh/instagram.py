"""What does Instagram know of an account and its followers? The profile, its insights, and one call per breakdown.

An unsupported pair of breakdowns fails as a whole, hence one each; `this_month` is the last 30 days and one of two
timeframes that still work (IG User Insights, v25.0). Under 100 followers nothing is told, so nothing is asked.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from requests.adapters import HTTPAdapter

from functions.refresh.graph import VERSION, Graph
from functions.refresh.outcomes import require_account
from functions.refresh.ports import Attempt
from functions.refresh.work import Account, Pulled, RefusedError
from functions.shared.audience import answers, instagram
from functions.shared.audience.answers import Malformed
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Pull, Window
from functions.shared.audience.errors import Verdict
from functions.shared.audience.metrics import Metric
from functions.shared.audience.snapshot import Snapshot
from functions.shared.tokens.grants import Token

FIELDS = "user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count"
_NOTHING: Mapping[str, Any] = {"data": []}
_DAYS = 30


class InstagramPuller:
    """Implements `ports.Puller`."""

    def __init__(self, pool: HTTPAdapter) -> None:
        self._pool = pool

    def pull(self, attempt: Attempt, token: Token) -> Pulled:
        graph = Graph(self._pool, attempt, token)
        pull = Pull(_window(attempt.now), attempt.now)
        profile = graph.get(f"{VERSION}/me", fields=FIELDS)
        account = require_account(attempt.work, lambda: _account(profile))
        path = f"{VERSION}/{account.account_id}/insights"
        insights = _told(
            lambda: graph.get(
                path, metric=",".join(instagram.INSIGHTS), period="day", metric_type="total_value", **_days(attempt.now)
            )
        )
        totals = instagram.metrics(profile, insights, pull)
        values = totals.values if totals else {}
        people = values.get(Metric.FOLLOWERS)
        by_name = {name: _breakdown(graph, path, name, people) for name in instagram.DIMENSIONS}
        dimensions = instagram.audience(by_name, pull, people=people)
        return Pulled(Snapshot(instagram.PROVIDER, dimensions), values, account)


def _breakdown(graph: Graph, path: str, name: Name, people: float | None) -> Any:
    if people is not None and people < instagram.FLOOR:
        return _NOTHING
    return _told(
        lambda: graph.get(
            path,
            metric=instagram.FOLLOWERS,
            period="lifetime",
            metric_type="total_value",
            timeframe="this_month",
            breakdown=instagram.DIMENSIONS[name],
        )
    )


def _told(ask: Callable[[], Any]) -> Any:
    """Too few people to tell is an answer about this one number: nothing, and the pull goes on."""
    try:
        return ask()
    except RefusedError as refused:
        if refused.outcome.verdict is not Verdict.SUPPRESSED:
            raise
        return _NOTHING


def _account(profile: Any) -> Account:
    """By `user_id`, the professional account's (`id` is scoped to our app). Raises Malformed."""
    fields = answers.entries(profile)
    account_id = fields.get("user_id")
    if isinstance(account_id, int):
        account_id = str(account_id)
    if not account_id or not answers.text(account_id).isalnum():
        raise Malformed("no user_id")
    return Account(account_id, answers.text(fields.get("name") or ""), answers.text(fields.get("username") or ""))


def _days(now: float) -> dict[str, str]:
    """Without them the insights are of the last 24 hours; 30 days are the most that is told at once."""
    return {"since": str(int(now) - _DAYS * 86_400), "until": str(int(now))}


def _window(now: float) -> Window:
    end = datetime.fromtimestamp(now, UTC).date()
    return Window(end - timedelta(days=_DAYS - 1), end)
