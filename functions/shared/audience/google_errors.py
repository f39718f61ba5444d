"""What does a refusal of Google mean? Token endpoint, YouTube Data and Analytics, GA4 Admin and Data; pure.

    {"error": "invalid_grant", …}                                                       token endpoint (RFC 6749 §5.2)
    {"error": {"code", "status", "errors": [{"domain", "reason"}], "details": [{"@type", "reason", "metadata"}]}}

Decided by `error`, `status`, `reason` and `quota_unit`, never by descriptions: those change without notice. The one
exception only chooses a waiting time (which of GA4's token buckets is empty is told in no other place).
"""

from collections.abc import Mapping
from typing import Any

from functions.shared.audience.errors import (
    BACK_OFF,
    Outcome,
    Refusal,
    Verdict,
    back_off,
    parsed,
    retry_after,
    unreadable,
    word,
)
from functions.shared.audience.quota_reset import midnight_pacific

_GRANT_GONE = frozenset({"invalid_grant", "admin_policy_enforced", "invalid_rapt", "access_denied"})
_BUSY = frozenset({"temporarily_unavailable", "server_error", "internal_failure"})
_DAILY = frozenset({"quotaexceeded", "dailylimitexceeded", "dailylimitexceededunreg"})
_RATE = frozenset({"ratelimitexceeded", "userratelimitexceeded", "rate_limit_exceeded"})
_OURS = frozenset({"accessnotconfigured", "service_disabled", "keyinvalid", "api_key_invalid", "badrequest"})
_NO_SCOPE = "access_token_scope_insufficient"
_TRANSIENT = frozenset({"backenderror", "internalerror", "unavailable", "internal", "deadline_exceeded", "aborted"})


def classify(refusal: Refusal, now: float, *, renewed: bool = False) -> Outcome:
    """`renewed`: the access token was refreshed just before, so another 401 is final. Any text is an answer."""
    body = parsed(refusal)
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, str) and word(error):
        return _oauth(word(error), refusal, now)
    if not isinstance(error, dict):
        return unreadable(refusal, now)
    return _api(error, refusal, now, renewed=renewed)


def _oauth(error: str, refusal: Refusal, now: float) -> Outcome:
    if error in _GRANT_GONE:
        return Outcome(Verdict.NEEDS_REAUTH, error)
    if error in _BUSY or refusal.status >= 500:
        return Outcome(Verdict.RETRY, error)
    if error in _RATE or refusal.status == 429:
        return back_off(error, now, retry_after(refusal))
    return Outcome(Verdict.BUG, error)


def _api(error: Mapping[str, Any], refusal: Refusal, now: float, *, renewed: bool) -> Outcome:
    status, words = word(error.get("status")), _reasons(error)
    found = words & (_DAILY | _RATE)
    if found or status == "resource_exhausted" or refusal.status == 429:
        return _limited(error, words, refusal, now)
    if words & _OURS and status != "unauthenticated":
        return Outcome(Verdict.BUG, min(words & _OURS))
    if words & _TRANSIENT or status in _TRANSIENT or refusal.status >= 500:
        return Outcome(Verdict.RETRY, min(words & _TRANSIENT, default=status or f"status_{refusal.status}"))
    return _refused(status, words, refusal, renewed=renewed)


def _refused(status: str, words: frozenset[str], refusal: Refusal, *, renewed: bool) -> Outcome:
    if _NO_SCOPE in words:
        return Outcome(Verdict.MISSING_SCOPE, _NO_SCOPE)
    if "youtubesignuprequired" in words:
        return Outcome(Verdict.NEEDS_REAUTH, "youtubesignuprequired")
    if refusal.status == 401 or status == "unauthenticated":
        return Outcome(Verdict.NEEDS_REAUTH if renewed else Verdict.RENEW_TOKEN, "unauthenticated")
    if refusal.status == 403 or status == "permission_denied":
        return Outcome(Verdict.NEEDS_REAUTH, min(words, default="permission_denied"))
    return Outcome(Verdict.BUG, min(words, default=status or f"status_{refusal.status}"))


def _limited(error: Mapping[str, Any], words: frozenset[str], refusal: Refusal, now: float) -> Outcome:
    """A day's quota: until midnight in California. GA4's hourly tokens "return in under an hour". Else: slower."""
    reason = min(words & _DAILY, default="") or min(words & _RATE, default="resource_exhausted")
    period = _period(error)
    if period == "day" or (reason in _DAILY and period is None):
        return Outcome(Verdict.QUOTA_WAIT, reason, midnight_pacific(now))
    told = _retry_delay(error) or retry_after(refusal)
    if period == "minute" or told is not None or reason in _RATE:
        return back_off(reason, now, 60 if told is None else told)
    if "concurrent" in str(error.get("message", "")).lower():
        return back_off(reason, now, 60)
    return Outcome(Verdict.QUOTA_WAIT, reason, now + BACK_OFF)


def _period(error: Mapping[str, Any]) -> str | None:
    """Of the quota that is spent: ErrorInfo's `quota_unit` (`1/d/{project}`), or GA4's message."""
    for detail in _details(error):
        metadata = detail.get("metadata")
        unit = str(metadata.get("quota_unit", "")) if isinstance(metadata, dict) else ""
        for sign, period in (("/d/", "day"), ("/min/", "minute")):
            if sign in unit:
                return period
    message = str(error.get("message", "")).lower()
    if "per day" in message or "24 hours" in message:
        return "day"
    return "hour" if "hour" in message else None


def _retry_delay(error: Mapping[str, Any]) -> float | None:
    """google.rpc.RetryInfo: `"30s"`, `"1.5s"`."""
    for detail in _details(error):
        written = detail.get("retryDelay")
        if isinstance(written, str) and written.endswith("s") and len(written) < 20:
            number = written[:-1]
            if number.isascii() and number.replace(".", "", 1).isdigit():
                return float(number)
    return None


def _details(error: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    details = error.get("details")
    return [detail for detail in details if isinstance(detail, dict)] if isinstance(details, list) else []


def _reasons(error: Mapping[str, Any]) -> frozenset[str]:
    listed = error.get("errors")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return frozenset(filter(None, (word(entry.get("reason")) for entry in [*entries, *_details(error)])))
