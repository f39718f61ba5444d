"""What do our own secrets say? Read from Secrets Manager, kept in memory for minutes."""

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.clock import Clock
from functions.shared.problems import Code, Problem

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

TTL = 300
"""Seconds that a secret is kept: a rotated one is seen within that time."""


class SecretReader:
    """Answers the JSON object of a secret by ARN; one call per secret and `TTL`."""

    def __init__(self, client: "SecretsManagerClient", clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    def read(self, arn: str, *, fresh: bool = False) -> dict[str, Any]:
        """`fresh` asks Secrets Manager whatever is kept. Raises Problem(unavailable) when it does not answer."""
        kept = self._kept.get(arn)
        if fresh or kept is None or self._clock() - kept[0] > TTL:
            kept = self._kept[arn] = (self._clock(), self._ask(arn))
        return kept[1]

    def _ask(self, arn: str) -> dict[str, Any]:
        try:
            value: dict[str, Any] = json.loads(self._client.get_secret_value(SecretId=arn)["SecretString"])
        except (BotoCoreError, ClientError) as failed:
            raise Problem(Code.UNAVAILABLE, private=f"secrets: {failed}", retry_after=1) from failed
        return value
