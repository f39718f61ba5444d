"""What does a provider's refusal mean for the connection? From status, headers and body to a documented outcome; pure.

    renew_token     the access token is spent: refresh it once, try again          Google 401
    needs_reauth    only the user can help                                         invalid_grant, 190
    missing_scope   the user can help by granting more                             Meta 10, 200-299
    back_off        slower, not before `until`                                     Meta 4, 17, 32, 613, 80002
    quota_wait      nothing until the provider's reset at `until`                  quotaExceeded, RESOURCE_EXHAUSTED
    retry           at most three times                                            5xx, 1, 2, is_transient, garbage
    bug             our mistake: alarm, and the connection stays as it is          Meta 100, Google 400
    suppressed      no error: there are too few people to tell                     Meta 10 "Not enough viewers"

Only the provider's own words make a connection need its user: garbage, HTML and silence never do.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

BACK_OFF = 3_600
"""Seconds, where the provider does not say: Meta's platform limits count a rolling hour."""
SHORTEST, LONGEST = 60, 86_400
"""Seconds that any back-off is held between, whatever a header says."""
MAX_BODY = 1_000_000
RETRIES = 3
"""How often an outcome `retry` is worth a new attempt."""


class Verdict(StrEnum):
    RENEW_TOKEN = "renew_token"
    NEEDS_REAUTH = "needs_reauth"
    MISSING_SCOPE = "missing_scope"
    BACK_OFF = "back_off"
    QUOTA_WAIT = "quota_wait"
    RETRY = "retry"
    BUG = "bug"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no data. `status` 0: no answer came at all (timeout, connection lost)."""

    status: int
    body: str = field(default="", repr=False)
    headers: Mapping[str, str] | None = field(default=None, repr=False)

    def header(self, name: str) -> str:
        found = {key.lower(): value for key, value in (self.headers or {}).items()}
        return found.get(name.lower(), "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is ours or one of the provider's fixed words in lower case, never its message: it may be logged.

    `until`: epoch seconds, with back_off and quota_wait only.
    """

    verdict: Verdict
    reason: str
    until: float | None = None


def back_off(reason: str, now: float, seconds: float | None = None) -> Outcome:
    """`seconds` as the provider says it; BACK_OFF where it says nothing, within SHORTEST and LONGEST."""
    wait = BACK_OFF if seconds is None else min(max(seconds, SHORTEST), LONGEST)
    return Outcome(Verdict.BACK_OFF, reason, now + wait)


def parsed(refusal: Refusal) -> Any:
    """The JSON of the body; None for HTML, garbage, nothing and too much."""
    if len(refusal.body) > MAX_BODY:
        return None
    try:
        return json.loads(refusal.body)
    except (ValueError, RecursionError):
        return None


def unreadable(refusal: Refusal, now: float) -> Outcome:
    """An answer that is not in the provider's words; a status alone never costs a user the connection."""
    if refusal.status == 429:
        return back_off("too_many_requests", now, retry_after(refusal))
    if refusal.status == 403:
        return back_off("forbidden_by_something_between", now)
    if refusal.status == 0:
        return Outcome(Verdict.RETRY, "no_answer")
    if 400 <= refusal.status < 500 and refusal.status not in (401, 408):
        return Outcome(Verdict.BUG, f"status_{refusal.status}")
    return Outcome(Verdict.RETRY, "unreadable" if refusal.status < 500 else f"status_{refusal.status}")


def retry_after(refusal: Refusal) -> float | None:
    """Seconds of a Retry-After header (RFC 9110 §10.2.3); its date form is not used by these providers."""
    written = refusal.header("retry-after").strip()
    return float(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def word(value: Any) -> str:
    """A provider's fixed word as a reason: short, plain ASCII, or nothing."""
    plain = isinstance(value, str) and value.isascii() and value.replace("_", "").isalnum() and len(value) <= 60
    return value.lower() if plain else ""
