"""How does a function reach AWS? Clients with short timeouts, on botocore itself.

boto3 would import its transfer manager (60 of 400 ms of a cold start, measured) that no function uses. The endpoint
comes from AWS_ENDPOINT_URL where that is set; code in functions/ never knows which it is.
"""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.credentials import CredentialResolver, Credentials

SHORT = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3})


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


def _session_of(credentials: Credentials) -> botocore.session.Session:
    """With other credentials than the environment's, on the data of botocore that is loaded already."""
    session = botocore.session.get_session()
    session.register_component("data_loader", _session().get_component("data_loader"))
    session.register_component("credential_provider", _Provider(credentials))
    return session


class _Provider(CredentialResolver):
    def __init__(self, credentials: Credentials) -> None:
        super().__init__([])
        self._credentials = credentials

    def load_credentials(self) -> Credentials:
        return self._credentials


def client(
    service: str,
    config: Config | None = None,
    endpoint_url: str | None = None,
    region: str | None = None,
    credentials: Credentials | None = None,
) -> Any:
    """One low-level client; annotate it with its type from `mypy_boto3_*` where it is kept.

    What is None is as the environment says.
    """
    session = _session_of(credentials) if credentials else _session()
    return session.create_client(
        service, region_name=region, config=SHORT.merge(config) if config else SHORT, endpoint_url=endpoint_url
    )
