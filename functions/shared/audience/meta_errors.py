"""What does a refusal of Instagram mean? Graph errors and those of its token endpoint; pure.

    {"error": {"message", "type", "code", "error_subcode", "fbtrace_id", "is_transient"}}      graph.instagram.com
    {"error_type": "OAuthException", "code": 400, "error_message": "…"}                        api.instagram.com

Sources: Meta's Graph API "Handle errors" and "Rate limits" (read November 2026, v25.0).
"""

import json
from collections.abc import Mapping
from typing import Any

from functions.shared.audience.errors import (
    LONGEST,
    Outcome,
    Refusal,
    Verdict,
    back_off,
    parsed,
    retry_after,
    unreadable,
)

SUBCODES: Mapping[int, str] = {
    458: "app_removed",
    459: "checkpoint",
    460: "password_changed",
    463: "token_expired",
    464: "unconfirmed_user",
    467: "token_invalid",
}
"""Of code 190; each needs the user, and the words to show differ."""
_THROTTLED: Mapping[int, str] = {
    4: "app_limit",
    17: "user_limit",
    32: "page_limit",
    613: "custom_limit",
    80002: "instagram_limit",
}
_USAGE = "x-business-use-case-usage"
_APP_USAGE = "x-app-usage"


def classify(refusal: Refusal, now: float) -> Outcome:
    """Any text is an answer."""
    body = parsed(refusal)
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return _graph(error, refusal, now)
    if isinstance(body, dict) and isinstance(body.get("error_type"), str):
        return _token_endpoint(body["error_type"], refusal, now)
    return unreadable(refusal, now)


def usage(headers: Mapping[str, str]) -> float:
    """The fullest of all limits told, in percent (0 where none is): slow down before 100."""
    refusal = Refusal(200, headers=headers)
    app = _json(refusal.header(_APP_USAGE))
    told = [*_business(refusal), *([app] if isinstance(app, dict) else [])]
    names = ("call_count", "total_cputime", "total_time")
    return max((_number(entry.get(name)) for entry in told for name in names), default=0.0)


def _graph(error: Mapping[str, Any], refusal: Refusal, now: float) -> Outcome:
    code = error.get("code") if type(error.get("code")) is int else None
    if code in (190, 102):
        return Outcome(Verdict.NEEDS_REAUTH, _subcode(error))
    if code in _THROTTLED or refusal.status == 429:
        return back_off(_THROTTLED.get(code or 0, "too_many_requests"), now, _seconds(refusal))
    if error.get("is_transient") is True or code in (1, 2):
        return Outcome(Verdict.RETRY, f"code_{code}")
    if code is not None and (code == 10 or 200 <= code <= 299):
        return _permission(code, error)
    if code is None or (code != 100 and refusal.status >= 500):
        return unreadable(refusal, now)
    return Outcome(Verdict.BUG, f"code_{code}")


def _subcode(error: Mapping[str, Any]) -> str:
    subcode = error.get("error_subcode")
    return SUBCODES.get(subcode, "token_refused") if type(subcode) is int else "token_refused"


def _permission(code: int, error: Mapping[str, Any]) -> Outcome:
    """Stories with fewer than five viewers share code 10 with a missing permission; only the text tells them apart."""
    if code == 10 and "not enough viewers" in str(error.get("message", "")).lower():
        return Outcome(Verdict.SUPPRESSED, "not_enough_viewers")
    return Outcome(Verdict.MISSING_SCOPE, f"code_{code}")


def _token_endpoint(kind: str, refusal: Refusal, now: float) -> Outcome:
    """A code is used once within an hour; whatever else is wrong with it, the user begins again."""
    if "RateLimit" in kind or refusal.status == 429:
        return back_off("token_endpoint_limit", now, retry_after(refusal))
    if refusal.status >= 500:
        return Outcome(Verdict.RETRY, f"status_{refusal.status}")
    return Outcome(Verdict.NEEDS_REAUTH, "code_refused")


def _seconds(refusal: Refusal) -> float | None:
    """The longest `estimated_time_to_regain_access` (minutes) of all use cases; None where none is told."""
    minutes = max((_number(entry.get("estimated_time_to_regain_access")) for entry in _business(refusal)), default=0.0)
    return min(minutes * 60, LONGEST) if minutes > 0 else retry_after(refusal)


def _business(refusal: Refusal) -> list[Mapping[str, Any]]:
    """The header holds {account id: [{type, call_count, …}]}."""
    told = _json(refusal.header(_USAGE))
    lists = told.values() if isinstance(told, dict) else ()
    return [entry for listed in lists if isinstance(listed, list) for entry in listed if isinstance(entry, dict)]


def _json(written: str) -> Any:
    try:
        return json.loads(written) if len(written) < 100_000 else None
    except (ValueError, RecursionError):
        return None


def _number(value: Any) -> float:
    return float(value) if type(value) in (int, float) and 0 <= value < 1e9 else 0.0
