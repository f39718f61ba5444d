"""What does Google Trends answer to pytrends? Its cookie, its widgets and the interest over time.

No official API: as pytrends 4.9.2 asks and reads it.
"""

import hashlib
import json
import random
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from infra.local.sandbox.exchange import Answer, Asked, shown
from infra.local.sandbox.movement import day_of
from infra.local.sandbox.quotas import HOUR
from infra.local.sandbox.world import World

NO_DATA = "nodata"
"""Keywords that begin so are searched by nobody."""
_COOKIE = "NID=511=sandbox; Path=/; HttpOnly"
_GUARDS = {"explore": ")]}'\n", "multiline": ")]}',\n"}
_MOST = 5


def cookie(_: World, __: Asked) -> Answer:
    page = shown("<!doctype html><title>Google Trends</title><p>Sandbox")
    return Answer(200, page.body, {**page.headers, "set-cookie": _COOKIE})


def explore(world: World, asked: Asked) -> Answer:
    """The widgets; each holds a request that its data are asked by, and a token."""
    if refused := _limited(world, asked):
        return refused
    try:
        request = json.loads(asked.first("req"))
        items = request["comparisonItem"]
        wanted = [
            (str(item["keyword"]), str(item["geo"]), _times(str(item["time"]), day_of(world.now()))) for item in items
        ]
    except (ValueError, KeyError, TypeError):
        return _broken(400)
    if not 1 <= len(wanted) <= _MOST:
        return _broken(400)
    first, last, step = wanted[0][2]
    asked_for = {
        "time": f"{first} {last}",
        "resolution": step,
        "locale": asked.first("hl", "en-US"),
        "comparisonItem": [
            {
                "geo": {"country": geo} if geo else {},
                "complexKeywordsRestriction": {"keyword": [{"type": "BROAD", "value": word}]},
            }
            for word, geo, _ in wanted
        ],
        "requestOptions": {
            "property": request.get("property", ""),
            "backend": "IZG",
            "category": request.get("category", 0),
        },
    }
    widget = {"request": asked_for, "token": _token(asked_for), "id": "TIMESERIES", "type": "fe_line_chart"}
    return _guarded(
        "explore", {"widgets": [{**widget, "title": "Interest over time"}], "keywords": [], "timeRanges": []}
    )


def multiline(world: World, asked: Asked) -> Answer:
    """0 to 100 of the highest point of all keywords; the last point is not over yet."""
    if refused := _limited(world, asked):
        return refused
    try:
        request = json.loads(asked.first("req"))
        words = [each["complexKeywordsRestriction"]["keyword"][0]["value"] for each in request["comparisonItem"]]
        geos = [each["geo"].get("country", "") for each in request["comparisonItem"]]
        first, last = (date.fromisoformat(day) for day in request["time"].split(" "))
    except (ValueError, KeyError, TypeError, IndexError):
        return _broken(400)
    if asked.first("token") != _token(request):
        return _broken(401)
    step = 7 if request["resolution"] == "WEEK" else 1
    days = [first + timedelta(days=at) for at in range(0, (last - first).days + 1, step)]
    series = [_interest(word, geo, days, day_of(world.now())) for word, geo in zip(words, geos, strict=True)]
    if asked.twist in ("empty", "suppressed") or not any(map(any, series)):
        return _guarded("multiline", {"default": {"timelineData": [], "averages": []}})
    return _guarded("multiline", {"default": {"timelineData": _points(days, series), "averages": []}})


def _points(days: Sequence[date], series: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
    highest = max(max(each) for each in series)
    points = []
    for at, day in enumerate(days):
        values = [round(100 * each[at] / highest) for each in series]
        moment = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
        point = {"time": str(moment), "formattedTime": day.isoformat(), "formattedAxisTime": day.isoformat()}
        partial = {"isPartial": True} if at == len(days) - 1 else {}
        shown_as = [str(value) for value in values]
        points.append(
            {**point, "value": values, "hasData": [True] * len(values), "formattedValue": shown_as, **partial}
        )
    return points


def _interest(word: str, geo: str, days: Sequence[date], today: date) -> list[float]:
    """Seasons and a trend of its own; every day another sample, so that equal questions differ a little."""
    if word.lower().startswith(NO_DATA):
        return [0.0 for _ in days]
    rng, sample = random.Random(f"{word} {geo}"), random.Random(f"{word} {geo} {today}")
    level, season, peak, slope = rng.uniform(20, 60), rng.uniform(0, 0.6), rng.randrange(365), rng.uniform(-0.2, 0.4)
    found = []
    for day in days:
        near = 1 - min((day.timetuple().tm_yday - peak) % 365, (peak - day.timetuple().tm_yday) % 365) / 182
        years = (day - date(2024, 1, 1)).days / 365
        found.append(max(0.0, level * (1 + season * near) * (1 + slope * years / 5) * sample.uniform(0.94, 1.06)))
    return found


def _times(written: str, today: date) -> tuple[date, date, str]:
    """`today 5-y`, `today 12-m`, `now 7-d`, or two days. Raises ValueError."""
    if found := re.fullmatch(r"(?:today|now) (\d{1,2})-([dmy])", written):
        days = int(found[1]) * {"d": 1, "m": 30, "y": 365}[found[2]]
        first, last = today - timedelta(days=days), today
    else:
        first, last = (date.fromisoformat(day) for day in written.split(" "))
    return first, last, "WEEK" if (last - first).days > 269 else "DAY"


def _limited(world: World, asked: Asked) -> Answer | None:
    """Without its cookie, and over the limit, Trends answers 429."""
    if "NID=" not in asked.headers.get("cookie", ""):
        return _broken(429)
    allowed = world.quotas.spend("trends.hour", "", HOUR, world.quotas.limits.trends_hour)
    return None if allowed else _broken(429)


def _token(request: Any) -> str:
    """Bound to its request, and to the day."""
    return "APP6_" + hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()[:40]


def _guarded(kind: str, value: Any) -> Answer:
    body = _GUARDS[kind] + json.dumps(value)
    return Answer(200, body.encode(), {"content-type": "application/json; charset=utf-8"})


def _broken(status: int) -> Answer:
    return Answer(status, b"<html lang=en><title>Error</title>", {"content-type": "text/html; charset=utf-8"})
