"""How large and how active is an account? Numbers as the provider reports them, beside its audience; pure.

A metric that was not reported is absent, never zero. Rates that mix metrics (engagement rate, growth) are not made
here: YouTube's policy wants derived numbers told apart (III.E.4.h), so the one who shows them makes and labels them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.shared.audience.answers import LARGEST
from functions.shared.audience.distribution import Pull, Source


class Metric(StrEnum):
    FOLLOWERS = "followers"  # people; YouTube rounds subscribers to three significant figures
    FOLLOWING = "following"  # people
    POSTS = "posts"
    TOTAL_VIEWS = "total_views"  # since the channel began
    VIEWS = "views"  # within the window, as all below
    REACH = "reach"  # people
    ENGAGED = "engaged"  # people
    ENGAGEMENTS = "engagements"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    WATCH_MINUTES = "watch_minutes"
    ACTIVE_USERS = "active_users"  # people
    NEW_USERS = "new_users"  # people
    CUSTOMERS = "customers"  # people who bought
    SESSIONS = "sessions"
    ENGAGED_SESSIONS = "engaged_sessions"
    ENGAGEMENT_RATE = "engagement_rate"  # GA4's own: part of sessions that were engaged, 0 to 1
    KEY_EVENTS = "key_events"
    REVENUE = "revenue"  # in the property's currency


@dataclass(frozen=True, slots=True)
class Metrics:
    """Raises ValueError when a value is negative or not finite: our own mistake."""

    values: Mapping[Metric, float]
    source: Source
    pull: Pull

    def __post_init__(self) -> None:
        if not all(0 <= value <= LARGEST for value in self.values.values()):
            raise ValueError("metrics are finite and not negative")


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on the metric, in the words of `Metric`, had this value: how connect.metrics keeps a series."""

    metric: str
    day: date
    value: float
