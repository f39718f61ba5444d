"""Which cloud are we talking to? The only place that knows endpoints and credentials.

An endpoint (AWS_ENDPOINT_URL, or the emulator that `make run` started) is resolved by localstack-client; without one it
is AWS itself, with whatever credentials boto3 finds.
"""

import os
from typing import Any, cast
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from localstack_client.session import Session as LocalStackSession

DEFAULT_REGION = "eu-central-1"
LOCAL_KEY = "test"
"""What emulators accept as access key and secret."""

_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 4},
    signature_version="s3v4",
    s3={"addressing_style": "auto"},
)
_LOCAL_CONFIG = _CONFIG.merge(Config(s3={"addressing_style": "path"}))


def region() -> str:
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or DEFAULT_REGION


class Cloud:
    """Clients for one account and region, of an emulator at `endpoint` or of AWS."""

    def __init__(self, endpoint: str | None = None) -> None:
        self.endpoint = endpoint
        self.region = region()
        self._session: Any = None
        self._clients: dict[str, Any] = {}

    @classmethod
    def from_environment(cls) -> "Cloud":
        return cls(os.environ.get("AWS_ENDPOINT_URL") or None)

    @property
    def is_local(self) -> bool:
        return self.endpoint is not None

    def client(self, service: str, special: Config | None = None) -> Any:
        """A boto3 client, made once unless it is a special one. Callers annotate with mypy_boto3_* where it helps."""
        if special:
            return self._open().client(service, config=self._config(service).merge(special))
        if service not in self._clients:
            self._clients[service] = self._open().client(service, config=self._config(service))
        return self._clients[service]

    def _config(self, service: str) -> Config:
        config = _LOCAL_CONFIG if self.is_local else _CONFIG
        return config if service == "s3" else config.merge(Config(signature_version=None))

    def account(self) -> str:
        return cast("str", self.client("sts").get_caller_identity()["Account"])

    def _open(self) -> Any:
        if self._session is None:
            self._session = self._local_session() if self.endpoint else boto3.Session(region_name=self.region)
        return self._session

    def _local_session(self) -> Any:
        host = urlsplit(cast("str", self.endpoint)).netloc
        return LocalStackSession(
            aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID", LOCAL_KEY),
            aws_secret_access_key=os.environ.get("AWS_SECRET_ACCESS_KEY", LOCAL_KEY),
            region_name=self.region,
            localstack_host=host,
        )
