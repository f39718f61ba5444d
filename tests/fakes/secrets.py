"""Secrets Manager in memory: the two calls that our code makes of it."""

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


class MemorySecrets:
    """`values`: the secret's text by its id."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def get_secret_value(self, *, SecretId: str) -> dict[str, Any]:  # noqa: N803 - as AWS writes it
        return {"ARN": SecretId, "SecretString": self._values[SecretId]}

    def put_secret_value(self, *, SecretId: str, SecretString: str) -> dict[str, Any]:  # noqa: N803 - as AWS writes it
        self._values[SecretId] = SecretString
        return {"ARN": SecretId}

    def as_client(self) -> "SecretsManagerClient":
        return cast("SecretsManagerClient", self)
