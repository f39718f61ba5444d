"""Do Google's own client and our parsers read what the sandbox says about channels?"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from googleapiclient.discovery import build_from_document  # type: ignore[attr-defined] # not in its stubs
from googleapiclient.errors import HttpError

from functions.shared.audience import youtube
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Reason, State
from functions.shared.audience.metrics import Metric
from infra.local.sandbox import discovery
from infra.local.sandbox.movement import day_of
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import CREATOR
from tests.local.sandbox.people import DISCOVERY, NOW, credentials, google
from tests.unit.audience.samples import PULL

END = day_of(NOW) - timedelta(days=3)
WINDOW = {"ids": "channel==MINE", "startDate": str(END - timedelta(days=89)), "endDate": str(END)}
PARTS = "snippet,statistics,contentDetails,topicDetails,status"


class Services:
    """Google's clients, closed at the end: httplib2 keeps its sockets."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._opened = ExitStack()

    def data(self, login: str = CREATOR) -> Any:
        return self._open("youtube", login)

    def reports(self, login: str = CREATOR) -> Any:
        return self._open("youtubeAnalytics", login).reports()

    def close(self) -> None:
        self._opened.close()

    def _open(self, api: str, login: str) -> Any:
        name, host = DISCOVERY[api]
        document = {**discovery.document(name), "rootUrl": f"{self._sandbox.base_url}/{host}/"}
        token = self._sandbox.world.grant("youtube", login).access_token
        return self._opened.enter_context(build_from_document(document, credentials=credentials(token)))


@pytest.fixture
def services(sandbox: Sandbox) -> Iterator[Services]:
    opened = Services(sandbox)
    yield opened
    opened.close()


def test_channel_uploads_and_videos(sandbox: Sandbox, services: Services) -> None:
    api = services.data()
    found = api.channels().list(part=PARTS, mine=True).execute()
    assert discovery.faults("youtube.v3", "ChannelListResponse", found) == []
    uploads = found["items"][0]["contentDetails"]["relatedPlaylists"]["uploads"]
    items = api.playlistItems().list(part="contentDetails,snippet", playlistId=uploads, maxResults=50).execute()
    assert discovery.faults("youtube.v3", "PlaylistItemListResponse", items) == []
    ids = [item["contentDetails"]["videoId"] for item in items["items"]]
    assert len(set(ids)) == 50
    videos = api.videos().list(part="statistics,snippet,status,contentDetails", id=",".join(ids)).execute()
    assert discovery.faults("youtube.v3", "VideoListResponse", videos) == []
    assert [video["id"] for video in videos["items"]] == ids
    assert sandbox.world.counts == {"youtube.channels": 1, "youtube.playlistItems": 1, "youtube.videos": 1}
    assert sum(sandbox.world.quotas.snapshot()["youtube.units"].values()) == 3


def test_the_uploads_are_paged_to_their_end(sandbox: Sandbox, services: Services) -> None:
    api = services.data()
    channel = sandbox.world.accounts[CREATOR].channel
    assert channel is not None
    ids: list[str] = []
    asked = api.playlistItems().list(part="contentDetails", playlistId="UU" + channel.id[2:], maxResults=50)
    while asked is not None:
        page = asked.execute()
        ids += [item["contentDetails"]["videoId"] for item in page["items"]]
        asked = api.playlistItems().list_next(asked, page)
    assert len(set(ids)) == len(ids) == channel.videos


def test_reports_become_dimensions(services: Services) -> None:
    api = services.reports()
    totals = api.query(**WINDOW, metrics=",".join(youtube.METRICS)).execute()
    people = api.query(**WINDOW, metrics="viewerPercentage", dimensions="ageGroup,gender").execute()
    views = float(totals["rows"][0][0])
    found = list(youtube.demographics(people, PULL, views=views))
    for name, dimension, most in (
        (Name.COUNTRY, "country", 250),
        (Name.CITY, "city", 25),
        (Name.DEVICE, "deviceType", 9),
    ):
        answer = api.query(**WINDOW, metrics="views", dimensions=dimension, sort="-views", maxResults=most).execute()
        assert discovery.faults("youtubeAnalytics.v2", "QueryResponse", answer) == []
        found.append(youtube.by_views(name, answer, PULL, max_results=most, views=views))
    assert {each.state for each in found} == {State.VALUE}
    assert all(each.tally.unrecognised_n == 0 for each in found)
    assert sum(row[2] for row in people["rows"]) == pytest.approx(100, abs=1.5)


