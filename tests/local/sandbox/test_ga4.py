"""Do Google's own clients and our parsers read what the sandbox says about GA4 properties?"""

from typing import Any

import pytest
from google.analytics.data_v1beta import BetaAnalyticsDataClient
from google.analytics.data_v1beta.types import (
    BatchRunReportsRequest,
    DateRange,
    Dimension,
    Metric,
    RunReportRequest,
    RunReportResponse,
)
from google.api_core.exceptions import BadRequest, TooManyRequests
from googleapiclient.discovery import build_from_document  # type: ignore[attr-defined] # not in its stubs

from functions.shared.audience import ga4
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Reason, State
from infra.local.sandbox import discovery
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import AGENCY_CLIENTS, COMPANY
from tests.local.sandbox.people import by_dimension, credentials, report
from tests.unit.audience.samples import PULL

OVERVIEW = tuple(ga4.METRICS)
STATES = {
    "ga4-withheld": (State.SUPPRESSED, Reason.THRESHOLDED),
    "ga4-empty": (State.SUPPRESSED, Reason.NO_DATA),
    "ga4-all-unknown": (State.SUPPRESSED, Reason.NOTHING_KNOWN),
    "ga4-thresholded": (State.VALUE, None),
    "ga4-sampled": (State.VALUE, None),
}


def client(sandbox: Sandbox, token: str) -> BetaAnalyticsDataClient:
    endpoint = f"{sandbox.base_url}/analyticsdata.googleapis.com"
    options = {"api_endpoint": endpoint}
    return BetaAnalyticsDataClient(credentials=credentials(token), transport="rest", client_options=options)


def request(property_id: str, name: str, **more: Any) -> RunReportRequest:
    return RunReportRequest(
        property=f"properties/{property_id}",
        dimensions=[Dimension(name=name)],
        metrics=[Metric(name="activeUsers")],
        date_ranges=[DateRange(start_date="90daysAgo", end_date="yesterday")],
        return_property_quota=True,
        **more,
    )


def granted(sandbox: Sandbox, login: str) -> tuple[str, str]:
    """(access token, first property)"""
    token = sandbox.world.grant("ga4", login).access_token
    return token, sandbox.world.accounts[login].properties[0].id


def answered(report_: RunReportResponse) -> dict[str, Any]:
    found: dict[str, Any] = RunReportResponse.to_dict(report_, preserving_proto_field_name=False)
    return found


