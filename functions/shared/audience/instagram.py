"""What do Instagram's insights say about a creator's followers? Answers of `/{ig-id}/insights` to dimensions; pure.

    data[0].total_value.breakdowns[0].{dimension_keys[], results[].{dimension_values[], value}}

Counts of people. Under 100 followers (or engagements) nothing is told and data is empty: suppressed, not zero. Only the
top 45 rows come back, and only people whose demographics are known. Meta: Instagram Platform, IG User Insights, v25.0.
"""

from collections.abc import Mapping
from typing import Any

from functions.shared.audience import answers
from functions.shared.audience.answers import Malformed
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Pull, Reason, Source, Unit, tallied
from functions.shared.audience.forming import Facts, form, missing
from functions.shared.audience.metrics import Metric, Metrics

PROVIDER = "instagram"
FOLLOWERS = "follower_demographics"
DIMENSIONS: Mapping[Name, str] = {
    Name.AGE: "age",
    Name.GENDER: "gender",
    Name.COUNTRY: "country",
    Name.CITY: "city",
}
"""The `breakdown` to ask for; language and device are not offered."""
TOP_ROWS = 45
FLOOR = 100
"""Followers, or engagements within the timeframe, below which Instagram tells nothing."""
PROFILE: Mapping[str, Metric] = {
    "followers_count": Metric.FOLLOWERS,
    "follows_count": Metric.FOLLOWING,
    "media_count": Metric.POSTS,
}
INSIGHTS: Mapping[str, Metric] = {
    "reach": Metric.REACH,
    "views": Metric.VIEWS,
    "accounts_engaged": Metric.ENGAGED,
    "total_interactions": Metric.ENGAGEMENTS,
    "likes": Metric.LIKES,
    "comments": Metric.COMMENTS,
    "shares": Metric.SHARES,
    "saves": Metric.SAVES,
}


def audience(
    by_name: Mapping[Name, Any], pull: Pull, *, people: float | None, metric: str = FOLLOWERS
) -> tuple[Dimension, ...]:
    """One answer per breakdown (the same answer twice, where it was asked for `age,gender`), in the order of `Name`.

    `people`: followers, or accounts engaged for `engaged_audience_demographics`; whom no row has is unknown. A
    breakdown cut at 45 rows is filled up with OTHER to the sum of the age rows, which are seven and so never cut, or
    else of the gender rows: these are the people whose demographics are known. Sample size: the sum of counts. Never
    raises on an answer.
    """
    return tuple(
        _dimension(name, by_name[name], pull, people, _known_people(by_name), metric)
        for name in DIMENSIONS
        if name in by_name
    )


def metrics(profile: Any, insights: Any, pull: Pull) -> Metrics | None:
    """From `/me?fields=…` and account insights with `metric_type=total_value` (any number of them in `data`)."""
    values = {**_profile(profile), **_insights(insights)}
    return Metrics(values, Source(PROVIDER, "profile,insights"), pull) if values else None


def _dimension(
    name: Name, answer: Any, pull: Pull, people: float | None, known: float | None, metric: str
) -> Dimension:
    source = Source(PROVIDER, metric)
    if answers.is_error(answer):
        return missing(name, Reason.FAILED, source, pull, Unit.PEOPLE)
    try:
        rows = _rows(answer, DIMENSIONS[name])
    except Malformed:
        return missing(name, Reason.MALFORMED, source, pull, Unit.PEOPLE)
    if people is not None and people < FLOOR:
        return missing(name, Reason.TOO_FEW, source, pull, Unit.PEOPLE)
    return form(
        Facts(
            name=name,
            source=source,
            pull=pull,
            unit=Unit.PEOPLE,
            tally=tallied(name, rows),
            population=people,
            denominator=known or 0.0,
            cut=len(rows) >= TOP_ROWS,
        )
    )


def _known_people(by_name: Mapping[Name, Any]) -> float | None:
    for name in (Name.AGE, Name.GENDER):
        try:
            total = _total(name, by_name.get(name))
        except Malformed:
            continue
        if total > 0:
            return total
    return None


def _total(name: Name, answer: Any) -> float:
    return tallied(name, _rows(answer, DIMENSIONS[name])).total_n


def _rows(answer: Any, key: str) -> list[tuple[str, float]]:
    """(spelling, people) by one key of the breakdown; no rows where there is no data."""
    data = answers.entries(answer).get("data")
    if data is None:
        raise Malformed("no data")
    rows: list[tuple[str, float]] = []
    for found in answers.items(data)[:1]:
        value = answers.entries(found).get("total_value")
        for breakdown in answers.items(answers.entries(value or {}).get("breakdowns"))[:1]:
            rows.extend(_results(answers.entries(breakdown), key))
    return rows


def _results(breakdown: Mapping[str, Any], key: str) -> list[tuple[str, float]]:
    keys = answers.items(breakdown.get("dimension_keys"))
    if key not in keys:
        raise Malformed(f"no breakdown by {key}")
    rows = []
    for result in map(answers.entries, answers.items(breakdown.get("results"))):
        values = answers.items(result.get("dimension_values"))
        if len(values) != len(keys):
            raise Malformed("a row of another width than its keys")
        rows.append((answers.text(values[keys.index(key)]), answers.number(result.get("value"))))
    return rows


def _profile(profile: Any) -> dict[Metric, float]:
    try:
        fields = answers.entries(profile)
        return {metric: answers.number(fields[name]) for name, metric in PROFILE.items() if name in fields}
    except Malformed:
        return {}


def _insights(insights: Any) -> dict[Metric, float]:
    """A metric without a value was not told: absent."""
    values = {}
    try:
        for found in map(answers.entries, answers.items(answers.entries(insights).get("data"))):
            metric, total = INSIGHTS.get(str(found.get("name"))), found.get("total_value")
            if metric is not None and isinstance(total, dict) and "value" in total:
                values[metric] = answers.number(total["value"])
    except Malformed:
        return {}
    return values
