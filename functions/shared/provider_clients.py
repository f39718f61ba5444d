"""As whom do we speak to a provider, and where is it? Our registrations, from the secret PROVIDER_CLIENTS.

    {"ga4": {"client_id": "...", "client_secret": "...", "base_url": ""}, "youtube": {...}, "instagram": {...}}

GA4 and YouTube are two Google projects: Google revokes per project (web-server OAuth guide, "Revoking a token").
`base_url` is empty for the provider itself. A stand-in serves every address under its own:
https://oauth2.googleapis.com/token -> {base_url}/oauth2.googleapis.com/token.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.shared.tokens.grants import Provider


class NotConfiguredError(Exception):
    """There is no registration for this provider at this stage."""


def reached_at(base_url: str, url: str) -> str:
    """Where an address of a provider is served by a stand-in; the address itself where there is none."""
    return f"{base_url.rstrip('/')}/{url.removeprefix('https://')}" if base_url else url


@dataclass(frozen=True, slots=True)
class ProviderClient:
    client_id: str
    client_secret: str = field(repr=False)
    base_url: str = ""

    @property
    def sandbox(self) -> bool:
        """Whether it is a stand-in that answers."""
        return bool(self.base_url)

    def at(self, url: str) -> str:
        """Where an address of the provider is reached."""
        return reached_at(self.base_url, url)


class ProviderClients:
    """`read` gives the secret's JSON object, now; an entry without a client id counts as not configured."""

    def __init__(self, read: Callable[[], Mapping[str, Any]]) -> None:
        self._read = read

    def of(self, provider: Provider) -> ProviderClient:
        """Raises NotConfiguredError."""
        found = self._read().get(provider.value) or {}
        if not found.get("client_id"):
            raise NotConfiguredError(provider.value)
        return ProviderClient(found["client_id"], found["client_secret"], found.get("base_url", "").rstrip("/"))
