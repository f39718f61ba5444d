"""What may we ask of a provider, and until when is a counter full? Windows and units of the reference; pure.

YouTube Data     10,000 units a day, anew at midnight in California; channels.list costs 1
YouTube Analytics  100,000 queries a day, 720 a minute, per project
GA4              3 requests at a time and 120 potentially thresholded ones an hour, per property
all              so many pulls at a time

Instagram's limit depends on impressions that nobody tells beforehand: its headers are read instead (`graph`), and the
app's counter has no limit of ours: it is full when Meta says that the app is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from functions.shared.audience.quota_reset import midnight_pacific
from functions.shared.tokens.grants import Provider

MINUTE, HOUR, DAY = 60, 3_600, 86_400
_NO_LIMIT = 10**9
GA4_HOURLY = 120
"""Reports per property; each of ours may be thresholded."""


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


PULL_UNITS: Mapping[str, int] = {
    "youtube-units": 1,
    "youtube-analytics-minute": 5,
    "youtube-analytics-day": 5,
    "ga4-hour": 7,
    "instagram-app": 1,
}
"""What one whole pull costs, by counter (`youtube`, `ga4`)."""


def counters(provider: Provider, key: str, limits: Limits, now: float) -> tuple[Counter, ...]:
    """What a pull is charged on; the shortest window first: a full minute spends nothing of the day. `key`: the GA4
    property; "" for what the whole project shares.
    """
    match provider:
        case Provider.YOUTUBE:
            return (
                _fixed("youtube-analytics-minute", "", limits.youtube_analytics_minute, MINUTE, now),
                _pacific_day("youtube-units", limits.youtube_daily_units, now),
                _pacific_day("youtube-analytics-day", limits.youtube_analytics_daily, now),
            )
        case Provider.GA4:
            return (_fixed("ga4-hour", key, GA4_HOURLY, HOUR, now),)
        case Provider.INSTAGRAM:
            return (_fixed("instagram-app", "", _NO_LIMIT, HOUR, now),)
    return ()


def closed(provider: Provider, name: str, limits: Limits, now: float, until: float) -> Iterator[Counter]:
    """The windows of that counter from now until then."""
    while now < until:
        for counter in shared_counters(provider, limits, now):
            if counter.name == name:
                yield counter
                now = counter.ends
                break
        else:
            return


def shared_counters(provider: Provider, limits: Limits, now: float) -> tuple[Counter, ...]:
    """Those that all connections of a provider draw on: what the plan spreads."""
    return () if provider is Provider.GA4 else counters(provider, "", limits, now)


def slots(provider: Provider, property_id: str, limits: Limits) -> tuple[Slots, ...]:
    """What a pull holds while it runs."""
    whole = Slots(provider.value, limits.provider_concurrency)
    if provider is not Provider.GA4:
        return (whole,)
    return (whole, Slots(f"{provider.value}#{property_id}", limits.ga4_concurrency))


def _fixed(name: str, key: str, limit: int, seconds: int, now: float) -> Counter:
    """Half the limit: nobody tells where the provider's minute begins, and any minute touches two of ours."""
    return Counter(name, key, limit // 2, seconds, (int(now) // seconds + 1) * seconds)


def _pacific_day(name: str, limit: int, now: float) -> Counter:
    return Counter(name, "", limit, DAY, round(midnight_pacific(now)))
