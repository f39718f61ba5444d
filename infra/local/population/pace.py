"""How do the numbers of a made-up account move? Each is a function of the day: today's start goes on where the last one
was. Small enough to be read as steps: followers daily where an account is lively, all else weekly.

    followers   e^(rate · weeks), swinging a little; a `bought` account jumps every ODD_DAYS and loses most of it again
    posts       one every few hours to every few months      the rest   a share of followers, newly drawn each week
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from functions.shared.audience.metrics import Metric, Step
from infra.local.population.people import Account

ODD_DAYS = 45
"""A jump comes back after so many days: whenever one looks there is one within ninety."""
HISTORY_DAYS = 90
DAILY_DAYS = 30
"""Further back than this a week has one row, as refresh/retention thins them."""
YOUTUBE_DAYS = 28
"""YouTube's older numbers may not be kept."""
_BEGINNING = date(2026, 1, 5)
_DORMANT = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """How one account moves; `phase` and `weekday` in days."""

    rate: float
    swing: float
    phase: int
    weekday: int
    lively: bool
    posts: int
    every: float
    """Days between two posts."""
    reach: float
    engagement: float


@lru_cache(maxsize=65_536)
def pace(seed: str, platform: str, odd: str, size: float) -> Pace:
    rng = random.Random(f"{seed} pace")
    small = math.log10(max(size, 10) / 10_000)
    reach = rng.lognormvariate(math.log(0.32) - 0.25 * small, 0.35)
    engagement = rng.lognormvariate(math.log(0.075 if platform == "instagram" else 0.045) - 0.18 * small, 0.4)
    often = rng.lognormvariate(math.log(3 if platform == "instagram" else 7), 0.9)
    return Pace(
        rate=rng.gauss(0.0025, 0.003),
        swing=rng.uniform(0.001, 0.006),
        phase=rng.randrange(365),
        weekday=rng.randrange(7),
        lively=rng.random() < 0.6,
        posts=rng.randrange(20, 900),
        every=rng.uniform(100, 300) if rng.random() < _DORMANT else often,
        reach=reach * {"unseen": 0.02}.get(odd, 1.0),
        engagement=min(engagement * {"silent": 0.05, "loud": 9.0}.get(odd, 1.0), 0.9),
    )


def steps(account: Account, first: date, last: date, after: date | None = None) -> Iterator[Step]:
    """What checks on the days `first` to `last` would have stored: a row where a value differs from the one before.

    `after`: the day of the last check before, whose values are stored already; None: the first check writes all.
    """
    known: dict[Metric, float] = {} if after is None else values(account, after)
    for day in _checks(account, first, last):
        whole = not known or _tells_all(account, day, last)
        for metric, value in (values if whole else _daily)(account, day).items():
            if known.get(metric) != value:
                known[metric] = value
                yield Step(metric.value, day, value)


def _tells_all(account: Account, day: date, last: date) -> bool:
    """Once a week of the last four, and at the end: sums over a month are not worth their rows any further back."""
    weekly = (day.toordinal() + _pace(account).weekday) % 7 == 0
    return day == last or (weekly and (last - day).days <= YOUTUBE_DAYS)


def values(account: Account, day: date) -> dict[Metric, float]:
    """Everything that the platform tells on that day."""
    own, week = _pace(account), (day.toordinal() + _pace(account).weekday) // 7
    followers, found = _followers(account, day), _daily(account, day)
    if account.platform == "tiktok":
        return {Metric.FOLLOWERS: followers}
    wave = random.Random(f"{account.seed} {week}").uniform(0.88, 1.12)
    reached = followers * own.reach * wave
    if account.platform == "instagram":
        return {**found, **_instagram(account, reached, own.engagement)}
    return {**found, **_youtube(reached * 9, own.engagement, week)}


def _daily(account: Account, day: date) -> dict[Metric, float]:
    own = _pace(account)
    count = own.posts + int((day.toordinal() + own.phase) / own.every) - int(_BEGINNING.toordinal() / own.every)
    seen = day if own.lively else day - timedelta(days=(day.toordinal() + own.weekday) % 7)
    return {Metric.FOLLOWERS: _followers(account, seen), Metric.POSTS: float(max(count, 0))}


def _followers(account: Account, day: date) -> float:
    own = _pace(account)
    days = (day - _BEGINNING).days
    grown = account.size * math.exp(own.rate * days / 7 + own.swing * math.sin(2 * math.pi * (days + own.phase) / 61))
    if account.odd == "bought":
        grown *= 1 + 0.6 * math.exp(-((days + own.phase) % ODD_DAYS) / 15)
    whole = round(grown)
    if account.platform == "youtube" and whole >= 1_000:
        digits = 10 ** (len(str(whole)) - 3)
        whole = whole // digits * digits
    return float(whole)


def _instagram(account: Account, reached: float, engagement: float) -> Mapping[Metric, float]:
    engagements = reached * engagement
    rng = random.Random(f"{account.seed} parts")
    comments, shares, saves = (rng.uniform(0.02, 0.09) for _ in range(3))
    parts = {
        Metric.REACH: reached,
        Metric.VIEWS: reached * rng.uniform(1.5, 4.0),
        Metric.ENGAGED: engagements * 0.8,
        Metric.ENGAGEMENTS: engagements,
        Metric.COMMENTS: engagements * comments,
        Metric.SHARES: engagements * shares,
        Metric.SAVES: engagements * saves,
        Metric.LIKES: engagements * (1 - comments - shares - saves),
    }
    return {
        **{metric: float(round(value)) for metric, value in parts.items()},
        Metric.FOLLOWING: rng.randrange(40, 1500),
    }


def _youtube(views: float, engagement: float, week: int) -> Mapping[Metric, float]:
    parts = {
        Metric.VIEWS: views,
        Metric.TOTAL_VIEWS: views * 8 + views / 13 * (week % 520),
        Metric.WATCH_MINUTES: views * 3.4,
        Metric.LIKES: views * engagement * 0.86,
        Metric.COMMENTS: views * engagement * 0.09,
        Metric.SHARES: views * engagement * 0.05,
    }
    return {metric: float(round(value)) for metric, value in parts.items()}


def _checks(account: Account, first: date, last: date) -> Iterator[date]:
    """Instagram's days, YouTube's every third, one a week further back; the last day always, TikTok's only."""
    own = _pace(account)
    if account.platform == "tiktok":
        yield last
        return
    oldest = max(first, last - timedelta(days=YOUTUBE_DAYS if account.platform == "youtube" else HISTORY_DAYS))
    for back in range((last - oldest).days, -1, -1):
        day = last - timedelta(days=back)
        often = 3 if account.platform == "youtube" else 1 if back <= DAILY_DAYS else 7
        if back == 0 or (day.toordinal() + own.weekday) % often == 0 or day == oldest:
            yield day


def _pace(account: Account) -> Pace:
    return pace(account.seed, account.platform, account.odd, account.size)
