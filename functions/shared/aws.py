"""How does a function reach AWS? Clients with short timeouts, on botocore itself.

boto3 would import its transfer manager (60 of 400 ms of a cold start, measured) that no function uses. The endpoint
comes from AWS_ENDPOINT_URL where that is set; code in functions/ never knows which it is.
"""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

SHORT = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3})


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


def client(service: str, config: Config | None = None, endpoint_url: str | None = None) -> Any:
    """One low-level client; annotate it with its type from `mypy_boto3_*` where it is kept."""
    return _session().create_client(service, config=SHORT.merge(config) if config else SHORT, endpoint_url=endpoint_url)
