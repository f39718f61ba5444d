"""What does the Instagram API answer? The profile and the insights of a professional account, v25.0."""

import random
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from infra.local.sandbox.accounts import Profile
from infra.local.sandbox.audiences import Audience, audience, counts
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.meta_calls import BASIC, INSIGHTS, caller, graph_error, named, spend
from infra.local.sandbox.movement import DAY, day_of, grown, wave, week_of
from infra.local.sandbox.world import World

TOP_ROWS, FLOOR = 45, 100
PERSONAL = "PERSONAL"
_DEMOGRAPHICS = {"follower_demographics": 1.0, "engaged_audience_demographics": 0.09}
"""Metric -> part of the followers that it is about."""
_BREAKDOWNS = frozenset({"age", "gender", "country", "city", "age,gender"})
_TIMEFRAMES = frozenset({"this_week", "this_month"})
"""The others are unsupported since v20."""
_DAILY: Mapping[str, float] = {
    "accounts_engaged": 0.031,
    "comments": 0.0006,
    "follows_and_unfollows": 0.002,
    "likes": 0.0048,
    "profile_links_taps": 0.001,
    "reach": 0.21,
    "replies": 0.0015,
    "reposts": 0.0009,
    "saves": 0.0006,
    "shares": 0.0007,
    "total_interactions": 0.0067,
    "views": 0.72,
}
"""Metric -> times the followers, in a day."""
_PEOPLE = frozenset({"accounts_engaged", "reach"})
"""Whoever comes again counts once: over days these grow slower than their sum."""
_AGAIN = 0.35
_FIELDS = frozenset(
    {
        *("id", "user_id", "username", "name", "account_type", "profile_picture_url"),
        *("followers_count", "follows_count", "media_count", "biography", "website"),
    }
)
_VERSION = re.compile(r"/v(\d+)\.0/")
_NEWEST, _OLDEST = 25, 20
_MOST_DAYS = 30


