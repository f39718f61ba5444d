"""How do tests of the sandbox sign in and call? As Google's and Meta's documents say, with the libraries we use."""

from typing import Any

import requests
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow

from infra.local.sandbox.registrations import REGISTERED
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.world import DEFAULT_SCOPES

NOW = 1_795_300_000.0
DAY = 86_400
BACK = "http://localhost:8000/api/connect/{provider}/callback"
DISCOVERY = {
    "youtube": ("youtube.v3", "youtube.googleapis.com"),
    "youtubeAnalytics": ("youtubeAnalytics.v2", "youtubeanalytics.googleapis.com"),
    "analyticsadmin": ("analyticsadmin.v1beta", "analyticsadmin.googleapis.com"),
}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


def back(provider: str) -> str:
    return BACK.format(provider=provider)


def flow(sandbox: Sandbox, provider: str, scopes: list[str] | None = None, **more: Any) -> Flow:
    """google-auth-oauthlib, sent to the sandbox."""
    registration = REGISTERED[provider]
    settings = {
        "client_id": registration.client_id,
        "client_secret": registration.client_secret,
        "auth_uri": f"{sandbox.base_url}/accounts.google.com/o/oauth2/v2/auth",
        "token_uri": f"{sandbox.base_url}/oauth2.googleapis.com/token",
    }
    wanted = scopes or list(DEFAULT_SCOPES[provider])
    made: Flow = Flow.from_client_config({"web": settings}, wanted, redirect_uri=back(provider), **more)
    return made


def credentials(token: str) -> Credentials:
    return Credentials(token)  # type: ignore[no-untyped-call] # untyped in google-auth


def instagram_url(sandbox: Sandbox, scopes: str = ",".join(DEFAULT_SCOPES["instagram"]), state: str = "s") -> str:
    query = {
        "client_id": REGISTERED["instagram"].client_id,
        "redirect_uri": back("instagram"),
        "response_type": "code",
        "scope": scopes,
        "state": state,
    }
    address = requests.Request("GET", f"{sandbox.base_url}/www.instagram.com/oauth/authorize", params=query)
    return str(address.prepare().url)


def graph(sandbox: Sandbox, path: str, token: str, **query: Any) -> requests.Response:
    """GET graph.instagram.com"""
    address = f"{sandbox.base_url}/graph.instagram.com{path}"
    return requests.get(address, params={**query, "access_token": token}, timeout=10)


def google(sandbox: Sandbox, url: str, token: str, **query: Any) -> requests.Response:
    headers = {"authorization": f"Bearer {token}"}
    return requests.get(f"{sandbox.base_url}/{url}", params=query, headers=headers, timeout=10)


def report(sandbox: Sandbox, property_id: str, token: str, body: dict[str, Any], **query: Any) -> requests.Response:
    """POST …:runReport"""
    address = f"{sandbox.base_url}/analyticsdata.googleapis.com/v1beta/properties/{property_id}:runReport"
    headers = {"authorization": f"Bearer {token}"}
    return requests.post(address, json=body, params=query, headers=headers, timeout=10)


def by_dimension(name: str, *metrics: str) -> dict[str, Any]:
    return {
        "dimensions": [{"name": name}],
        "metrics": [{"name": each} for each in metrics or ("activeUsers",)],
        "dateRanges": [{"startDate": "90daysAgo", "endDate": "yesterday"}],
    }
