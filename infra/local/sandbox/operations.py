"""Which address is which operation? The sandbox's table of contents."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from infra.local.sandbox import (
    ga4_admin,
    ga4_data,
    google_oauth,
    instagram_graph,
    instagram_oauth,
    push,
    trends,
    youtube_data,
    youtube_reports,
)
from infra.local.sandbox.exchange import Answer, Asked
from infra.local.sandbox.world import World

Handler = Callable[[World, Asked], Answer]
PAGE = ""
"""A page for people: no operation, so neither counted nor broken on demand."""
REPORTS = "ga4.runReport"


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    method: str
    host: str
    path: re.Pattern[str]
    handler: Handler


def _operation(name: str, method: str, host: str, path: str, handler: Handler) -> Operation:
    return Operation(name, method, host, re.compile(path), handler)


def _pushed(world: World, asked: Asked) -> Answer:
    return world.push.take(asked, world.now())


_DATA, _TRENDS, _GRAPH = "analyticsdata.googleapis.com", "trends.google.com", "graph.instagram.com"
OPERATIONS = (
    _operation(PAGE, "GET", "accounts.google.com", r"/o/oauth2/(v2/)?auth", google_oauth.authorize),
    _operation(PAGE, "POST", "accounts.google.com", google_oauth.DECIDE, google_oauth.decide),
    _operation("google.token", "POST", "oauth2.googleapis.com", "/token", google_oauth.token),
    _operation("google.revoke", "POST", "oauth2.googleapis.com", "/revoke", google_oauth.revoke),
    _operation(
        "ga4.accountSummaries",
        "GET",
        "analyticsadmin.googleapis.com",
        "/v1beta/accountSummaries",
        ga4_admin.account_summaries,
    ),
    _operation(REPORTS, "POST", _DATA, r"/v1beta/properties/[^/:]+:runReport", ga4_data.run_report),
    _operation(REPORTS, "POST", _DATA, r"/v1beta/properties/[^/:]+:batchRunReports", ga4_data.batch_run_reports),
    _operation("youtube.channels", "GET", "youtube.googleapis.com", "/youtube/v3/channels", youtube_data.channels),
    _operation(
        "youtube.playlistItems",
        "GET",
        "youtube.googleapis.com",
        "/youtube/v3/playlistItems",
        youtube_data.playlist_items,
    ),
    _operation("youtube.videos", "GET", "youtube.googleapis.com", "/youtube/v3/videos", youtube_data.videos),
    _operation("youtube.reports", "GET", "youtubeanalytics.googleapis.com", "/v2/reports", youtube_reports.query),
    _operation(PAGE, "GET", "www.instagram.com", instagram_oauth.AUTHORIZE, instagram_oauth.authorize),
    _operation(PAGE, "POST", "www.instagram.com", instagram_oauth.AUTHORIZE, instagram_oauth.authorize),
    _operation("instagram.token", "POST", "api.instagram.com", "/oauth/access_token/?", instagram_oauth.token),
    _operation("instagram.exchange", "GET", _GRAPH, "/access_token", instagram_oauth.exchange),
    _operation("instagram.refresh", "GET", _GRAPH, "/refresh_access_token", instagram_oauth.refresh),
    _operation("instagram.me", "GET", _GRAPH, r"/v\d+\.0/me", instagram_graph.me),
    _operation("instagram.insights", "GET", _GRAPH, r"/v\d+\.0/[^/]+/insights", instagram_graph.insights),
    _operation(PAGE, "GET", _TRENDS, r"/(trends/explore/?)?", trends.cookie),
    _operation("trends.explore", "POST", _TRENDS, "/trends/api/explore", trends.explore),
    _operation("trends.multiline", "GET", _TRENDS, "/trends/api/widgetdata/multiline", trends.multiline),
    _operation("push.send", "POST", push.HOST, r"/send/[A-Za-z0-9_-]+", _pushed),
)
NAMES = frozenset(each.name for each in OPERATIONS if each.name)
HOSTS = {"www.googleapis.com": "youtube.googleapis.com"}
"""Other names of the same API."""


def find(asked: Asked) -> Operation | None:
    host = HOSTS.get(asked.host, asked.host)
    for each in OPERATIONS:
        if each.host == host and each.method == asked.method and each.path.fullmatch(asked.path):
            return each
    return None