def me(world: World, asked: Asked) -> Answer:
    _, profile, token = caller(world, asked, BASIC)
    _check_version(asked)
    day = day_of(world.now())
    followers = _followers(profile, day)
    headers = spend(world, token, profile, followers)
    fields = [each for each in asked.first("fields", "id").split(",") if each]
    for name in fields:
        if name not in _FIELDS:
            raise Refused(graph_error(100, f"(#100) Tried accessing nonexisting field ({name})"))
    known = {
        "id": profile.app_id,
        "user_id": profile.user_id,
        "username": profile.username,
        "name": profile.name,
        "account_type": profile.kind,
        "profile_picture_url": "https://scontent.cdninstagram.com/sandbox.jpg",
        "followers_count": followers,
        "follows_count": random.Random(f"{profile.seed} follows").randrange(40, 900),
        "media_count": profile.posts + max(0, (day - date(2026, 1, 5)).days // 4),
    }
    return told({name: known[name] for name in dict.fromkeys([*fields, "id"]) if name in known}, headers=headers)


def insights(world: World, asked: Asked) -> Answer:
    _, profile, token = caller(world, asked, INSIGHTS)
    _check_version(asked)
    wanted = asked.path.split("/")[2]
    if wanted not in ("me", profile.user_id, profile.app_id):
        raise Refused(
            graph_error(100, f"Unsupported get request. Object with ID '{wanted}' does not exist", subcode=33)
        )
    if profile.kind == PERSONAL:
        raise Refused(named("permission"))
    headers = spend(world, token, profile, _followers(profile, day_of(world.now())))
    metrics = [each for each in asked.first("metric").split(",") if each]
    if not metrics or not set(metrics) <= {*_DEMOGRAPHICS, *_DAILY}:
        raise Refused(graph_error(100, "(#100) metric must be one of the documented values"))
    if set(metrics) & set(_DEMOGRAPHICS):
        found = [each for name in metrics for each in _demographics(world, asked, profile, name)]
    else:
        found = [each for name in metrics for each in _daily(world, asked, profile, name)]
    return told({"data": found}, headers=headers)


def _check_version(asked: Asked) -> None:
    found = _VERSION.match(asked.path)
    if found is None or not _OLDEST <= int(found[1]) <= _NEWEST:
        raise Refused(graph_error(2635, "(#2635) You are calling a version of the API that does not exist"))


def _followers(profile: Profile, day: date) -> int:
    return (
        profile.followers
        if profile.followers < FLOOR
        else grown(profile.seed, profile.followers, day, lively=profile.lively)
    )


def _demographics(world: World, asked: Asked, profile: Profile, metric: str) -> list[dict[str, Any]]:
    """Nothing at all under 100 people; only those whose demographics are known; the top 45."""
    day = day_of(world.now())
    _check_demographics(asked)
    week = (
        grown(profile.seed, profile.followers, day, lively=False) if profile.followers >= FLOOR else profile.followers
    )
    people = int(week * _DEMOGRAPHICS[metric])
    if people < FLOOR or "empty" in (profile.state, asked.twist) or asked.twist == "suppressed":
        return []
    breakdown = asked.first("breakdown")
    known = int(people * random.Random(f"{profile.seed} known").uniform(0.82, 0.97))
    total: dict[str, Any] = {}
    if breakdown and profile.state != "no_breakdowns":
        keys = breakdown.split(",")
        rows = _breakdown(profile, day, keys, known)[:TOP_ROWS]
        results = [{"dimension_values": list(values), "value": amount} for values, amount in rows]
        total = {"breakdowns": [{"dimension_keys": keys, "results": results}]}
    return [_entry(profile, metric, "lifetime", {"total_value": total})]


def _check_demographics(asked: Asked) -> None:
    if asked.first("period") != "lifetime" or asked.first("metric_type") != "total_value":
        raise Refused(graph_error(100, "(#100) demographics need period=lifetime and metric_type=total_value"))
    if asked.first("timeframe") not in _TIMEFRAMES:
        raise Refused(graph_error(100, "(#100) timeframe must be one of this_week, this_month"))
    if asked.first("breakdown") and asked.first("breakdown") not in _BREAKDOWNS:
        raise Refused(named("unknown_error"))


def _breakdown(profile: Profile, day: date, keys: list[str], known: int) -> list[tuple[tuple[str, ...], int]]:
    people = audience("instagram", profile.seed, profile.home, profile.about, week_of(profile.seed, day))
    if keys == ["age", "gender"]:
        both = {(age, sex): a * b for age, a in people.ages.items() for sex, b in _genders(people).items()}
        joined = counts({"|".join(key): part for key, part in both.items()}, known)
        return [(tuple(key.split("|")), amount) for key, amount in joined.items()]
    mix: Mapping[str, float] = {
        "age": people.ages,
        "gender": _genders(people),
        "country": people.countries,
        "city": people.cities,
    }[keys[0]]
    found = counts(mix, int(known * 0.78) if keys == ["city"] else known)
    rows: list[tuple[tuple[str, ...], int]] = [((bucket,), amount) for bucket, amount in found.items()]
    return sorted(rows) if keys[0] in ("age", "gender") else rows


def _genders(people: Audience) -> dict[str, float]:
    return {"F": people.genders["female"] * 0.93, "M": people.genders["male"] * 0.93, "U": 0.07}


def _daily(world: World, asked: Asked, profile: Profile, metric: str) -> list[dict[str, Any]]:
    if asked.first("period") != "day" or asked.first("metric_type", "total_value") not in (
        "total_value",
        "time_series",
    ):
        raise Refused(graph_error(100, "(#100) period must be day"))
    if asked.first("breakdown"):
        raise Refused(named("unknown_error"))
    if asked.first("metric_type") == "time_series" and metric != "reach":
        raise Refused(graph_error(100, "(#100) metric_type=time_series is for reach only"))
    days = _days(world, asked)
    followers = _followers(profile, days[-1])
    if metric == "follows_and_unfollows" and followers < FLOOR:
        return []
    vary = random.Random(f"{profile.seed} {metric}").uniform(0.7, 1.4)
    by_day = [_followers(profile, day) * _DAILY[metric] * vary * wave(profile.seed, day) for day in days]
    if asked.first("metric_type") == "time_series":
        values = [
            {"value": int(value), "end_time": f"{day}T07:00:00+0000"} for day, value in zip(days, by_day, strict=True)
        ]
        return [_entry(profile, metric, "day", {"values": values})]
    total = max(by_day) * len(days) ** _AGAIN if metric in _PEOPLE else sum(by_day)
    return [_entry(profile, metric, "day", {"total_value": {"value": int(total)}})]


def _days(world: World, asked: Asked) -> list[date]:
    """Without since and until the last 24 hours; at most thirty days."""
    try:
        until = float(asked.first("until") or world.now())
        since = float(asked.first("since") or until - DAY)
    except ValueError:
        raise Refused(graph_error(100, "(#100) since and until are Unix times")) from None
    if not 0 < until - since <= _MOST_DAYS * DAY:
        raise Refused(graph_error(100, f"(#100) There cannot be more than {_MOST_DAYS} days between since and until"))
    return [day_of(since + at * DAY) for at in range(max(1, round((until - since) / DAY)))]


def _entry(profile: Profile, metric: str, period: str, value: Mapping[str, Any]) -> dict[str, Any]:
    title = metric.replace("_", " ").capitalize()
    id_ = f"{profile.user_id}/insights/{metric}/{period}"
    return {"name": metric, "period": period, "title": title, "description": title, **value, "id": id_}
