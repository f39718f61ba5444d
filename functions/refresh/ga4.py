"""What does GA4 know of a property's users? Seven reports through google-analytics-data over REST.

Each dimension alone: crossing them multiplies thresholding and "(other)". Importing the library costs 0.15 to 1 s,
since it loads grpc whatever the transport: only the pull's wiring imports this module.
"""

from typing import Any

from google.analytics.data_v1beta import BetaAnalyticsDataClient
from google.analytics.data_v1beta.services.beta_analytics_data.transports.rest import BetaAnalyticsDataRestTransport
from google.analytics.data_v1beta.types import (
    DateRange,
    Dimension,
    Metric,
    OrderBy,
    RunReportRequest,
    RunReportResponse,
)
from google.oauth2.credentials import Credentials
from requests.adapters import HTTPAdapter

from functions.refresh.google import ask, window
from functions.refresh.ports import Attempt
from functions.refresh.wire import Wire, on
from functions.refresh.work import Pulled, Work
from functions.shared.audience import ga4
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Pull
from functions.shared.audience.metrics import Metric as Measure
from functions.shared.audience.snapshot import Snapshot
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import Token

API = "https://analyticsdata.googleapis.com"
LAG = 1
"""Days: today's numbers are still coming in."""
MOST_ROWS = 250
"""All countries there are; of cities and languages the largest."""


class _Transport(BetaAnalyticsDataRestTransport):
    """Over our wire. A token that is refused is not renewed in here: that is one flight per connection, ours."""

    def __init__(self, wire: Wire, client: ProviderClient, token: Token) -> None:
        credentials = Credentials(token.reveal())  # type: ignore[no-untyped-call] # untyped in google-auth
        super().__init__(host=client.at(API), credentials=credentials)
        on(self._session, wire)


class Ga4Puller:
    """Implements `ports.Puller`."""

    def __init__(self, pool: HTTPAdapter) -> None:
        self._pool = pool

    def pull(self, attempt: Attempt, token: Token) -> Pulled:
        wire = Wire(self._pool, attempt.gate.seconds_left)
        client = BetaAnalyticsDataClient(transport=_Transport(wire, attempt.client, token))
        pull = Pull(window(attempt.now, LAG), attempt.now)

        def report(request: RunReportRequest) -> dict[str, Any]:
            answer = ask(
                wire, attempt, lambda: client.run_report(request, retry=None, timeout=attempt.gate.seconds_left())
            )
            return _json(answer)

        overview = ga4.metrics(report(_overview(attempt, pull)), pull)
        values = overview.values if overview else {}
        dimensions = tuple(
            ga4.dimension(name, report(_by(name, attempt, pull)), pull, active_users=values.get(Measure.ACTIVE_USERS))
            for name in ga4.DIMENSIONS
        )
        return Pulled(Snapshot(ga4.PROVIDER, dimensions), values, account=None)


def _overview(attempt: Attempt, pull: Pull) -> RunReportRequest:
    return RunReportRequest(
        property=_property(attempt.work),
        date_ranges=[_days(pull)],
        metrics=[Metric(name=name) for name in ga4.METRICS],
        return_property_quota=True,
    )


def _by(name: Name, attempt: Attempt, pull: Pull) -> RunReportRequest:
    return RunReportRequest(
        property=_property(attempt.work),
        date_ranges=[_days(pull)],
        dimensions=[Dimension(name=ga4.DIMENSIONS[name])],
        metrics=[Metric(name=ga4.ACTIVE_USERS)],
        order_bys=[OrderBy(metric=OrderBy.MetricOrderBy(metric_name=ga4.ACTIVE_USERS), desc=True)],
        limit=MOST_ROWS,
        return_property_quota=True,
    )


def _property(work: Work) -> str:
    return f"properties/{work.property_id.removeprefix('properties/')}"


def _days(pull: Pull) -> DateRange:
    return DateRange(start_date=pull.window.start.isoformat(), end_date=pull.window.end.isoformat())


def _json(answer: RunReportResponse) -> dict[str, Any]:
    found: dict[str, Any] = RunReportResponse.to_dict(answer, preserving_proto_field_name=False)
    return found
