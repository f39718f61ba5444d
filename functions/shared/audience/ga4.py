"""What does a GA4 report say about a site's users? Answers of `properties.runReport` to dimensions; pure.

REST JSON in camelCase: {dimensionHeaders[].name, metricHeaders[].name, rows[].{dimensionValues, metricValues}[].value,
rowCount, metadata}. From the client library: `RunReportResponse.to_dict(answer, preserving_proto_field_name=False)`.
One dimension per report: crossing them multiplies thresholding and "(other)". Reference: ResponseMetaData, v1beta.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.shared.audience import answers
from functions.shared.audience.answers import Malformed
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import (
    Dimension,
    Pull,
    Reason,
    Source,
    Unit,
    tallied,
)
from functions.shared.audience.forming import Facts, form, missing
from functions.shared.audience.metrics import Metric, Metrics

PROVIDER = "ga4"
ACTIVE_USERS = "activeUsers"
CUSTOMERS = "totalPurchasers"
"""Users who logged purchase events within the window (API Dimensions & Metrics, v1beta)."""
DIMENSIONS: Mapping[Name, str] = {
    Name.AGE: "userAgeBracket",
    Name.GENDER: "userGender",
    Name.COUNTRY: "countryId",
    Name.CITY: "city",
    Name.LANGUAGE: "languageCode",
    Name.DEVICE: "deviceCategory",
}
"""What to ask for. `countryId` and `languageCode`, because names of countries come in no fixed spelling."""
METRICS: Mapping[str, Metric] = {
    ACTIVE_USERS: Metric.ACTIVE_USERS,
    "newUsers": Metric.NEW_USERS,
    CUSTOMERS: Metric.CUSTOMERS,
    "sessions": Metric.SESSIONS,
    "engagedSessions": Metric.ENGAGED_SESSIONS,
    "engagementRate": Metric.ENGAGEMENT_RATE,
    "keyEvents": Metric.KEY_EVENTS,
    "purchaseRevenue": Metric.REVENUE,
}


@dataclass(frozen=True, slots=True)
class _Metadata:
    thresholded: bool
    truncated: bool
    sampling_rate: float


def dimension(
    name: Name, answer: Any, pull: Pull, *, metric: str = ACTIVE_USERS, users: float | None = None
) -> Dimension:
    """One column of a report with one dimension: ACTIVE_USERS or CUSTOMERS. `users` of the whole property by that
    metric, where asked for: what it has above the rows was cut off (OTHER, when rows are missing from this page) or
    withheld (unknown). Sample size: known users x sampling rate. Never raises on an answer.
    """
    source = Source(PROVIDER, metric)
    if answers.is_error(answer):
        return missing(name, Reason.FAILED, source, pull, Unit.PEOPLE)
    try:
        tally = tallied(name, _rows(answer, DIMENSIONS[name], metric))
        metadata = _metadata(answer)
        cut = answers.number(answer.get("rowCount", 0)) > len(answers.items(answer.get("rows")))
    except Malformed:
        return missing(name, Reason.MALFORMED, source, pull, Unit.PEOPLE)
    return form(
        Facts(
            name=name,
            source=source,
            pull=pull,
            unit=Unit.PEOPLE,
            tally=tally,
            population=users,
            cut=cut,
            truncated=metadata.truncated,
            thresholded=metadata.thresholded,
            sampling_rate=metadata.sampling_rate,
            empty=Reason.THRESHOLDED if metadata.thresholded and users != 0 else Reason.NO_DATA,
        )
    )


def not_told(name: Name, pull: Pull, metric: str) -> Dimension:
    """Google refused to report that metric by this dimension."""
    return missing(name, Reason.FAILED, Source(PROVIDER, metric), pull, Unit.PEOPLE)


def metrics(answer: Any, pull: Pull) -> Metrics | None:
    """A report without dimensions; None when it has no row or another shape."""
    try:
        names = [answers.text(answers.entries(header).get("name")) for header in _headers(answer, "metricHeaders")]
        rows = answers.items(answers.entries(answer).get("rows"))
        if len(rows) != 1:
            return None
        cells = answers.items(answers.entries(rows[0]).get("metricValues"))
        found = {names[at]: answers.number(answers.entries(cell).get("value")) for at, cell in enumerate(cells)}
    except (Malformed, IndexError):
        return None
    values = {METRICS[name]: value for name, value in found.items() if name in METRICS}
    return Metrics(values, Source(PROVIDER, "runReport"), pull)


def _rows(answer: Any, dimension_name: str, metric: str) -> list[tuple[str, float]]:
    """(spelling, users) of each row; columns are found by their headers."""
    rows = answers.items(answers.entries(answer).get("rows"))
    if not rows and ("metadata" in answer or "kind" in answer):
        return []
    at, measure = _column(answer, "dimensionHeaders", dimension_name), _column(answer, "metricHeaders", metric)
    pairs = []
    for row in map(answers.entries, rows):
        spelling = _cell(row, "dimensionValues", at)
        pairs.append((answers.text(spelling), answers.number(_cell(row, "metricValues", measure))))
    return pairs


def _cell(row: Mapping[str, Any], kind: str, at: int) -> Any:
    cells = answers.items(row.get(kind))
    if at >= len(cells):
        raise Malformed("a row shorter than its headers")
    return answers.entries(cells[at]).get("value", "" if kind == "dimensionValues" else None)


def _headers(answer: Any, kind: str) -> list[Any]:
    return list(answers.items(answers.entries(answer).get(kind)))


def _column(answer: Any, kind: str, name: str) -> int:
    names = [answers.entries(header).get("name") for header in _headers(answer, kind)]
    if name not in names:
        raise Malformed(f"no column {name}")
    return names.index(name)


def _metadata(answer: Mapping[str, Any]) -> _Metadata:
    metadata = answers.entries(answer.get("metadata") or {})
    rates = [_rate(answers.entries(sampling)) for sampling in answers.items(metadata.get("samplingMetadatas"))]
    return _Metadata(
        thresholded=metadata.get("subjectToThresholding") is True,
        truncated=metadata.get("dataLossFromOtherRow") is True
        or bool(answers.items(metadata.get("dataTruncationReasons"))),
        sampling_rate=min(rates, default=1.0),
    )


def _rate(sampling: Mapping[str, Any]) -> float:
    """Events read by events there are. A rate of nothing at all is malformed: there would be no rows."""
    read = answers.number(sampling.get("samplesReadCount", 0))
    space = answers.number(sampling.get("samplingSpaceSize", 0))
    if not 1 <= read <= space:
        raise Malformed("a sampling rate outside (0, 1]")
    return read / space
