"""Are providers played exactly where no registration is given, and does the secret say so?"""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from functions.shared.provider_clients import ProviderClients
from functions.shared.tokens.grants import Provider
from infra import provider_clients
from infra.aws import Cloud
from infra.local import providers
from infra.local.stack import LocalStack
from infra.provider_clients import PROVIDERS, RegistrationError

REAL = {f"{name.upper()}_CLIENT_{part}": f"{name}-{part}" for name in PROVIDERS for part in ("ID", "SECRET")}


def secret(cloud: Cloud, name: str, held: dict[str, Any]) -> str:
    made = cloud.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(held))
    return str(made["ARN"])


def read(cloud: Cloud, arn: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cloud.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"])
    return found


def test_without_registrations_everybody_is_played(tmp_path: Path) -> None:
    started = providers.start(tmp_path, {})
    try:
        assert started.sandbox is not None
        clients = ProviderClients(lambda: started.entries)
        assert all(clients.of(Provider(name)).sandbox for name in PROVIDERS)
        assert started.trends == started.sandbox.base_url
        assert httpx.get(f"{started.sandbox.base_url}/__sandbox/accounts", trust_env=False).status_code == 200
        assert f"{started.sandbox.base_url} for ga4, youtube, instagram" in started.described()
    finally:
        started.stop()


def test_a_registered_provider_is_the_real_one(tmp_path: Path) -> None:
    given = {name: value for name, value in REAL.items() if name.startswith("INSTAGRAM")}
    started = providers.start(tmp_path, given)
    try:
        clients = ProviderClients(lambda: started.entries)
        assert not clients.of(Provider.INSTAGRAM).sandbox
        assert clients.of(Provider.GA4).sandbox
        assert started.described().endswith("for ga4, youtube; real: instagram")
    finally:
        started.stop()


def test_with_all_registrations_nothing_is_played(tmp_path: Path) -> None:
    started = providers.start(tmp_path, REAL)
    assert started.sandbox is None
    assert started.trends == ""
    assert "real" in started.described()
    started.stop()


def test_half_a_registration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistrationError, match="GA4_CLIENT_ID and GA4_CLIENT_SECRET"):
        providers.start(tmp_path, {"GA4_CLIENT_ID": "x"})


def test_on_aws_what_is_not_set_stays(cloud: Cloud) -> None:
    arn = secret(cloud, "some", {"ga4": {"client_id": "a", "client_secret": "b"}})
    only_youtube = provider_clients.given({name: value for name, value in REAL.items() if name.startswith("YOUTUBE")})
    assert provider_clients.write(cloud, arn, only_youtube)
    assert read(cloud, arn) == {
        "ga4": {"client_id": "a", "client_secret": "b"},
        "youtube": {"client_id": "youtube-ID", "client_secret": "youtube-SECRET"},
    }
    assert not provider_clients.write(cloud, arn, only_youtube)


def test_a_real_registration_leaves_nothing_of_the_sandbox(cloud: Cloud, tmp_path: Path) -> None:
    started = providers.start(tmp_path, {})
    started.stop()
    arn = secret(cloud, "played", {})
    provider_clients.write(cloud, arn, started.entries)
    provider_clients.write(cloud, arn, providers.start(tmp_path, REAL).entries)
    assert "127.0.0.1" not in json.dumps(read(cloud, arn))


@pytest.mark.stack
def test_the_stack_plays_the_providers(stack: LocalStack) -> None:
    held = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs["ProviderClientsSecretArn"])
    assert json.loads(held["SecretString"]) == stack.sandbox.registrations()
    assert httpx.get(f"{stack.sandbox.base_url}/__sandbox/clock", trust_env=False).json()["offset"] == 0
