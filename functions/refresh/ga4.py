"""What does GA4 know of a property's users and customers? Seven reports through google-analytics-data over REST.

Each dimension alone: crossing them multiplies thresholding and "(other)". Customers are a second column of the same
reports, no further calls. Importing the library costs 0.15 to 1 s, since it loads grpc whatever the transport: only the
pull's wiring imports this module.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
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
from functions.refresh.work import Pulled, RefusedError, Work
from functions.shared.audience import ga4
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension as Audience
from functions.shared.audience.distribution import Pull
from functions.shared.audience.errors import Verdict
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

        def send(request: RunReportRequest) -> dict[str, Any]:
            answer = ask(
                wire, attempt, lambda: client.run_report(request, retry=None, timeout=attempt.gate.seconds_left())
            )
            return _json(answer)

        reports = _Reports(attempt, pull, send)
        values = reports.overview()
        dimensions = [each for name in ga4.DIMENSIONS for each in reports.dimensions(name, values)]
        return Pulled(Snapshot(ga4.PROVIDER, tuple(dimensions)), values, account=None)


@dataclass
class _Reports:
    """[Note: Customers beside users] Google documents the metric, but which dimensions it goes with only its
    checkCompatibility tells, per property. A pair that is refused must not cost the audience: that report is asked for
    again without customers, and so are the rest of this pull's; one call more at most.
    """

    attempt: Attempt
    pull: Pull
    send: Callable[[RunReportRequest], dict[str, Any]]
    customers: bool = True

    def overview(self) -> Mapping[Measure, float]:
        found = ga4.metrics(self._ask(lambda names: _overview(names, self.attempt, self.pull), ga4.METRICS), self.pull)
        return found.values if found else {}

    def dimensions(self, name: Name, values: Mapping[Measure, float]) -> Iterator[Audience]:
        """Of all users, and of the customers among them."""
        metrics = (ga4.ACTIVE_USERS, ga4.CUSTOMERS)
        answer = self._ask(lambda names: _by(name, names, self.attempt, self.pull), metrics)
        for metric in metrics if self.customers else metrics[:1]:
            yield ga4.dimension(name, answer, self.pull, metric=metric, users=values.get(ga4.METRICS[metric]))
        if not self.customers:
            yield ga4.not_told(name, self.pull, ga4.CUSTOMERS)

    def _ask(self, request: Callable[[list[str]], RunReportRequest], metrics: Iterable[str]) -> dict[str, Any]:
        names = list(metrics)
        without = [name for name in names if name != ga4.CUSTOMERS]
        if not self.customers:
            return self.send(request(without))
        try:
            return self.send(request(names))
        except RefusedError as refused:
            if refused.outcome.verdict is not Verdict.BUG:
                raise
        self.customers = False
        return self.send(request(without))


def _overview(metrics: Iterable[str], attempt: Attempt, pull: Pull) -> RunReportRequest:
    return RunReportRequest(
        property=_property(attempt.work),
        date_ranges=[_days(pull)],
        metrics=[Metric(name=name) for name in metrics],
        return_property_quota=True,
    )


def _by(name: Name, metrics: Iterable[str], attempt: Attempt, pull: Pull) -> RunReportRequest:
    return RunReportRequest(
        property=_property(attempt.work),
        date_ranges=[_days(pull)],
        dimensions=[Dimension(name=ga4.DIMENSIONS[name])],
        metrics=[Metric(name=metric) for metric in metrics],
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
