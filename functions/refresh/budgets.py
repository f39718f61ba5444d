"""What may we ask of a provider, and until when is a counter full? Windows and units of the reference; pure.

YouTube Data     10,000 units a day, anew at midnight in California; channels.list costs 1
YouTube Analytics  100,000 queries a day, 720 a minute, per project
GA4              3 requests at a time and 120 potentially thresholded ones an hour, per property
all              so many pulls at a time

Instagram's limit depends on impressions that nobody tells beforehand: its headers are read instead (`instagram`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from functions.shared.audience.quota_reset import midnight_pacific
from functions.shared.tokens.grants import Provider

MINUTE, HOUR, DAY = 60, 3_600, 86_400
GA4_HOURLY = 120
"""Reports per property; each of ours may be thresholded."""


class Call(StrEnum):
    """One call to a provider, by what it is charged on."""

    YOUTUBE_DATA = "youtube_data"
    YOUTUBE_REPORT = "youtube_report"
    GA4_REPORT = "ga4_report"


@dataclass(frozen=True, slots=True)
class Limits:
    """As configured; the defaults are the providers' own."""

    youtube_daily_units: int = 10_000
    youtube_analytics_daily: int = 100_000
    youtube_analytics_minute: int = 720
    ga4_concurrency: int = 3
    provider_concurrency: int = 8


@dataclass(frozen=True, slots=True)
class Counter:
    """At most `limit` until `ends` (epoch seconds), in the window that holds now; `key` whose budget it is."""

    name: str
    key: str
    limit: int
    seconds: int
    ends: int


@dataclass(frozen=True, slots=True)
class Slots:
    """At most `limit` holders at a time."""

    name: str
    limit: int


def counters(call: Call, key: str, limits: Limits, now: float) -> tuple[Counter, ...]:
    """What one such call is charged on, a unit each; the shortest window first: a full minute spends nothing of the
    day. `key`: the GA4 property, "" for what the whole project shares.
    """
    match call:
        case Call.YOUTUBE_DATA:
            return (_pacific_day("youtube-units", limits.youtube_daily_units, now),)
        case Call.YOUTUBE_REPORT:
            return (
                _fixed("youtube-analytics-minute", "", limits.youtube_analytics_minute, MINUTE, now),
                _pacific_day("youtube-analytics-day", limits.youtube_analytics_daily, now),
            )
        case Call.GA4_REPORT:
            return (_fixed("ga4-hour", key, GA4_HOURLY, HOUR, now),)


def shared_counters(provider: Provider, limits: Limits, now: float) -> tuple[Counter, ...]:
    """Those that all connections of a provider draw on: what the plan spreads."""
    if provider is not Provider.YOUTUBE:
        return ()
    return (*counters(Call.YOUTUBE_DATA, "", limits, now), *counters(Call.YOUTUBE_REPORT, "", limits, now))


def slots(provider: Provider, property_id: str, limits: Limits) -> tuple[Slots, ...]:
    """What a pull holds while it runs."""
    whole = Slots(provider.value, limits.provider_concurrency)
    if provider is not Provider.GA4:
        return (whole,)
    return (whole, Slots(f"{provider.value}#{property_id}", limits.ga4_concurrency))


PULL_UNITS: Mapping[str, int] = {"youtube-units": 1, "youtube-analytics-minute": 5, "youtube-analytics-day": 5}
"""What one YouTube pull costs, by counter (`youtube`)."""


def _fixed(name: str, key: str, limit: int, seconds: int, now: float) -> Counter:
    """Half the limit: nobody tells where the provider's minute begins, and any minute touches two of ours."""
    return Counter(name, key, limit // 2, seconds, (int(now) // seconds + 1) * seconds)


def _pacific_day(name: str, limit: int, now: float) -> Counter:
    return Counter(name, "", limit, DAY, round(midnight_pacific(now)))
