"""Which numbers of an account can be searched, sorted and checked? Rates made of stored steps; pure.

    engagement_rate      Instagram: engagements / reach    YouTube: (likes + comments + shares) / views
    growth               followers now against 28 days before    views   in 30 days (YouTube tells 90: a third of it)
    reach_per_follower   Instagram: reach / followers    posted_on   when posts were last seen to rise

Derived by us from reported numbers, so shown as such. None is unknown; never zero, never "long ago".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from functions.shared.audience.metrics import Metric, Step
from functions.shared.audience.posting import last_rise

GROWTH_DAYS = 28
"""Four weeks, so that weekdays cancel out; and a replaced number of YouTube's may be kept for 29 days, not longer."""
VIEW_DAYS = 30
_WINDOWS = {"instagram": 30, "youtube": 90}
"""Days that `Metric.VIEWS` is about, see the pullers in functions/refresh."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`growth`: a part of 1, .05 is 5 % more; `followers_before`: what it compares with, `followers_on` its day."""

    followers: float | None = None
    followers_before: float | None = None
    engagement_rate: float | None = None
    growth: float | None = None
    views: float | None = None
    reach_per_follower: float | None = None
    posted_on: date | None = None


def figures(platform: str, steps: Sequence[Step], today: date) -> Figures:
    """From all kept steps of the metrics that the provider still tells; `today`: the day when it was last asked."""
    newest = {step.metric: step.value for step in sorted(steps, key=lambda step: step.day) if step.day <= today}
    followers, before = newest.get(Metric.FOLLOWERS), _followers_at(steps, today - timedelta(days=GROWTH_DAYS))
    posts = [(step.day, step.value) for step in steps if step.metric == Metric.POSTS and step.day <= today]
    return Figures(
        followers=followers,
        followers_before=before,
        engagement_rate=_engagement_rate(platform, newest),
        growth=None if followers is None or not before else followers / before - 1,
        views=_views(platform, newest),
        reach_per_follower=_ratio(newest.get(Metric.REACH), followers),
        posted_on=last_rise(posts),
    )


def _followers_at(steps: Sequence[Step], day: date) -> float | None:
    known = [step for step in steps if step.metric == Metric.FOLLOWERS and step.day <= day]
    return max(known, key=lambda step: step.day).value if known else None


def _engagement_rate(platform: str, newest: dict[str, float]) -> float | None:
    if platform == "instagram":
        return _ratio(newest.get(Metric.ENGAGEMENTS), newest.get(Metric.REACH))
    if platform == "youtube":
        parts = [newest.get(metric) for metric in (Metric.LIKES, Metric.COMMENTS, Metric.SHARES)]
        told = [part for part in parts if part is not None]
        return _ratio(sum(told), newest.get(Metric.VIEWS)) if len(told) == len(parts) else None
    return None


def _views(platform: str, newest: dict[str, float]) -> float | None:
    told = newest.get(Metric.VIEWS)
    return None if told is None else told * VIEW_DAYS / _WINDOWS.get(platform, VIEW_DAYS)


def _ratio(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