def test_googles_client_gets_every_dimension(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    with client(sandbox, token) as api:
        found = {name: api.run_report(request(site, asked_for)) for name, asked_for in ga4.DIMENSIONS.items()}
    for name, told in found.items():
        dimension = ga4.dimension(name, answered(told), PULL)
        assert (dimension.state, dimension.tally.unrecognised_n) == (State.VALUE, 0), name
        assert told.property_quota.tokens_per_hour.consumed > 0


def test_a_batch_is_five_reports_at_most(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    requests = [request(site, name) for name in ga4.DIMENSIONS.values()]
    batch = BatchRunReportsRequest(property=f"properties/{site}", requests=requests[:5])
    with client(sandbox, token) as api:
        found = api.batch_run_reports(batch)
        with pytest.raises(BadRequest):
            api.batch_run_reports({"property": f"properties/{site}", "requests": requests})
    assert [each.dimension_headers[0].name for each in found.reports] == list(ga4.DIMENSIONS.values())[:5]


def test_the_answer_is_the_protobuf_type_and_the_documents_schema(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    for body in (by_dimension("userAgeBracket"), by_dimension("city"), {**by_dimension("date"), "dimensions": []}):
        answer = report(sandbox, site, token, {**body, "returnPropertyQuota": True})
        assert discovery.faults("analyticsdata.v1beta", "RunReportResponse", answer.json()) == []
        parsed = RunReportResponse.from_json(answer.text)  # no ignore_unknown_fields: everything is known
        assert parsed.row_count == len(parsed.rows)


def test_the_overview_has_every_metric(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    body = {**by_dimension("x", *OVERVIEW), "dimensions": []}
    found = ga4.metrics(report(sandbox, site, token, body).json(), PULL)
    assert found is not None
    assert set(found.values) == set(ga4.METRICS.values())
    assert found.values[ga4.METRICS["engagementRate"]] < 1


@pytest.mark.parametrize("login", STATES)
def test_each_state_has_a_property(sandbox: Sandbox, login: str) -> None:
    token, site = granted(sandbox, f"{login}@sandbox.test")
    with client(sandbox, token) as api:
        found = api.run_report(request(site, "userAgeBracket"))
    dimension = ga4.dimension(Name.AGE, answered(found), PULL)
    assert (dimension.state, dimension.reason) == STATES[login]
    assert dimension.thresholded == (login in ("ga4-thresholded", "ga4-withheld"))
    assert (dimension.sampling_rate < 1) == (login == "ga4-sampled")


@pytest.mark.parametrize("twist", ["thresholded", "withheld", "sampled", "empty", "all_unknown"])
def test_each_state_can_be_asked_for(sandbox: Sandbox, twist: str) -> None:
    token, site = granted(sandbox, COMPANY)
    sandbox.world.faults.add("ga4.runReport", twist, COMPANY, times=1)
    with client(sandbox, token) as api:
        bent, plain = (api.run_report(request(site, "userGender")) for _ in range(2))
    assert answered(bent) != answered(plain)
    assert ga4.dimension(Name.GENDER, answered(plain), PULL).state is State.VALUE


def test_a_lost_property_is_listed_and_refused(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, "ga4-lost@sandbox.test")
    assert report(sandbox, site, token, by_dimension("city")).status_code == 403


def test_a_strangers_property_is_refused(sandbox: Sandbox) -> None:
    token, _ = granted(sandbox, COMPANY)
    _, foreign = granted(sandbox, "agency@sandbox.test")
    assert report(sandbox, foreign, token, by_dimension("city")).status_code == 403


def summaries(sandbox: Sandbox, login: str) -> list[dict[str, Any]]:
    """All pages, by googleapiclient."""
    document = dict(discovery.document("analyticsadmin.v1beta"))
    document["rootUrl"] = f"{sandbox.base_url}/analyticsadmin.googleapis.com/"
    token = sandbox.world.grant("ga4", login).access_token
    found: list[dict[str, Any]] = []
    with build_from_document(document, credentials=credentials(token)) as service:
        asked = service.accountSummaries().list(pageSize=200)
        while asked is not None:
            page = asked.execute()
            assert not discovery.faults(
                "analyticsadmin.v1beta", "GoogleAnalyticsAdminV1betaListAccountSummariesResponse", page
            )
            found += page.get("accountSummaries", [])
            asked = service.accountSummaries().list_next(asked, page)
    return found


@pytest.mark.parametrize(
    ("login", "accounts", "properties"),
    [("no-property@sandbox.test", 0, 0), (COMPANY, 1, 2), ("agency@sandbox.test", AGENCY_CLIENTS, AGENCY_CLIENTS)],
)
def test_googles_client_pages_through_the_summaries(
    sandbox: Sandbox, login: str, accounts: int, properties: int
) -> None:
    found = summaries(sandbox, login)
    assert len({each["account"] for each in found}) == len(found) == accounts
    assert sum(len(each["propertySummaries"]) for each in found) == properties


@pytest.mark.parametrize(
    "change",
    [
        {"dimensions": [{"name": "userAge"}]},
        {"metrics": [{"name": "users"}]},
        {"dateRanges": []},
        {"dateRanges": [{"startDate": "yesterday", "endDate": "30daysAgo"}]},
        {"dateRanges": [{"startDate": "soon", "endDate": "today"}]},
        {"unheardOf": True},
        {"limit": "300000"},
        {"keepEmptyRows": "yes"},
    ],
)
def test_what_google_does_not_know_is_400(sandbox: Sandbox, change: dict[str, Any]) -> None:
    token, site = granted(sandbox, COMPANY)
    refused = report(sandbox, site, token, {**by_dimension("city"), **change})
    assert (refused.status_code, refused.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")


def test_an_unknown_parameter_is_400(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    assert report(sandbox, site, token, by_dimension("city"), pagesize="1").status_code == 400


def test_limit_and_order(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    body = {**by_dimension("city"), "limit": "3", "orderBys": [{"metric": {"metricName": "activeUsers"}, "desc": True}]}
    found = report(sandbox, site, token, body).json()
    amounts = [int(row["metricValues"][0]["value"]) for row in found["rows"]]
    assert len(amounts) == 3 < found["rowCount"]
    assert amounts == sorted(amounts, reverse=True)


def test_an_hours_tokens_are_counted_and_run_out(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    sandbox.world.quotas.limits.ga4_tokens_hour = 12
    for _ in range(2):
        assert report(sandbox, site, token, by_dimension("city")).ok
    with client(sandbox, token) as api, pytest.raises(TooManyRequests, match="per hour"):
        api.run_report(request(site, "city"), retry=None)


def test_thresholded_requests_are_counted_on_their_own(sandbox: Sandbox) -> None:
    token, site = granted(sandbox, COMPANY)
    sandbox.world.quotas.limits.ga4_thresholded_hour = 1
    assert report(sandbox, site, token, by_dimension("userAgeBracket")).ok
    assert report(sandbox, site, token, by_dimension("userAgeBracket")).status_code == 429
    assert report(sandbox, site, token, by_dimension("countryId")).ok
