"""What does the Analytics Data API answer? runReport and batchRunReports, v1beta."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from infra.local.sandbox import discovery, ga4_rows
from infra.local.sandbox.accounts import Property
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.ga4_rows import DEMOGRAPHIC, METRICS, Window
from infra.local.sandbox.google_calls import bad_request, caller, named
from infra.local.sandbox.movement import day_of
from infra.local.sandbox.quotas import DAY, HOUR
from infra.local.sandbox.world import World

SCOPES = ("analytics.readonly", "analytics")
FLOOR = 10
"""Users below which GA4 withholds a demographic row; a `thresholded` property has a higher one."""
BATCH = 5
_DOCUMENT = "analyticsdata.v1beta"
_TYPES = {"TYPE_INTEGER": 1, "TYPE_FLOAT": 2, "TYPE_CURRENCY": 9}
_MAX_DIMENSIONS, _MAX_METRICS, _DEFAULT_LIMIT, _MAX_LIMIT = 9, 10, 10_000, 250_000
_SAMPLED = [{"samplesReadCount": "2500000", "samplingSpaceSize": "10000000"}]


def run_report(world: World, asked: Asked) -> Answer:
    discovery.check_parameters(asked, _DOCUMENT, "properties.runReport")
    site, client = _site(world, asked)
    request = discovery.check_body(asked, _DOCUMENT, "RunReportRequest")
    return told(_report(world, asked, site, client, request))


def batch_run_reports(world: World, asked: Asked) -> Answer:
    discovery.check_parameters(asked, _DOCUMENT, "properties.batchRunReports")
    site, client = _site(world, asked)
    requests = discovery.check_body(asked, _DOCUMENT, "BatchRunReportsRequest").get("requests", [])
    if not 1 <= len(requests) <= BATCH:
        raise Refused(bad_request(f"A batch has 1 to {BATCH} requests."))
    reports = [_report(world, asked, site, client, request) for request in requests]
    return told({"reports": reports, "kind": "analyticsData#batchRunReports"})


def _site(world: World, asked: Asked) -> tuple[Property, str]:
    account, token = caller(world, asked, SCOPES)
    wanted = asked.path.rpartition("/")[2].partition(":")[0]
    site = next((each for each in account.properties if each.id == wanted and each.state != "lost"), None)
    if site is None:
        raise Refused(named("property_lost"))
    return site, token.client


def _report(world: World, asked: Asked, site: Property, client: str, request: Mapping[str, Any]) -> dict[str, Any]:
    dimensions = [str(each.get("name")) for each in request.get("dimensions", [])]
    metrics = [str(each.get("name")) for each in request.get("metrics", [])]
    window = _window(world, request)
    _check_fields(request, dimensions, metrics)
    _spend(world, f"{client} {site.id}", site.id, dimensions)
    state = asked.twist or site.state
    found, metadata = _rows(site, window, dimensions, state, _part(request))
    page = _page(found, request, dimensions, metrics)
    buyers = _buyers(site, request, dimensions, found) if "totalPurchasers" in metrics and dimensions else {}
    as_numbers = "enum-encoding=int" in asked.first("$alt")
    headers = [{"name": name, "type": _TYPES[METRICS[name][0]] if as_numbers else METRICS[name][0]} for name in metrics]
    answer: dict[str, Any] = {
        "dimensionHeaders": [{"name": name} for name in dimensions],
        "metricHeaders": headers,
        "rows": [_row(site, window, buckets, metrics, (users, buyers.get(buckets))) for buckets, users in page],
        "rowCount": len(found),
        "metadata": {"currencyCode": "TRY", "timeZone": "Europe/Istanbul", **metadata},
        "kind": "analyticsData#runReport",
    }
    if request.get("returnPropertyQuota"):
        answer["propertyQuota"] = _quota(world, f"{client} {site.id}", site.id)
    return {name: value for name, value in answer.items() if value or name == "kind"}


def _rows(
    site: Property, window: Window, dimensions: list[str], state: str, part: float
) -> tuple[dict[tuple[str, ...], int], dict[str, Any]]:
    """What is told, and what Google says about what is not."""
    if state in ("empty", "suppressed"):
        return {}, {"emptyReason": "NO_DATA"}
    found = {buckets: int(users * part) for buckets, users in ga4_rows.rows(site, window, dimensions, state).items()}
    metadata: dict[str, Any] = {"samplingMetadatas": _SAMPLED} if state == "sampled" else {}
    if state == "sampled" and "city" in dimensions:
        metadata["dataLossFromOtherRow"] = True
        found |= {tuple("(other)" for _ in dimensions): sum(found.values()) // 40}
    if not DEMOGRAPHIC & set(dimensions):
        return {buckets: users for buckets, users in found.items() if users or not dimensions}, metadata
    if state == "withheld":
        return {}, {**metadata, "subjectToThresholding": True}
    floor = max(FLOOR, sum(found.values()) // 25) if state == "thresholded" else FLOOR
    kept = {buckets: users for buckets, users in found.items() if users >= floor}
    withheld = len(kept) < len(found) or state == "thresholded"
    return kept, {**metadata, **({"subjectToThresholding": True} if withheld else {})}


def _buyers(
    site: Property, request: Mapping[str, Any], dimensions: list[str], found: Mapping[tuple[str, ...], int]
) -> Mapping[tuple[str, ...], int]:
    """Of each row; where only those who bought are let through, all of them."""
    return found if request.get("dimensionFilter") else ga4_rows.purchasers(site, dimensions, found)


def _row(
    site: Property, window: Window, buckets: tuple[str, ...], metrics: list[str], people: tuple[int, int | None]
) -> dict[str, Any]:
    """`people`: users and, where rows have buckets, purchasers."""
    users, buyers = people
    values = [
        {
            "value": ga4_rows.metric(name, site, window, users)
            if buyers is None or name != "totalPurchasers"
            else str(buyers)
        }
        for name in metrics
    ]
    row = {"dimensionValues": [{"value": bucket} for bucket in buckets], "metricValues": values}
    return {name: cells for name, cells in row.items() if cells}


def _check_fields(request: Mapping[str, Any], dimensions: list[str], metrics: list[str]) -> None:
    known = {*DEMOGRAPHIC, "countryId", "city", "languageCode", "deviceCategory", "date", "sessionDefaultChannelGroup"}
    for name in dimensions:
        if name not in known:
            raise Refused(bad_request(f"Field {name} is not a valid dimension."))
    for name in metrics:
        if name not in METRICS:
            raise Refused(bad_request(f"Field {name} is not a valid metric."))
    if len(dimensions) > _MAX_DIMENSIONS or len(metrics) > _MAX_METRICS or not (dimensions or metrics):
        raise Refused(bad_request("A report has at most 9 dimensions and 10 metrics, and one of them."))
    for name in ("metricFilter", "cohortSpec", "comparisons", "metricAggregations"):
        if request.get(name):
            raise Refused(bad_request(f"The sandbox does not play {name}."))


def _part(request: Mapping[str, Any]) -> float:
    """Of all users, by `dimensionFilter`: only those who bought, or none is filtered."""
    wanted = request.get("dimensionFilter")
    if not wanted:
        return 1.0
    found = wanted.get("filter", {})
    values = found.get("inListFilter", {}).get("values") or [found.get("stringFilter", {}).get("value")]
    if found.get("fieldName") != "eventName" or values != ["purchase"]:
        raise Refused(bad_request("The sandbox filters by eventName = purchase only."))
    return 0.06


def _page(
    found: Mapping[tuple[str, ...], int], request: Mapping[str, Any], dimensions: list[str], metrics: list[str]
) -> list[tuple[tuple[str, ...], int]]:
    limit, offset = int(request.get("limit", 0)) or _DEFAULT_LIMIT, int(request.get("offset", 0))
    if limit > _MAX_LIMIT or limit < 0 or offset < 0:
        raise Refused(bad_request(f"limit is at most {_MAX_LIMIT}."))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    for order in reversed(request.get("orderBys", [])):
        by, desc = order.get("dimension", {}).get("dimensionName"), bool(order.get("desc"))
        if by is None and order.get("metric", {}).get("metricName") in {*metrics} - {"totalPurchasers"}:
            ordered.sort(key=lambda item: item[1], reverse=desc)
        elif by in dimensions:
            place = dimensions.index(by)
            ordered.sort(key=lambda item: item[0][place], reverse=desc)
        else:
            raise Refused(bad_request("A report is ordered by its own dimensions and metrics, not by purchasers."))
    return ordered[offset : offset + limit]


def _window(world: World, request: Mapping[str, Any]) -> Window:
    ranges, today = request.get("dateRanges", []), day_of(world.now())
    if len(ranges) != 1:
        raise Refused(bad_request("The sandbox plays reports with one dateRange."))
    first, last = (_day(str(ranges[0].get(name, "")), today) for name in ("startDate", "endDate"))
    if first > last:
        raise Refused(bad_request("startDate is after endDate."))
    return Window(min(first, today), min(last, today))


def _day(written: str, today: date) -> date:
    if written in ("today", "yesterday"):
        return today - timedelta(days=written == "yesterday")
    if found := re.fullmatch(r"(\d{1,5})daysAgo", written):
        return today - timedelta(days=int(found[1]))
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused(bad_request(f"Invalid date: {written}.")) from None


def _spend(world: World, project: str, site: str, dimensions: list[str]) -> None:
    """Core tokens: a few per report. Raises Refused."""
    limits, quotas, cost = world.quotas.limits, world.quotas, 3 + 2 * len(dimensions)
    if DEMOGRAPHIC & set(dimensions) and not quotas.spend(
        "ga4.thresholded_hour", project, HOUR, limits.ga4_thresholded_hour
    ):
        raise Refused(named("ga4_exhausted"))
    if quotas.used("ga4.server_errors_hour", site) >= limits.ga4_server_errors_hour:
        raise Refused(named("ga4_exhausted"))
    if not quotas.spend("ga4.tokens_day", site, DAY, limits.ga4_tokens_day, cost):
        raise Refused(named("ga4_tokens_day"))
    for name, key, limit in (
        ("ga4.tokens_hour", site, limits.ga4_tokens_hour),
        ("ga4.tokens_project_hour", project, limits.ga4_tokens_project_hour),
    ):
        if not quotas.spend(name, key, HOUR, limit, cost):
            raise Refused(named("ga4_tokens_hour"))


def _quota(world: World, project: str, site: str) -> dict[str, Any]:
    limits = world.quotas.limits

    def status(name: str, key: str, limit: int) -> dict[str, int]:
        used = world.quotas.used(name, key)
        return {"consumed": used, "remaining": limit - used}

    return {
        "tokensPerDay": status("ga4.tokens_day", site, limits.ga4_tokens_day),
        "tokensPerHour": status("ga4.tokens_hour", site, limits.ga4_tokens_hour),
        "tokensPerProjectPerHour": status("ga4.tokens_project_hour", project, limits.ga4_tokens_project_hour),
        "concurrentRequests": {"consumed": 1, "remaining": limits.ga4_concurrent - 1},
        "serverErrorsPerProjectPerHour": status("ga4.server_errors_hour", site, limits.ga4_server_errors_hour),
        "potentiallyThresholdedRequestsPerHour": status("ga4.thresholded_hour", project, limits.ga4_thresholded_hour),
    }
