"""What does the YouTube Analytics API answer? reports.query, v2."""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from infra.local.sandbox import discovery
from infra.local.sandbox.accounts import Channel
from infra.local.sandbox.audiences import Audience, audience
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.google_calls import bad_request, caller, named
from infra.local.sandbox.movement import day_of, grown, wave, week_of
from infra.local.sandbox.quotas import DAY, MINUTE
from infra.local.sandbox.world import World

LAG = 2
"""Days until the numbers of a day are there."""
CITIES = 25
_PERCENTAGES = "viewerPercentage"
_RATES: Mapping[str, float] = {
    "views": 1.0,
    "estimatedMinutesWatched": 2.95,
    "likes": 0.055,
    "comments": 0.007,
    "shares": 0.0045,
    "subscribersGained": 0.006,
    "subscribersLost": 0.002,
}
_AVERAGE = "averageViewDuration"
_UNSUPPORTED = "The query is not supported. Check the documentation for supported queries."
_MIXES: Mapping[str, Callable[[Audience], Mapping[str, float]]] = {
    "country": lambda people: {**people.countries, "ZZ": 0.012},
    "city": lambda people: {city.partition(",")[0]: part * 0.8 for city, part in people.cities.items()},
    "deviceType": lambda people: people.devices,
    "subscribedStatus": lambda _: {"UNSUBSCRIBED": 0.71, "SUBSCRIBED": 0.29},
    "insightTrafficSourceType": lambda _: {"YT_SEARCH": 0.3, "RELATED_VIDEO": 0.34, "SUBSCRIBER": 0.26, "EXT_URL": 0.1},
}


def query(world: World, asked: Asked) -> Answer:
    discovery.check_parameters(asked, "youtubeAnalytics.v2", "reports.query")
    account, token = caller(world, asked, ("yt-analytics.readonly", "yt-analytics-monetary.readonly"))
    channel = account.channel
    if channel is None:
        raise Refused(named("forbidden"))
    for name in ("ids", "startDate", "endDate", "metrics"):
        if not asked.first(name):
            raise Refused(bad_request(f"Required parameter: {name}", "required"))
    if asked.first("ids") not in ("channel==MINE", f"channel=={channel.id}"):
        raise Refused(named("forbidden"))
    if asked.first("filters"):
        raise Refused(bad_request("The sandbox plays no filters."))
    _spend(world, token.client)
    dimensions = [each for each in asked.first("dimensions").split(",") if each]
    metrics = asked.first("metrics").split(",")
    rows = _rows(world, asked, channel, dimensions, metrics)
    return told({"kind": "youtubeAnalytics#resultTable", "columnHeaders": _headers(dimensions, metrics), "rows": rows})


def _rows(world: World, asked: Asked, channel: Channel, dimensions: list[str], metrics: list[str]) -> list[list[Any]]:
    last = min(_day(asked, "endDate"), day_of(world.now()) - timedelta(days=LAG))
    first = _day(asked, "startDate")
    if first > _day(asked, "endDate"):
        raise Refused(bad_request("Invalid date range.", "invalidParameter"))
    silent = channel.state == "tiny" or asked.twist in ("empty", "suppressed") or first > last
    if set(dimensions) <= {"ageGroup", "gender"} and metrics == [_PERCENTAGES] and dimensions:
        found = [] if silent else _demographics(channel, last, dimensions)
    elif not set(metrics) <= {*_RATES, _AVERAGE} or len(dimensions) > 1:
        raise Refused(bad_request(_UNSUPPORTED, "badRequest"))
    else:
        found = _by_views(channel, first, last, dimensions, metrics, silent=silent)
    _check_city(asked, dimensions)
    return _page(asked, found, [*dimensions, *metrics])


def _demographics(channel: Channel, last: date, dimensions: list[str]) -> list[list[Any]]:
    """Percentages of logged-in viewers; their sum is 100 but for rounding."""
    people = _people(channel, last)
    tilt = random.Random(f"{channel.seed} tilt").uniform(-0.12, 0.12)
    cells: dict[tuple[str, ...], float] = {}
    for place, (age, part) in enumerate(people.ages.items()):
        women = min(0.97, max(0.03, people.genders["female"] + tilt * (place - 3) / 3))
        split = {"female": women * 0.996, "male": (1 - women) * 0.996, "user_specified": 0.004}
        for gender, share in split.items():
            names = {"ageGroup": f"age{age.replace('+', '-')}", "gender": gender}
            key = tuple(names[each] for each in dimensions)
            cells[key] = cells.get(key, 0.0) + part * share * 100
    rounded = {key: round(percentage, 1) for key, percentage in cells.items()}
    return [[*key, percentage] for key, percentage in rounded.items() if percentage > 0]


