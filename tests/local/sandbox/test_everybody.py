"""Is every answer about every account one that the provider's documents and our parsers know?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from functions.shared.audience import ga4, instagram, youtube
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, State
from infra.local.sandbox import discovery
from infra.local.sandbox.accounts import Account
from infra.local.sandbox.movement import day_of
from infra.local.sandbox.server import Sandbox
from tests.local.sandbox.people import NOW, by_dimension, google, graph, report
from tests.unit.audience.samples import PULL

END = day_of(NOW) - timedelta(days=3)
WINDOW = {"ids": "channel==MINE", "startDate": str(END - timedelta(days=89)), "endDate": str(END)}
LIFETIME = {"metric": instagram.FOLLOWERS, "period": "lifetime", "metric_type": "total_value", "timeframe": "this_week"}


def of_properties(sandbox: Sandbox, account: Account) -> Iterator[Dimension]:
    token = sandbox.world.grant("ga4", account.login).access_token
    for site in account.properties[:3]:
        for name, asked_for in ga4.DIMENSIONS.items():
            answer = report(sandbox, site.id, token, by_dimension(asked_for))
            if site.state == "lost":
                assert answer.status_code == 403
                continue
            assert discovery.faults("analyticsdata.v1beta", "RunReportResponse", answer.json()) == []
            yield ga4.dimension(name, answer.json(), PULL)


def of_channel(sandbox: Sandbox, account: Account) -> Iterator[Dimension]:
    token = sandbox.world.grant("youtube", account.login).access_token

    def asked(**query: str) -> Any:
        answer = google(sandbox, "youtubeanalytics.googleapis.com/v2/reports", token, **WINDOW, **query).json()
        assert discovery.faults("youtubeAnalytics.v2", "QueryResponse", answer) == []
        return answer

    yield from youtube.demographics(asked(metrics="viewerPercentage", dimensions="ageGroup,gender"), PULL)
    for name, dimension in ((Name.COUNTRY, "country"), (Name.CITY, "city"), (Name.DEVICE, "deviceType")):
        answer = asked(metrics="views", dimensions=dimension, sort="-views", maxResults="25")
        yield youtube.by_views(name, answer, PULL)


def of_profile(sandbox: Sandbox, account: Account) -> Iterator[Dimension]:
    token = sandbox.world.grant("instagram", account.login).token
    answers = {
        name: graph(sandbox, "/v25.0/me/insights", token, breakdown=breakdown, **LIFETIME).json()
        for name, breakdown in instagram.DIMENSIONS.items()
    }
    if account.login != "personal":
        yield from instagram.audience(answers, PULL, people=None)


@pytest.mark.parametrize("service", ["properties", "channel", "profile"])
def test_every_answer_about_everybody_is_understood(sandbox: Sandbox, service: str) -> None:
    readers = {"properties": of_properties, "channel": of_channel, "profile": of_profile}
    sandbox.world.quotas.limits.youtube_analytics_minute = 10_000
    having = [each for each in sandbox.world.accounts.values() if getattr(each, service)]
    found = [each for account in having for each in readers[service](sandbox, account)]
    assert len(found) > 200
    assert {each.state for each in found} <= {State.VALUE, State.SUPPRESSED}
    assert all(each.tally.unrecognised_n == 0 for each in found)
