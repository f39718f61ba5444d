"""What do YouTube's answers say about a channel's viewers? Reports of Analytics v2 and `channels.list`; pure.

    {"columnHeaders": [{"name", "columnType", "dataType"}, …], "rows": [[…], …]}

The order of columns is that of `columnHeaders` and of nothing else. Demographics are percentages of logged-in viewers,
never counts, and have an `age13-17`; a channel with little traffic gets no rows. Window: 90 days up to three days ago.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.shared.audience import answers
from functions.shared.audience.answers import Malformed
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Pull, Reason, Source, Tally, Unit, tallied
from functions.shared.audience.forming import Facts, form, missing
from functions.shared.audience.metrics import Metric, Metrics

PROVIDER = "youtube"
DIMENSIONS: Mapping[Name, str] = {
    Name.AGE: "ageGroup",
    Name.GENDER: "gender",
    Name.COUNTRY: "country",
    Name.CITY: "city",
    Name.DEVICE: "deviceType",
}
"""What to ask for; languages are not offered."""
PERCENTAGES = "viewerPercentage"
VIEWS = "views"
CAUTIOUS_SAMPLE = 200.0
"""People behind percentages when nobody tells the views (matching reference §3.3)."""
SAMPLE_CAP = 20_000.0
"""Views are not people; above this the standard error is below half a point anyway."""
ROUNDING = 2.0
"""Percentage points by which a sum of percentages may pass 100; what is missing below is unknown."""
METRICS: Mapping[str, Metric] = {
    VIEWS: Metric.VIEWS,
    "estimatedMinutesWatched": Metric.WATCH_MINUTES,
    "likes": Metric.LIKES,
    "comments": Metric.COMMENTS,
    "shares": Metric.SHARES,
}


def demographics(answer: Any, pull: Pull, *, views: float | None = None) -> tuple[Dimension, Dimension]:
    """(age, gender), the marginals of one report by `ageGroup,gender`; shares. `views` of the same window.

    Sample size: min(views, SAMPLE_CAP) x known share; CAUTIOUS_SAMPLE where views are not told. Never raises on an
    answer. Gender is over all ages, as every provider reports it.
    """
    return _shares(Name.AGE, answer, pull, views), _shares(Name.GENDER, answer, pull, views)


def by_views(
    name: Name, answer: Any, pull: Pull, *, max_results: int | None = None, views: float | None = None
) -> Dimension:
    """Country, city or device, in views. A full page of `max_results` was cut: what `views` has above it is OTHER."""
    source = Source(PROVIDER, VIEWS)
    if answers.is_error(answer):
        return missing(name, Reason.FAILED, source, pull, Unit.VIEWS)
    try:
        rows = _column_pairs(answer, DIMENSIONS[name], VIEWS)
        tally = tallied(name, rows)
    except Malformed:
        return missing(name, Reason.MALFORMED, source, pull, Unit.VIEWS)
    return form(
        Facts(
            name=name,
            source=source,
            pull=pull,
            unit=Unit.VIEWS,
            tally=tally,
            population=views,
            cut=max_results is not None and len(rows) >= max_results,
            sample_of=max(tally.total_n, views or 0.0),
            sample_cap=SAMPLE_CAP,
        )
    )


def metrics(channels: Any, report: Any, pull: Pull) -> Metrics | None:
    """From `channels.list?part=statistics` and a report without dimensions; None when neither can be read.

    A hidden subscriber count is absent: YouTube sends 0 or nothing then.
    """
    values = {**_statistics(channels), **_totals(report)}
    return Metrics(values, Source(PROVIDER, "channels,reports"), pull) if values else None


def _shares(name: Name, answer: Any, pull: Pull, views: float | None) -> Dimension:
    source = Source(PROVIDER, PERCENTAGES)
    if answers.is_error(answer):
        return missing(name, Reason.FAILED, source, pull, Unit.SHARE)
    try:
        tally = _parts_of_one(name, answer)
    except Malformed:
        return missing(name, Reason.MALFORMED, source, pull, Unit.SHARE)
    return form(
        Facts(
            name=name,
            source=source,
            pull=pull,
            unit=Unit.SHARE,
            tally=tally,
            population=1.0 if tally.total_n < 1 - ROUNDING / 100 else None,
            sample_of=CAUTIOUS_SAMPLE if views is None else views,
            sample_cap=SAMPLE_CAP,
        )
    )


def _parts_of_one(name: Name, answer: Any) -> Tally:
    rows = _column_pairs(answer, DIMENSIONS[name], PERCENTAGES)
    tally = tallied(name, [(bucket, percentage / 100) for bucket, percentage in rows])
    if tally.total_n > 1 + ROUNDING / 100:
        raise Malformed("percentages of more than one whole")
    return tally


def _headers(answer: Any) -> list[str]:
    headers = answers.items(answers.entries(answer).get("columnHeaders"))
    return [answers.text(answers.entries(header).get("name")) for header in headers]


def _column_pairs(answer: Any, dimension: str, metric: str) -> list[tuple[str, float]]:
    names = _headers(answer)
    if dimension not in names or metric not in names:
        raise Malformed(f"no columns {dimension}, {metric}")
    at, measure = names.index(dimension), names.index(metric)
    rows = [_row(row, len(names)) for row in answers.items(answer.get("rows"))]
    return [(answers.text(row[at]), answers.number(row[measure])) for row in rows]


def _row(row: Any, width: int) -> Sequence[Any]:
    cells = answers.items(row)
    if len(cells) != width:
        raise Malformed("a row of another width than its headers")
    return cells


def _statistics(channels: Any) -> dict[Metric, float]:
    try:
        found = answers.items(answers.entries(channels).get("items"))
        statistics = answers.entries(answers.entries(found[0]).get("statistics")) if found else {}
        hidden = statistics.get("hiddenSubscriberCount") is True
        names = {"viewCount": Metric.TOTAL_VIEWS, "videoCount": Metric.POSTS}
        names |= {} if hidden else {"subscriberCount": Metric.FOLLOWERS}
        return {metric: answers.number(statistics[name]) for name, metric in names.items() if name in statistics}
    except Malformed:
        return {}


def _totals(report: Any) -> dict[Metric, float]:
    try:
        names = _headers(report)
        rows = [_row(row, len(names)) for row in answers.items(report.get("rows"))]
        if len(rows) != 1:
            return {}
        cells = dict(zip(names, rows[0], strict=True))
        return {metric: answers.number(cells[name]) for name, metric in METRICS.items() if name in cells}
    except Malformed:
        return {}