def _by_views(
    channel: Channel, first: date, last: date, dimensions: list[str], metrics: list[str], *, silent: bool
) -> list[list[Any]]:
    if not dimensions:
        views = 0 if first > last else _views(channel, first, last, weekly=False)
        return [] if silent and not views else [_metrics(channel, views, metrics)]
    if dimensions == ["day"]:
        days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        return [[day.isoformat(), *_metrics(channel, _on_day(channel, day), metrics)] for day in days]
    if dimensions[0] not in _MIXES:
        raise Refused(bad_request(_UNSUPPORTED, "badRequest"))
    if silent:
        return []
    views = _views(channel, first, last, weekly=True)
    mix = _MIXES[dimensions[0]](_people(channel, last))
    rows = [[bucket, *_metrics(channel, int(views * part * 0.985), metrics)] for bucket, part in mix.items()]
    return [row for row in rows if row[1] > 0]


def _metrics(channel: Channel, views: int, metrics: list[str]) -> list[Any]:
    vary = random.Random(f"{channel.seed} rates").uniform(0.6, 1.5)
    minutes = views * _RATES["estimatedMinutesWatched"] * vary
    rates = {name: round(views * rate * (1.0 if name == "views" else vary)) for name, rate in _RATES.items()}
    rates[_AVERAGE] = round(minutes * 60 / views) if views else 0
    return [rates[name] for name in metrics]


def _people(channel: Channel, day: date) -> Audience:
    return audience("youtube", channel.seed, channel.home, channel.about, week_of(channel.seed, day))


def _views(channel: Channel, first: date, last: date, *, weekly: bool) -> int:
    """Of a window: as of its end, so that it does not change within a week unless the channel is lively."""
    rate = random.Random(f"{channel.seed} views").uniform(0.03, 0.12)
    size = grown(channel.seed, channel.subscribers, last, lively=channel.lively and not weekly)
    return int(size * rate * ((last - first).days + 1))


def _on_day(channel: Channel, day: date) -> int:
    return int(_views(channel, day, day, weekly=False) * wave(channel.seed, day))


def _headers(dimensions: list[str], metrics: list[str]) -> list[dict[str, str]]:
    floats = {_PERCENTAGES}
    return [
        *({"name": name, "columnType": "DIMENSION", "dataType": "STRING"} for name in dimensions),
        *(
            {"name": name, "columnType": "METRIC", "dataType": "FLOAT" if name in floats else "INTEGER"}
            for name in metrics
        ),
    ]


def _check_city(asked: Asked, dimensions: list[str]) -> None:
    """By city there are only top lists."""
    if dimensions == ["city"] and not (asked.first("sort") and 0 < int(asked.first("maxResults") or 0) <= CITIES):
        raise Refused(bad_request(_UNSUPPORTED, "badRequest"))


def _page(asked: Asked, rows: list[list[Any]], columns: list[str]) -> list[list[Any]]:
    for by in reversed([each for each in asked.first("sort").split(",") if each]):
        if by.removeprefix("-") not in columns:
            raise Refused(bad_request(f"Invalid value '{by}' of sort", "invalidParameter"))
        place = columns.index(by.removeprefix("-"))
        rows = sorted(rows, key=lambda row: row[place], reverse=by.startswith("-"))
    start, most = int(asked.first("startIndex") or 1) - 1, int(asked.first("maxResults") or 0)
    if start < 0 or most < 0:
        raise Refused(bad_request("Invalid startIndex or maxResults", "invalidParameter"))
    return rows[start : start + most if most else None]


def _day(asked: Asked, name: str) -> date:
    try:
        return date.fromisoformat(asked.first(name))
    except ValueError:
        raise Refused(bad_request(f"Invalid value of {name}", "invalidParameter")) from None


def _spend(world: World, client: str) -> None:
    limits = world.quotas.limits
    if not world.quotas.spend("youtube.analytics_day", client, DAY, limits.youtube_analytics_daily):
        raise Refused(named("quota_per_day"))
    if not world.quotas.spend("youtube.analytics_minute", client, MINUTE, limits.youtube_analytics_minute):
        raise Refused(named("quota_per_minute"))
