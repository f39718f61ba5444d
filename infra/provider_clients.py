"""As whom are we registered at the providers? From the environment into the secret PROVIDER_CLIENTS.

functions/shared/provider_clients.py reads it. Functions keep a secret for minutes, then see the change, without being
deployed again. Nothing of it is ever a parameter of a stack.
"""

import json
from collections.abc import Mapping
from typing import Any

from infra.aws import Cloud
from infra.stack import Progress

PROVIDERS = ("ga4", "youtube", "instagram")
Entries = Mapping[str, Mapping[str, str]]
"""Provider -> {client_id, client_secret, base_url?}."""


class RegistrationError(Exception):
    """Half a registration."""


def given(environment: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Providers for which the environment has a client id. Raises RegistrationError for one without its secret."""
    found = {}
    for provider in PROVIDERS:
        name = f"{provider.upper()}_CLIENT"
        client_id, secret = environment.get(f"{name}_ID", ""), environment.get(f"{name}_SECRET", "")
        if bool(client_id) != bool(secret):
            raise RegistrationError(f"{name}_ID and {name}_SECRET belong together")
        if client_id:
            found[provider] = {"client_id": client_id, "client_secret": secret}
    return found


def write(cloud: Cloud, arn: str, entries: Entries, progress: Progress = lambda _: None) -> bool:
    """Puts `entries` into the secret; those of other names stay. Whether anything changed."""
    client = cloud.client("secretsmanager")
    before: dict[str, Any] = json.loads(client.get_secret_value(SecretId=arn)["SecretString"])
    after = {**before, **entries}
    if after == before:
        return False
    client.put_secret_value(SecretId=arn, SecretString=json.dumps(after))
    progress(f"registrations: {', '.join(sorted(entries))}")
    return True
