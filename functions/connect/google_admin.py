"""Who has consented at Google, and what may be read with it? YouTube's channel, GA4's properties; plain requests.

Every function raises RefusedError.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import requests

from functions.connect import calls
from functions.connect.connections import Account, Property
from functions.connect.ports import RefusedError
from functions.shared import google_tokens
from functions.shared.audience import google_errors
from functions.shared.audience.errors import Outcome, Refusal
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import AccessToken, RefreshToken

CHANNELS_URL = "https://youtube.googleapis.com/youtube/v3/channels"
SUMMARIES_URL = "https://analyticsadmin.googleapis.com/v1beta/accountSummaries"
PAGE = 200
MAX_PAGES = 25
"""5,000 accounts; more is no list that a person chooses from."""


class GoogleAccounts:
    """Implements `ports.GoogleAccess`, and says who consented."""

    def __init__(self, session: requests.Session) -> None:
        self._session = session

    def access(self, client: ProviderClient, kept: RefreshToken, now: float) -> tuple[AccessToken, RefreshToken | None]:
        outcome: Outcome | None = None
        try:
            renewed = google_tokens.renew(client, kept, self._session)
        except google_tokens.RefusedError as refused:
            outcome = google_errors.classify(refused.refusal, now)
        if outcome is not None:
            raise RefusedError(outcome)
        return renewed.access_token, renewed.refresh_token

    def properties(self, client: ProviderClient, access: AccessToken, now: float) -> tuple[Property, ...]:
        return tuple(
            Property(found["property"], calls.text(found.get("displayName")), calls.text(summary.get("displayName")))
            for summary in self._summaries(client, access, now)
            for found in _dicts(summary.get("propertySummaries"))
            if isinstance(found.get("property"), str)
        )

    def analytics(self, client: ProviderClient, access: AccessToken, now: float) -> Account:  # noqa: ARG002 - as below
        """GA4 names nobody: only its properties are known."""
        return Account()

    def channel(self, client: ProviderClient, access: AccessToken, now: float) -> Account | None:
        """None for a Google account without a channel."""
        body = self._get(client.at(CHANNELS_URL), {"part": "snippet", "mine": "true"}, access, now)
        for item in _dicts(body.get("items")):
            snippet = item.get("snippet")
            if isinstance(item.get("id"), str) and isinstance(snippet, dict):
                handle = calls.text(snippet.get("customUrl")).removeprefix("@")
                return Account(id=item["id"], name=calls.text(snippet.get("title")), handle=handle)
        return None

    def _summaries(self, client: ProviderClient, access: AccessToken, now: float) -> Iterator[Mapping[str, Any]]:
        token = ""
        for _ in range(MAX_PAGES):
            page = {"pageSize": str(PAGE), **({"pageToken": token} if token else {})}
            body = self._get(client.at(SUMMARIES_URL), page, access, now)
            yield from _dicts(body.get("accountSummaries"))
            token = calls.text(body.get("nextPageToken"))
            if not token:
                return

    def _get(self, url: str, params: Mapping[str, str], access: AccessToken, now: float) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {access.reveal()}"}
        return calls.ask(
            lambda: self._session.get(url, params=dict(params), headers=headers, timeout=calls.TIMEOUT), _classify, now
        )


def _classify(refusal: Refusal, now: float) -> Outcome:
    """The access token is seconds old: another one would not be heard either."""
    return google_errors.classify(refusal, now, renewed=True)


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
