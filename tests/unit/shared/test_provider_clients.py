"""Which registration speaks to a provider, and where is the provider reached?"""

import pytest

from functions.shared.provider_clients import NotConfiguredError, ProviderClient, ProviderClients, reached_at
from functions.shared.tokens.grants import Provider

SECRET = {
    "ga4": {"client_id": "real", "client_secret": "s1"},
    "youtube": {"client_id": "local", "client_secret": "s2", "base_url": "http://127.0.0.1:9080/"},
    "instagram": {"client_id": "", "client_secret": ""},
}


def test_without_a_base_url_the_provider_itself_is_meant() -> None:
    client = ProviderClients(lambda: SECRET).of(Provider.GA4)
    assert not client.sandbox
    assert client.at("https://oauth2.googleapis.com/token") == "https://oauth2.googleapis.com/token"


def test_a_stand_in_serves_every_address_under_its_own() -> None:
    client = ProviderClients(lambda: SECRET).of(Provider.YOUTUBE)
    assert client.sandbox
    assert client.at("https://oauth2.googleapis.com/token") == "http://127.0.0.1:9080/oauth2.googleapis.com/token"


@pytest.mark.parametrize("provider", [Provider.INSTAGRAM, Provider.TIKTOK])
def test_without_a_client_id_a_provider_is_not_configured(provider: Provider) -> None:
    with pytest.raises(NotConfiguredError):
        ProviderClients(lambda: SECRET).of(provider)


def test_a_client_shows_its_secret_to_nobody() -> None:
    assert "s1" not in repr(ProviderClient("real", "s1"))


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:9080", "http://127.0.0.1:9080/"])
def test_who_needs_no_registration_may_have_a_stand_in_too(base_url: str) -> None:
    assert reached_at("", "https://trends.google.com/x") == "https://trends.google.com/x"
    assert reached_at(base_url, "https://trends.google.com/x") == "http://127.0.0.1:9080/trends.google.com/x"
