"""How is one user's secret read, written and destroyed? The calls of Secrets Manager, fenced.

[Note: Fenced secret]  Secrets Manager has no conditional PutSecretValue, and a lease alone does not stop a writer that
slept through its end. So a value is put under a label of its own, and AWSCURRENT is moved to it *from the version seen
before*: UpdateSecretVersionStage refuses when somebody moved it meanwhile (its API reference, RemoveFromVersionId).
Writes and deletions name the full ARN, whose six random characters change when a secret is made anew: what was seen is
changed, or nothing.
"""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.shared.tokens.calls import asked
from functions.shared.tokens.ports import StaleError, TokenVaultError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_ARRIVING = "INFOFLUENCER_ARRIVING"


class _MissingError(TokenVaultError):
    """There is no such secret."""


class _MarkedError(TokenVaultError):
    """The secret may be scheduled for deletion."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A secret as it was seen: what a later write must still find."""

    arn: str
    version: str | None
    deleted: bool
    """Inside the recovery window: unreadable, but the name is taken."""


class SecretStore:
    """`key_id`: the KMS key of the secrets; empty is the account's default one."""

    def __init__(self, client: "SecretsManagerClient", stage: str, key_id: str = "") -> None:
        self._client = client
        self._prefix = f"infofluencer/{stage}/tokens/"
        self._key_id = key_id

    def look(self, user_id: str) -> Baseline | None:
        """None when there is none. Raises UnavailableError."""
        try:
            seen: Any = asked(
                lambda: self._client.describe_secret(SecretId=self._prefix + user_id),
                {"ResourceNotFoundException": _MissingError},
            )
        except _MissingError:
            return None
        stages = seen.get("VersionIdsToStages", {})
        current = next((version for version, labels in stages.items() if "AWSCURRENT" in labels), None)
        return Baseline(seen["ARN"], current, seen.get("DeletedDate") is not None)

    def read(self, user_id: str) -> str | None:
        """The current value; None when there is none or it is scheduled for deletion. Raises UnavailableError."""
        try:
            answer = asked(
                lambda: self._client.get_secret_value(SecretId=self._prefix + user_id),
                {"ResourceNotFoundException": _MissingError, "InvalidRequestException": _MarkedError},
            )
        except _MissingError:
            return None
        except _MarkedError:
            seen = self.look(user_id)
            if seen is None or seen.deleted:
                return None
            raise UnavailableError("InvalidRequestException") from None
        return answer["SecretString"]

    def write(self, user_id: str, text: str, baseline: Baseline | None) -> None:
        """Raises StaleError when the secret is no longer what `baseline` says; UnavailableError."""
        if baseline is None:
            self._create(self._prefix + user_id, text)
            return
        if baseline.deleted:
            asked(lambda: self._client.restore_secret(SecretId=baseline.arn))
        version = str(uuid.uuid4())
        asked(
            lambda: self._client.put_secret_value(
                SecretId=baseline.arn, SecretString=text, ClientRequestToken=version, VersionStages=[_ARRIVING]
            ),
            {"ResourceNotFoundException": StaleError},
        )
        self._promote(baseline, version)

    def purge(self, baseline: Baseline) -> None:
        """Destroys the secret with its whole history, at once; one that is gone is no error."""
        try:
            asked(
                lambda: self._client.delete_secret(SecretId=baseline.arn, ForceDeleteWithoutRecovery=True),
                {"ResourceNotFoundException": _MissingError},
            )
        except _MissingError:
            return

    def _create(self, name: str, text: str) -> None:
        key: Any = {"KmsKeyId": self._key_id} if self._key_id else {}
        asked(
            lambda: self._client.create_secret(
                Name=name, SecretString=text, ClientRequestToken=str(uuid.uuid4()), **key
            ),
            {"ResourceExistsException": StaleError},
        )

    def _promote(self, baseline: Baseline, version: str) -> None:
        moved: Any = {"RemoveFromVersionId": baseline.version} if baseline.version else {}
        asked(
            lambda: self._client.update_secret_version_stage(
                SecretId=baseline.arn, VersionStage="AWSCURRENT", MoveToVersionId=version, **moved
            ),
            {"InvalidParameterException": StaleError, "ResourceNotFoundException": StaleError},
        )
