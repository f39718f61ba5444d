"""What does YouTube know of a channel and its viewers? One call of the Data API, five reports of Analytics v2.

Through google-api-python-client, from the two discovery documents that ship in the package (infra prunes the others):
nothing is looked up on the network. The account is compared before any report is asked for.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import httplib2
import requests
from googleapiclient import discovery_cache
from googleapiclient.discovery import build_from_document  # type: ignore[attr-defined] # not in its stubs
from requests.adapters import HTTPAdapter

from functions.refresh.google import ask, window
from functions.refresh.outcomes import require_account
from functions.refresh.ports import Attempt
from functions.refresh.wire import Wire, on
from functions.refresh.work import Account, Pulled, RefusedError
from functions.shared.audience import answers, youtube
from functions.shared.audience.answers import Malformed
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Pull
from functions.shared.audience.errors import Verdict
from functions.shared.audience.metrics import Metric
from functions.shared.audience.snapshot import Snapshot
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import Provider, Token

LAG = 3
"""Days that Analytics lags behind."""
MOST_COUNTRIES, MOST_CITIES = 250, 25
"""Rows; for cities Analytics takes no larger page."""
_DOCUMENTS = Path(discovery_cache.__file__).parent / "documents"
_BY_VIEWS: Mapping[Name, int | None] = {Name.COUNTRY: MOST_COUNTRIES, Name.CITY: MOST_CITIES, Name.DEVICE: None}
_TOTALS = ",".join(youtube.METRICS)


class _Http:
    """What the client library asks of httplib2, over our wire."""

    def __init__(self, wire: Wire, token: Token) -> None:
        self._session = on(requests.Session(), wire)
        self._token = token

    def request(self, uri: str, method: str, body: Any, headers: Mapping[str, str]) -> tuple[httplib2.Response, bytes]:
        signed = {**headers, "authorization": f"Bearer {self._token.reveal()}"}
        answer = self._session.request(method, uri, data=body, headers=signed, allow_redirects=False)
        told = {name.lower(): value for name, value in answer.headers.items()}
        return httplib2.Response({**told, "status": str(answer.status_code)}), answer.content


class YouTubePuller:
    """Implements `ports.Puller`."""

    def __init__(self, pool: HTTPAdapter) -> None:
        self._pool = pool

    def pull(self, attempt: Attempt, token: Token) -> Pulled:
        wire = Wire(self._pool, attempt.gate.seconds_left)
        http = _Http(wire, token)
        pull = Pull(window(attempt.now, LAG), attempt.now)

        def call(counter: str, request: Any) -> Any:
            try:
                return ask(wire, attempt, lambda: request.execute(http=http))
            except RefusedError as refused:
                if refused.outcome.verdict is Verdict.QUOTA_WAIT:  # YouTube's quotas are the whole project's
                    attempt.gate.close(Provider.YOUTUBE, counter, refused.outcome.until or 0)
                raise

        channels = call("youtube-units", _channels(attempt.client))
        account = require_account(attempt.work, lambda: _account(channels))

        def report(**asked: Any) -> Any:
            return call("youtube-analytics-day", _report(attempt.client, pull, asked))

        totals = youtube.metrics(channels, report(metrics=_TOTALS), pull)
        values = totals.values if totals else {}
        snapshot = Snapshot(youtube.PROVIDER, _dimensions(report, pull, values.get(Metric.VIEWS)))
        return Pulled(snapshot, values, account)


def _dimensions(report: Callable[..., Any], pull: Pull, views: float | None) -> tuple[Dimension, ...]:
    people = report(metrics=youtube.PERCENTAGES, dimensions="ageGroup,gender")
    by_views = [
        youtube.by_views(
            name,
            report(metrics=youtube.VIEWS, dimensions=youtube.DIMENSIONS[name], sort=f"-{youtube.VIEWS}", **_page(most)),
            pull,
            max_results=most,
            views=views,
        )
        for name, most in _BY_VIEWS.items()
    ]
    return (*youtube.demographics(people, pull, views=views), *by_views)


def _page(most: int | None) -> dict[str, int]:
    return {} if most is None else {"maxResults": most}


def _channels(client: ProviderClient) -> Any:
    parts = "snippet,statistics,contentDetails,topicDetails,status"
    return _service("youtube.v3", client).channels().list(mine=True, part=parts)


def _report(client: ProviderClient, pull: Pull, asked: Mapping[str, Any]) -> Any:
    days = {"startDate": pull.window.start.isoformat(), "endDate": pull.window.end.isoformat()}
    return _service("youtubeAnalytics.v2", client).reports().query(ids="channel==MINE", **days, **asked)


def _account(channels: Any) -> Account | None:
    """Of the one channel that a grant is for; None when there is none. Raises Malformed."""
    listed = answers.entries(channels)
    found = answers.items(listed.get("items"))
    if not found and "kind" not in listed:
        raise Malformed("no list of channels")
    if not found:
        return None
    channel = answers.entries(found[0])
    snippet = answers.entries(channel.get("snippet") or {})
    name, handle = snippet.get("title", ""), snippet.get("customUrl", "")
    return Account(answers.text(channel.get("id")), answers.text(name), answers.text(handle).removeprefix("@"))


@lru_cache(maxsize=4)
def _service(name: str, client: ProviderClient) -> Any:
    """Built once a process, some 50 ms; the http that it is built with is never used."""
    document = json.loads((_DOCUMENTS / f"{name}.json").read_text())
    return build_from_document({**document, "rootUrl": client.at(document["rootUrl"])}, http=httplib2.Http(timeout=1))
