# ruff: noqa: ANN001, ANN003, ANN201, ANN202 - written as most people write it: annotated where the framework reads
"""How are the three providers asked? By the same client libraries and for the same things as ours asks, as their own
guides show it; answers become audiences by the same code (functions/shared/audience).

What may be kept over pulls is kept: YouTube's services (built once from the documents in the package) and a session of
requests. Budgets are one Redis counter per provider and day.
"""

import json
import os
from datetime import timedelta
from functools import cache
from typing import NamedTuple

import google_auth_httplib2
import httplib2
import redis
import requests
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
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

from functions.shared.audience import ga4, instagram, youtube
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Pull, Window
from functions.shared.audience.metrics import Metric as Measure
from functions.shared.audience.snapshot import Snapshot


class Pulled(NamedTuple):
    snapshot: Snapshot
    metrics: dict
    account: dict


CLIENTS = json.loads(os.environ["PROVIDER_CLIENTS_JSON"])
TIMEOUT = (5, 15)
DAILY = {"ga4": 10**9, "youtube": 10**9, "instagram": 10**9}


@cache
def counters():
    return redis.Redis.from_url(os.environ["BROKER_URL"])


@cache
def session():
    return requests.Session()


def at(provider, url):
    return CLIENTS[provider]["base_url"] + "/" + url.removeprefix("https://")


def charge(provider, now, calls):
    key = f"budget:{provider}:{now.date()}"
    with counters().pipeline() as pipe:
        spent, _ = pipe.incrby(key, calls).expire(key, 2 * 86_400).execute()
    if spent > DAILY[provider]:
        raise requests.RequestException("the budget of today is spent")


def google_credentials(provider, token):
    client = CLIENTS[provider]
    credentials = Credentials(
        None,
        refresh_token=token,
        token_uri=at(provider, "https://oauth2.googleapis.com/token"),
        client_id=client["client_id"],
        client_secret=client["client_secret"],
    )
    credentials.refresh(Request(session()))
    return credentials


def days(now, count, lag):
    end = now.date() - timedelta(days=lag)
    return Pull(Window(end - timedelta(days=count - 1), end), now.timestamp())


def pull_ga4(connection, token, now):
    charge("ga4", now, 1 + len(ga4.DIMENSIONS))
    transport = BetaAnalyticsDataRestTransport(
        host=at("ga4", "https://analyticsdata.googleapis.com"), credentials=google_credentials("ga4", token)
    )
    client, pull = BetaAnalyticsDataClient(transport=transport), days(now, 90, 1)

    def report(metrics, **asked):
        dates = DateRange(start_date=pull.window.start.isoformat(), end_date=pull.window.end.isoformat())
        answer = client.run_report(
            RunReportRequest(
                property=connection.property_id,
                date_ranges=[dates],
                metrics=[Metric(name=name) for name in metrics],
                return_property_quota=True,
                **asked,
            ),
            timeout=30,
        )
        return RunReportResponse.to_dict(answer, preserving_proto_field_name=False)

    overview = ga4.metrics(report(ga4.METRICS), pull)
    values = overview.values if overview else {}
    order = OrderBy(metric=OrderBy.MetricOrderBy(metric_name=ga4.ACTIVE_USERS), desc=True)
    columns = (ga4.ACTIVE_USERS, ga4.CUSTOMERS)
    answers = {
        name: report(columns, dimensions=[Dimension(name=asked)], order_bys=[order], limit=250)
        for name, asked in ga4.DIMENSIONS.items()
    }
    dimensions = tuple(
        ga4.dimension(name, answer, pull, metric=column, users=values.get(ga4.METRICS[column]))
        for name, answer in answers.items()
        for column in columns
    )
    return Pulled(Snapshot(ga4.PROVIDER, dimensions), values, {})


@cache
def service(name, version, root):
    options = {"api_endpoint": at("youtube", root)}
    return build(name, version, http=httplib2.Http(), client_options=options, static_discovery=True)


def pull_youtube(connection, token, now):
    charge("youtube", now, 6)
    http = google_auth_httplib2.AuthorizedHttp(google_credentials("youtube", token), http=httplib2.Http(timeout=15))
    data = service("youtube", "v3", "https://youtube.googleapis.com/")
    analytics = service("youtubeAnalytics", "v2", "https://youtubeanalytics.googleapis.com/")
    pull = days(now, 90, 3)

    def report(**asked):
        dates = {"startDate": pull.window.start.isoformat(), "endDate": pull.window.end.isoformat()}
        return analytics.reports().query(ids="channel==MINE", **dates, **asked).execute(http=http)

    channels = data.channels().list(mine=True, part="snippet,statistics,contentDetails,topicDetails,status")
    channels = channels.execute(http=http)
    totals = youtube.metrics(channels, report(metrics=",".join(youtube.METRICS)), pull)
    values = totals.values if totals else {}
    views = values.get(Measure.VIEWS)
    people = report(metrics=youtube.PERCENTAGES, dimensions="ageGroup,gender")
    by_views = [
        youtube.by_views(
            name,
            report(metrics="views", dimensions=youtube.DIMENSIONS[name], sort="-views", **page),
            pull,
            max_results=page.get("maxResults"),
            views=views,
        )
        for name, page in ((Name.COUNTRY, {"maxResults": 250}), (Name.CITY, {"maxResults": 25}), (Name.DEVICE, {}))
    ]
    snapshot = Snapshot(youtube.PROVIDER, (*youtube.demographics(people, pull, views=views), *by_views))
    channel = channels["items"][0]
    handle = channel["snippet"].get("customUrl", "").removeprefix("@")
    account = {"account_id": channel["id"], "name": channel["snippet"]["title"], "handle": handle}
    return Pulled(snapshot, values, account)


def pull_instagram(connection, token, now):
    charge("instagram", now, 2 + len(instagram.DIMENSIONS))
    pull = days(now, 30, 0)

    def get(path, **query):
        address = at("instagram", f"https://graph.instagram.com/v25.0/{path}")
        answer = session().get(address, params={**query, "access_token": token}, timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.json()

    fields = "user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count"
    profile = get("me", fields=fields)
    path = f"{profile['user_id']}/insights"
    insights = get(path, metric=",".join(instagram.INSIGHTS), period="day", metric_type="total_value")
    totals = instagram.metrics(profile, insights, pull)
    values = totals.values if totals else {}
    by_name = {
        name: get(
            path,
            metric=instagram.FOLLOWERS,
            period="lifetime",
            metric_type="total_value",
            timeframe="this_month",
            breakdown=asked,
        )
        for name, asked in instagram.DIMENSIONS.items()
    }
    dimensions = instagram.audience(by_name, pull, people=values.get(Measure.FOLLOWERS))
    account = {
        "account_id": str(profile["user_id"]),
        "name": profile.get("name") or "",
        "handle": profile.get("username") or "",
    }
    return Pulled(Snapshot(instagram.PROVIDER, dimensions), values, account)


PULLERS = {"ga4": pull_ga4, "youtube": pull_youtube, "instagram": pull_instagram}