def test_a_tiny_channel_has_no_rows(sandbox: Sandbox, services: Services) -> None:
    answer = services.reports("youtube-tiny@sandbox.test").query(
        **WINDOW, metrics="viewerPercentage", dimensions="ageGroup,gender"
    )
    age, gender = youtube.demographics(answer.execute(), PULL)
    assert {(each.state, each.reason) for each in (age, gender)} == {(State.SUPPRESSED, Reason.NO_DATA)}


def test_without_a_channel_there_are_no_items(sandbox: Sandbox, services: Services) -> None:
    found = services.data("no-channel@sandbox.test").channels().list(part="id", mine=True).execute()
    assert "items" not in found
    with pytest.raises(HttpError, match="403"):
        services.reports("no-channel@sandbox.test").query(**WINDOW, metrics="views").execute()


def test_hidden_subscribers_are_not_told(sandbox: Sandbox, services: Services) -> None:
    found = services.data("youtube-hidden@sandbox.test").channels().list(part=PARTS, mine=True).execute()
    metrics = youtube.metrics(found, {}, PULL)
    assert metrics is not None
    assert Metric.FOLLOWERS not in metrics.values


def test_subscribers_have_three_figures(services: Services) -> None:
    found = services.data().channels().list(part="statistics", mine=True).execute()
    assert found["items"][0]["statistics"]["subscriberCount"][3:].strip("0") == ""


@pytest.mark.parametrize(
    ("path", "query", "reason"),
    [
        ("channels", {"mine": "true"}, "missingRequiredParameter"),
        ("channels", {"mine": "true", "part": "snippets"}, "unknownPart"),
        ("channels", {"part": "id"}, "missingRequiredParameter"),
        ("channels", {"mine": "true", "part": "id", "fieldz": "x"}, "badRequest"),
        ("channels", {"mine": "perhaps", "part": "id"}, "invalidParameter"),
        ("playlistItems", {"part": "id", "playlistId": "x", "maxResults": "51"}, "invalidParameter"),
        ("playlistItems", {"part": "id", "playlistId": "UUnobody"}, "playlistNotFound"),
        ("videos", {"part": "id"}, "invalidFilters"),
    ],
)
def test_what_youtube_does_not_know_is_refused(sandbox: Sandbox, path: str, query: dict[str, str], reason: str) -> None:
    token = sandbox.world.grant("youtube", CREATOR).access_token
    refused = google(sandbox, f"youtube.googleapis.com/youtube/v3/{path}", token, **query)
    assert refused.status_code == (404 if reason.endswith("NotFound") else 400)
    assert refused.json()["error"]["errors"][0]["reason"] == reason


@pytest.mark.parametrize(
    "query",
    [
        {"metrics": "viewerPercentage"},
        {"metrics": "views", "dimensions": "ageGroup"},
        {"metrics": "views", "dimensions": "language"},
        {"metrics": "views", "dimensions": "city"},
        {"metrics": "views", "dimensions": "country,deviceType"},
        {"metrics": "fame"},
        {"metrics": "views", "startDate": "2026-13-01"},
        {"metrics": "views", "sort": "-likes"},
        {"metrics": ""},
    ],
)
def test_queries_that_are_not_supported(sandbox: Sandbox, query: dict[str, str]) -> None:
    token = sandbox.world.grant("youtube", CREATOR).access_token
    refused = google(sandbox, "youtubeanalytics.googleapis.com/v2/reports", token, **{**WINDOW, **query})
    assert refused.status_code == 400, refused.text


def test_a_days_units_run_out(sandbox: Sandbox, services: Services) -> None:
    sandbox.world.quotas.limits.youtube_daily_units = 2
    api = services.data()
    for _ in range(2):
        api.channels().list(part="id", mine=True).execute()
    with pytest.raises(HttpError, match="403"):
        api.channels().list(part="id", mine=True).execute()


def test_analytics_has_a_minute_quota_of_its_own(sandbox: Sandbox, services: Services, clock: Any) -> None:
    sandbox.world.quotas.limits.youtube_analytics_minute = 1
    api = services.reports()
    api.query(**WINDOW, metrics="views").execute()
    with pytest.raises(HttpError, match="429"):
        api.query(**WINDOW, metrics="views").execute()
    clock.now += 61
    api.query(**WINDOW, metrics="views").execute()
